#include <catch2/catch.hpp>

#include "relay/json/read.h"
#include "tests/e2e/a_real_program.h"
#include "tests/support/raw_tls_client.h"

using Catch::Matchers::Contains;
using tests::Background;
using tests::Ran;
using tests::RawTlsClient;

namespace {

struct AnOfficeRelay : tests::ARealProgram {
  AnOfficeRelay() : ARealProgram{tests::kOfficeAtOnce} {
    publish({{"a.txt", "for the office"}});
    relay = std::make_unique<Background>(words({"run"}));
    REQUIRE(get("/healthz").output == "ok\n");
    REQUIRE(sluice({"sync", "acme"}).exit_code == 0);
  }
  Ran curl(std::vector<std::string> options) const {
    options.insert(options.begin(),
                   {"curl", "-s", "--noproxy", "*", "--cacert", authority().string()});
    return tests::run_program(options);
  }
  /// What somebody with these options gets at the TLS door: the file, or the status.
  std::string asks(std::vector<std::string> options,
                   const std::string& path = "/acme/a.txt") const {
    options.insert(options.end(), {"-w", "%{http_code}", tls_url(path)});
    const std::string told = curl(std::move(options)).output;
    return told == "for the office200" ? "the file" : told.substr(told.size() - 3);
  }
  std::string token_to_enrol() const {
    return read(sluice({"enrol", "--group", "office", "--json"}))["token"].text();
  }
  Ran enrol(const std::string& body) const {
    return curl({"--data-binary", body, tls_url("/v1/enrol")});
  }
  static relay::json::Value read(const Ran& ran) {
    const auto value = relay::json::read(ran.output);
    if (!value) FAIL(ran.output);
    return *value;
  }

  std::unique_ptr<Background> relay;
};

std::string asking(const std::string& token) {
  return "GET /acme/a.txt HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + token +
         "\r\n\r\n";
}

}  // namespace

TEST_CASE("a device enrols with curl and its token counts until it is revoked", "[e2e][identity]") {
  const AnOfficeRelay a;
  const std::string once = a.token_to_enrol();
  const auto enrolled =
      AnOfficeRelay::read(a.enrol(R"({"token":")" + once + R"(","name":"lap-7"})"));
  const std::string token = enrolled["token"].text(), device = enrolled["device"].text();
  CHECK(a.asks({}) == "404");
  CHECK(a.asks({"-H", "Authorization: Bearer " + token}) == "the file");
  CHECK(a.asks({"-u", "device:" + token}) == "the file");
  CHECK(a.asks({"-u", "device:" + once}) == "404");
  CHECK(a.asks({"-u", "device:" + token}, "/g/office/acme/a.txt") == "the file");
  // A credential that is used up, and one at the door where none counts.
  CHECK_THAT(a.enrol(R"({"token":")" + once + R"("})").output, Contains("\"status\":401"));
  CHECK(tests::run_program({"curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "--noproxy", "*",
                            "-u", "device:" + token,
                            "http://127.0.0.1:" + std::to_string(a.port) + "/acme/a.txt"})
            .output == "404");
  CHECK_THAT(
      a.sluice({"devices", "enrolled"}).output,
      Contains(device + "  lap-7") && Contains("credentials came to the plain door 1 times"));

  RawTlsClient kept{a.tls_port};
  CHECK(kept.ask(asking(token)).body == "for the office");
  CHECK(a.sluice({"devices", "revoke", device, "--reason", "stolen"}).exit_code == 0);
  CHECK(kept.ask(asking(token)).status == 404);
  CHECK(a.asks({"-u", "device:" + token}) == "404");
  CHECK(a.sluice({"devices", "revoke", device, "--reason", "found", "--lift"}).exit_code == 0);
  CHECK(kept.ask(asking(token)).body == "for the office");
  CHECK(a.sluice({"devices", "move", device, "--group", "default", "--reason", "x"}).exit_code ==
        0);
  CHECK(kept.ask(asking(token)).status == 404);
  CHECK_THAT(a.sluice({"audit"}).output, Contains("enrolment allowed") && Contains("enrolled") &&
                                             Contains("enrolment refused") && Contains("revoked") &&
                                             Contains("moved"));
  for (const std::string& secret : {once, token}) {
    CHECK_THAT(a.sluice({"audit", "--json"}).output, !Contains(secret));
  }
}

TEST_CASE("a device enrols for a certificate that counts over a start", "[e2e][identity]") {
  AnOfficeRelay a;
  const auto key = (a.folder / "device.key").string(), request = (a.folder / "device.csr").string();
  REQUIRE(tests::run_program({"openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
                              "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=anybody",
                              "-keyout", key, "-out", request})
              .exit_code == 0);
  std::string pem;
  for (const char c : tests::read_file(request))
    pem += c == '\n' ? std::string{"\\n"} : std::string{c};
  const auto enrolled = AnOfficeRelay::read(
      a.enrol(R"({"token":")" + a.token_to_enrol() + R"(","csr":")" + pem + R"("})"));
  const auto certificate = (a.folder / "device.crt").string();
  tests::write_file(certificate, enrolled["certificate"].text());
  const std::vector<std::string> shown{"--cert", certificate, "--key", key};
  CHECK(a.asks(shown) == "the file");
  CHECK(enrolled["authority"].text() == tests::read_file(a.authority()));
  CHECK(a.curl({a.tls_url("/v1/authority")}).output == tests::read_file(a.authority()));

  a.relay->stop();
  CHECK(a.relay->wait() == 0);
  a.relay = std::make_unique<Background>(a.words({"run"}));
  REQUIRE(a.get("/healthz").output == "ok\n");
  CHECK(a.asks(shown) == "the file");
  CHECK(a.asks({}) == "404");
  CHECK(a.sluice({"devices", "revoke", enrolled["device"].text(), "--reason", "x"}).exit_code == 0);
  CHECK(a.asks(shown) == "404");
}
