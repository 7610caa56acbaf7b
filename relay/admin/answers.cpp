#include "relay/admin/answers.h"

#include <algorithm>
#include <utility>

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

using json::Value;

/// More would be an answer much longer than the body was.
constexpr std::size_t kMostProblems = 100;

http::Response problem_document(int status, const std::string& code, const std::string& detail,
                                Value::List problems) {
  const Value written{Value::Record{{"type", "urn:sluice:" + code},
                                    {"title", title(status)},
                                    {"status", status},
                                    {"kind", code},
                                    {"detail", detail},
                                    {"problems", std::move(problems)}}};
  return {.status = status,
          .fields = {{"Content-Type", "application/problem+json"}},
          .body = json::write(written) + "\n"};
}

}  // namespace

json::Value text_or_null(const std::string& text) {
  return text.empty() ? json::Value{} : json::Value{text};
}

json::Value line_or_null(policy::Mark mark) {
  return mark.line == 0 ? json::Value{} : json::Value{mark.line};
}

http::Response ok(const json::Value& value) {
  return {.status = 200,
          .fields = {{"Content-Type", "application/json"}},
          .body = json::write(value) + "\n"};
}

http::Response ok_tagged(const json::Value& value, const policy::Digest& digest) {
  auto answer = ok(value);
  answer.fields.push_back({"ETag", "\"sha256:" + digest.hex() + "\""});
  return answer;
}

http::Response problem(int status, const std::string& code, const std::string& detail) {
  return problem_document(status, code, detail, {});
}

http::Response bad_request(const std::string& code, const std::string& detail) {
  return problem(400, code, detail);
}
http::Response bad_request(const std::string& code, const std::vector<json::Problem>& problems) {
  const std::size_t shown = std::min(problems.size(), kMostProblems);
  std::string detail;
  Value::List list;
  for (std::size_t i = 0; i < shown; ++i) {
    detail += (detail.empty() ? "" : "; ") + json::show(problems[i]);
    list.push_back(Value::Record{{"path", problems[i].path},
                                 {"line", Value{}},
                                 {"column", Value{}},
                                 {"message", problems[i].what}});
  }
  if (shown < problems.size()) {
    detail += "; and " + std::to_string(problems.size() - shown) + " more";
  }
  return bad_request(code, detail, std::move(list));
}
http::Response bad_request(const std::string& code, const std::string& detail,
                           Value::List problems) {
  return problem_document(400, code, detail, std::move(problems));
}
http::Response not_found(const std::string& code, const std::string& detail) {
  return problem(404, code, detail);
}
http::Response conflict(const std::string& detail) {
  return problem(409, "not-now", detail);
}

}  // namespace relay::admin
