#include "relay/admin/answers.h"

#include "policy/require.h"
#include "relay/json/write.h"

namespace relay::admin {
namespace {

const char* title(int status) {
  switch (status) {
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 409:
      return "Conflict";
    case 412:
      return "Precondition Failed";
    case 415:
      return "Unsupported Media Type";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 503:
      return "Service Unavailable";
    default:
      break;
  }
  policy::require(false, "every status of a problem has its title");
  return "";
}

}  // namespace

json::Value text_or_null(const std::string& text) {
  return text.empty() ? json::Value{} : json::Value{text};
}

http::Response ok(const json::Value& value) {
  return {.status = 200,
          .fields = {{"Content-Type", "application/json"}},
          .body = json::write(value) + "\n"};
}

http::Response problem(int status, const std::string& code, const std::string& detail) {
  const json::Value document{json::Value::Record{{"type", "urn:sluice:" + code},
                                                 {"title", title(status)},
                                                 {"status", status},
                                                 {"detail", detail}}};
  return {.status = status,
          .fields = {{"Content-Type", "application/problem+json"}},
          .body = json::write(document) + "\n"};
}

http::Response bad_request(const std::string& code, const std::string& detail) {
  return problem(400, code, detail);
}
http::Response not_found(const std::string& code, const std::string& detail) {
  return problem(404, code, detail);
}
http::Response conflict(const std::string& detail) {
  return problem(409, "not-now", detail);
}

}  // namespace relay::admin
