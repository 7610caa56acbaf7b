#include "relay/serve/credential.h"

#include <algorithm>
#include <string_view>

#include "relay/crypto/base64.h"

namespace relay::serve {
namespace {

constexpr std::size_t kLongest =
    512;  // A token is 50 bytes; base64 makes them 68 and a user's name.

/// What stands behind the scheme and one space; nothing when it is another scheme.
std::optional<std::string_view> behind(std::string_view scheme, std::string_view value) {
  if (value.size() <= scheme.size() || value[scheme.size()] != ' ') return std::nullopt;
  if (!http::same_name(value.substr(0, scheme.size()), scheme)) return std::nullopt;
  value.remove_prefix(scheme.size());
  value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
  return value;
}

std::string password(std::string_view encoded) {
  const auto both = crypto::from_base64(encoded);
  const auto colon = both ? both->find(':') : std::string::npos;
  return colon == std::string::npos ? std::string{} : both->substr(colon + 1);
}

}  // namespace

std::optional<std::string> shown_token(const http::Request& request) {
  const auto is_it = [](const http::Field& field) {
    return http::same_name(field.name, "Authorization");
  };
  const auto found = std::ranges::find_if(request.fields, is_it);
  if (found == request.fields.end()) return std::nullopt;
  const bool twice = std::any_of(found + 1, request.fields.end(), is_it);
  if (twice || found->value.size() > kLongest) return std::string{};
  if (const auto token = behind("Bearer", found->value)) return std::string{*token};
  if (const auto encoded = behind("Basic", found->value)) return password(*encoded);
  return std::string{};
}

}  // namespace relay::serve
