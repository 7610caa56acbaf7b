#include "relay/serve/reception.h"

#include <catch2/catch.hpp>

#include "relay/catalog/schema.h"
#include "relay/crypto/sha256.h"
#include "relay/json/read.h"
#include "tests/support/day.h"
#include "tests/support/manual_clock.h"
#include "tests/support/request_of_a_device.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::http::Method;
using relay::http::Request;
using relay::http::Response;
using relay::serve::Reception;
using tests::day;

namespace {

policy::GroupId office() {
  return *policy::GroupId::parse("office");
}

struct AReception {
  AReception() { allow("one"); }

  void allow(const std::string& token) {
    devices.allow({.token = relay::crypto::sha256(token), .group = office(), .until = day(2)},
                  {.at = day(1), .actor = "Aino"});
  }
  Response ask(const Request& request) { return reception.answer(request); }
  Response post(const std::string& body, const std::string& path = "/v1/enrol") {
    return ask(posting(body, path));
  }
  static Request posting(const std::string& body, const std::string& path = "/v1/enrol") {
    return {.method = Method::Post,
            .path = path,
            .body = body,
            .peer = *policy::Address::parse("10.1.9.3"),
            .secure = true,
            .now = day(1) + 1h};
  }

  tests::TempFolder folder;
  tests::ManualClock clock{day(1)};
  relay::io::Log log{clock, relay::io::Level::Debug, folder / "log"};
  relay::db::Database state{":memory:", relay::catalog::migrations()};
  relay::crypto::Identity authority = relay::crypto::make_authority("relay of a test", day(1));
  relay::device::Directory devices{state, *relay::crypto::key_fingerprint(authority.certificate),
                                   day(1)};
  std::vector<policy::Group> groups{{.id = office(), .devices = {{.enrolled = "office"}}},
                                    {.id = policy::default_group()}};
  std::optional<std::string> suspect{};
  relay::device::Registrar registrar{{.state = state,
                                      .devices = devices,
                                      .authority = authority,
                                      .groups = [this] { return groups; },
                                      .clock_suspect = [this] { return suspect; }}};
  Reception reception{registrar, devices, log};
};

std::string field_of(const Response& response, const std::string& name) {
  for (const auto& field : response.fields) {
    if (field.name == name) return field.value;
  }
  return {};
}
relay::json::Value json_of(const Response& response) {
  const auto value = relay::json::read(std::get<std::string>(response.body));
  if (!value) FAIL(value.error());
  return *value;
}
/// "400: why"
std::string told(const Response& response) {
  return std::to_string(response.status) + ": " + json_of(response)["detail"].text();
}

}  // namespace

TEST_CASE("a device enrols with its token and gets another", "[serve][enrol]") {
  AReception a;
  const auto answer = a.post(R"({"token":"one","name":"lap-7"})");
  CHECK(answer.status == 201);
  CHECK(field_of(answer, "Content-Type") == "application/json");
  CHECK(field_of(answer, "Cache-Control") == "no-store");
  const auto json = json_of(answer);
  CHECK(json["group"].text() == "office");
  CHECK(json["certificate"].null());
  const auto known = a.devices.with_token(relay::crypto::sha256(json["token"].text()), {});
  REQUIRE(known);
  CHECK(known->id.text() == json["device"].text());
  CHECK(known->name == "lap-7");
  const auto log = tests::read_file(a.folder / "log");
  CHECK_THAT(log, Catch::Contains("device " + known->id.text() + " of 'office' has a new token"));
  CHECK_THAT(log, !Catch::Contains(json["token"].text()));
}

TEST_CASE("a device enrols with a request and gets a certificate and renews it", "[serve][enrol]") {
  AReception a;
  std::string request = tests::request_of_a_device().request;
  const auto body = [](const std::string& more, std::string pem) {
    for (std::size_t at = 0; (at = pem.find('\n', at)) != std::string::npos; at += 2) {
      pem.replace(at, 1, "\\n");
    }
    return "{" + more + R"("csr":")" + pem + "\"}";
  };
  const auto answer = a.post(body(R"("token":"one",)", request));
  CHECK(answer.status == 201);
  const auto json = json_of(answer);
  CHECK(json["token"].null());
  CHECK(json["authority"].text() == a.authority.certificate);
  const auto fingerprint = relay::crypto::fingerprint(json["certificate"].text());
  REQUIRE(fingerprint);

  auto renewing = AReception::posting(body("", request), "/v1/renew");
  CHECK(told(a.ask(renewing)) == "401: a device shows its token or its certificate");
  renewing.certificate =
      std::make_shared<const relay::http::ClientCertificate>(relay::http::ClientCertificate{
          .fingerprint = *fingerprint,
          .authority = *relay::crypto::key_fingerprint(a.authority.certificate)});
  CHECK(told(a.ask(renewing)) ==
        "409: its certificate is good until 2027-01-02 01:00 UTC and may be renewed from "
        "2026-10-04 01:00 UTC");
  renewing.now = day(1 + 300);
  const auto renewed = a.ask(renewing);
  CHECK(renewed.status == 201);
  CHECK(json_of(renewed)["device"].text() == json["device"].text());
}

TEST_CASE("a refusal is a problem with its sentence", "[serve][enrol][security]") {
  AReception a;
  const std::string none =
      "401: this token allows no enrolment: it is unknown, was used, or is over; ask for another "
      "one";
  CHECK(told(a.post(R"({"token":"wrong"})")) == none);
  CHECK(field_of(a.post(R"({"token":"wrong"})"), "WWW-Authenticate") == "Bearer");
  CHECK(told(a.post(R"({"token":"one","csr":"x"})")) ==
        "400: not a certificate request (PKCS#10) in PEM");
  a.suspect = "set back by 2h";
  CHECK(told(a.post(R"({"token":"one"})")) ==
        "503: the relay's clock is not trusted: set back by 2h");
  CHECK(field_of(a.post(R"({"token":"one"})"), "Retry-After") == "300");
  a.suspect.reset();
  a.groups[0].devices.clear();
  CHECK(a.post(R"({"token":"one"})").status == 409);
  for (int i = 0; i < 8; ++i) a.post(R"({"token":"wrong"})");
  const auto slow = a.post(R"({"token":"wrong"})");
  CHECK(slow.status == 429);
  CHECK(field_of(slow, "Retry-After") == "60");
  CHECK(a.devices.list("", 9).empty());
}

TEST_CASE("a body that is not what it must be is refused with all that is wrong",
          "[serve][enrol][hostile]") {
  AReception a;
  CHECK(told(a.post("")).starts_with("400: "));
  CHECK(told(a.post("[]")).starts_with("400: "));
  CHECK(told(a.post(R"({"name":"","csr":7,"group":"pilot"})")) ==
        "400: group: unknown; token: expected a text, found nothing; name: expected 1 to 64 "
        "characters of one line; csr: expected a text, found a number; csr: expected a certificate "
        "request (PKCS#10) in PEM");
  CHECK(told(a.post(R"({"token":"one","name":"a\u202eb"})")) ==
        "400: name: expected 1 to 64 characters of one line");
  CHECK(a.post(R"({"token":")" + std::string(20'000, 'x') + "\"}").status == 400);
  CHECK(a.post(R"({"token":"one"})").status == 201);
}

TEST_CASE("nobody enrols at the plain door", "[serve][enrol][security]") {
  AReception a;
  auto plain = AReception::posting(R"({"token":"one"})");
  plain.secure = false;
  CHECK(told(a.ask(plain)) ==
        "400: devices enrol at the TLS door alone; whoever listens on the way has what was sent "
        "here, so ask for another token");
  CHECK(a.ask({.path = "/v1/authority"}).status == 404);
  CHECK(a.devices.list("", 9).empty());
}

TEST_CASE("what is at the reception and how it is asked for", "[serve][enrol]") {
  AReception a;
  const auto authority = a.ask({.path = "/v1/authority", .secure = true});
  CHECK(authority.status == 200);
  CHECK(std::get<std::string>(authority.body) == a.authority.certificate);
  CHECK(a.ask({.method = Method::Put, .path = "/v1/authority", .secure = true}).status == 405);
  const auto got = a.ask({.path = "/v1/enrol", .secure = true});
  CHECK(got.status == 405);
  CHECK(field_of(got, "Allow") == "POST");
  CHECK(a.ask({.path = "/v1/enrolled", .secure = true}).status == 404);
  CHECK(Reception::takes("/v1/anything"));
  CHECK_FALSE(Reception::takes("/clamav/v1/x"));

  const auto treated = [](Method method, const char* path, bool secure) {
    return Reception::treatment({.method = method, .path = path, .secure = secure});
  };
  using Answered = relay::http::Treatment::Answered;
  CHECK(treated(Method::Post, "/v1/enrol", true).body == 16'384);
  CHECK(treated(Method::Post, "/v1/enrol", true).answered == Answered::ByWorkers);
  CHECK(treated(Method::Post, "/v1/renew", true).answered == Answered::ByWorkers);
  CHECK(treated(Method::Post, "/v1/enrol", false).answered == Answered::InLoop);
  for (const auto& other :
       {treated(Method::Get, "/v1/enrol", true), treated(Method::Post, "/v1/other", true),
        treated(Method::Get, "/clamav/daily.cvd", true)}) {
    CHECK(other.body == 0);
    CHECK(other.answered == Answered::InLoop);
  }
}
