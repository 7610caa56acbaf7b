#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "relay/http/message.h"
#include "relay/json/value.h"

/// The few shapes that an answer of the desk has. A problem is a document of RFC 9457: `type` is
/// "urn:sluice:" and the code, `detail` is the sentence that page and command line show.
namespace relay::admin {

/// So many entries of a long list are answered at a time.
inline constexpr std::size_t kPage = 100;

/// The text, or null when it is empty.
json::Value text_or_null(const std::string& text);

template <class Name>
json::Value name_or_null(const std::optional<Name>& name) {
  return name ? json::Value{name->text()} : json::Value{};
}

http::Response ok(const json::Value& value);

http::Response problem(int status, const std::string& code, const std::string& detail);
http::Response bad_request(const std::string& code, const std::string& detail);
http::Response not_found(const std::string& code, const std::string& detail);
http::Response conflict(const std::string& detail);

}  // namespace relay::admin
