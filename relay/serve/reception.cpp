#include "relay/serve/reception.h"

#include <string>
#include <utility>
#include <vector>

#include "relay/device/label.h"
#include "relay/json/read.h"
#include "relay/json/write.h"
#include "relay/serve/not_found.h"
#include "relay/serve/whom.h"

namespace relay::serve {
namespace {

using device::NotEnrolled;
using http::Method;
using http::Response;
using json::Part;
using json::Value;
using Outcome = policy::Result<device::Enrolled, NotEnrolled>;

constexpr json::Bounds kBody{.bytes = 16'384, .depth = 2, .fields = 8};
constexpr std::string_view kEnrol = "/v1/enrol", kRenew = "/v1/renew", kAuthority = "/v1/authority";

Response answer_with(int status, const char* type, std::string body) {
  return {.status = status,
          .fields = {{"Content-Type", type}, {"Cache-Control", "no-store"}},
          .body = std::move(body)};
}

Response problem(int status, const char* title, const std::string& detail) {
  const Value document{Value::Record{{"type", "urn:sluice:not-enrolled"},
                                     {"title", title},
                                     {"status", status},
                                     {"detail", detail}}};
  return answer_with(status, "application/problem+json", json::write(document) + "\n");
}

Response with(Response response, const char* name, const char* value) {
  response.fields.push_back({name, value});
  return response;
}

Response bad_request(const std::string& detail) {
  return problem(400, "Bad Request", detail);
}

Response refusal(const NotEnrolled& why) {
  switch (why.kind) {
    case NotEnrolled::Kind::NoLeave:
      return with(problem(401, "Unauthorized", why.what), "WWW-Authenticate", "Bearer");
    case NotEnrolled::Kind::TooMany:
      return with(problem(429, "Too Many Requests", why.what), "Retry-After", "60");
    case NotEnrolled::Kind::NotNow:
      return with(problem(503, "Service Unavailable", why.what), "Retry-After", "300");
    case NotEnrolled::Kind::BadRequest:
      return bad_request(why.what);
    case NotEnrolled::Kind::OtherGroup:
    case NotEnrolled::Kind::TooEarly:
      break;
  }
  return problem(409, "Conflict", why.what);
}

void read_applicant(const Part& root, std::string_view path, device::Applicant& applicant) {
  const bool enrols = path == kEnrol;
  root.has_only(enrols ? std::vector<std::string_view>{"token", "name", "csr"}
                       : std::vector<std::string_view>{"csr"});
  if (enrols) applicant.token = root["token"].text().value_or("");
  const Part name = root["name"], request = root["csr"];
  if (enrols && !name.null()) {
    applicant.name = name.text().value_or("");
    if (!device::is_label(applicant.name)) {
      name.note(std::string{"expected "} + device::kLabelShape);
    }
  }
  if (request.null() && enrols) return;
  applicant.request = request.text().value_or("");
  if (applicant.request.empty()) request.note("expected a certificate request (PKCS#10) in PEM");
}

/// What the body says, or all that is wrong with it in one line.
policy::Result<device::Applicant, std::string> applicant_of(const http::Request& request) {
  const auto value = json::read(request.body, kBody);
  if (!value) return policy::Refused{value.error()};
  device::Applicant applicant{.from = request.peer, .now = request.now};
  std::vector<json::Problem> problems;
  read_applicant({*value, problems}, request.path, applicant);
  if (problems.empty()) return applicant;
  std::string all;
  for (const json::Problem& one : problems) all += (all.empty() ? "" : "; ") + json::show(one);
  return policy::Refused{all};
}

}  // namespace

bool Reception::takes(std::string_view path) {
  return path.starts_with("/v1/");
}

http::Treatment Reception::treatment(const http::Request& head) {
  const bool writes = head.path == kEnrol || head.path == kRenew;
  if (head.method != Method::Post || !writes) return {};
  using Answered = http::Treatment::Answered;
  return {kBody.bytes, head.secure ? Answered::ByWorkers : Answered::InLoop};
}

Response Reception::answer(const http::Request& request) {
  const bool reads = request.method == Method::Get || request.method == Method::Head;
  if (request.path == kAuthority && request.secure) {
    if (!reads) return with({.status = 405}, "Allow", "GET, HEAD");
    return answer_with(200, "application/x-pem-file", registrar_.authority());
  }
  if (request.path != kEnrol && request.path != kRenew) return not_found();
  if (request.method != Method::Post) return with({.status = 405}, "Allow", "POST");
  if (!request.secure) {
    return bad_request(
        "devices enrol at the TLS door alone; whoever listens on the way has what was sent here, "
        "so ask for another token");
  }
  return request.path == kEnrol ? enrol(request) : renew(request);
}

Response Reception::enrol(const http::Request& request) {
  const auto applicant = applicant_of(request);
  if (!applicant) return bad_request(applicant.error());
  return done(registrar_.enrol(*applicant));
}

Response Reception::renew(const http::Request& request) {
  const auto device = device_of(devices_, request);
  if (!device) {
    return refusal({NotEnrolled::Kind::NoLeave, "a device shows its token or its certificate"});
  }
  const auto applicant = applicant_of(request);
  if (!applicant) return bad_request(applicant.error());
  return done(registrar_.renew(device->id, *applicant));
}

Response Reception::done(const Outcome& outcome) const {
  if (!outcome) return refusal(outcome.error());
  const device::Device& device = *outcome->device;
  log_.notice("device " + device.id.text() + " of '" + device.record.enrolled + "' has a new " +
              (outcome->token.empty() ? "certificate" : "token"));
  Value::Record told{{"device", device.id.text()}, {"group", device.record.enrolled}};
  if (outcome->token.empty()) {
    told.push_back({"certificate", outcome->certificate});
    told.push_back({"authority", registrar_.authority()});
  } else {
    told.push_back({"token", outcome->token});
  }
  return answer_with(201, "application/json", json::write(told) + "\n");
}

}  // namespace relay::serve
