#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "policy/mark.h"
#include "relay/http/message.h"
#include "relay/json/read.h"
#include "relay/json/value.h"

/// The few shapes that an answer of the desk has. A problem is a document of RFC 9457: {type,
/// title, status, kind, detail, problems: [{path, line, column, message}]}. `type` is "urn:sluice:"
/// and the kind; `detail` is the sentence that page and command line show. `problems` says of a
/// body what is wrong where, by the path of a field; and of a policy's text in it by line and
/// column, which are null elsewhere.
namespace relay::admin {

/// The text, or null when it is empty.
json::Value text_or_null(const std::string& text);
/// The line of the policy's text, or null when nobody wrote it down.
json::Value line_or_null(policy::Mark mark);

template <class Name>
json::Value name_or_null(const std::optional<Name>& name) {
  return name ? json::Value{name->text()} : json::Value{};
}

http::Response ok(const json::Value& value);
/// The same with what If-Match may name.
http::Response ok_tagged(const json::Value& value, const policy::Digest& digest);

http::Response problem(int status, const std::string& code, const std::string& detail);
http::Response bad_request(const std::string& code, const std::string& detail);
/// All that is wrong with a body, the first hundred of it.
http::Response bad_request(const std::string& code, const std::vector<json::Problem>& problems);
http::Response bad_request(const std::string& code, const std::string& detail,
                           json::Value::List problems);
http::Response not_found(const std::string& code, const std::string& detail);
http::Response conflict(const std::string& detail);

}  // namespace relay::admin
