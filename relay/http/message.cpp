#include "relay/http/message.h"

#include <algorithm>

#include "relay/http/escapes.h"

namespace relay::http {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::optional<std::string> form_decoded(std::string_view text) {
  std::string spaced{text};
  std::ranges::replace(spaced, '+', ' ');
  return unescape(spaced);
}

}  // namespace

bool same_name(std::string_view one, std::string_view other) {
  if (one.size() != other.size()) return false;
  // Nearly all that are the same are written the same way.
  return one == other || std::ranges::equal(one, other, {}, lower, lower);
}

std::optional<std::string_view> Request::field(std::string_view name) const {
  const auto named = [name](const Field& field) { return same_name(field.name, name); };
  const auto found = std::ranges::find_if(fields, named);
  if (found == fields.end() || std::any_of(found + 1, fields.end(), named)) return std::nullopt;
  return found->value;
}

std::optional<std::string> Request::parameter(std::string_view name) const {
  for (std::string_view rest = query; !rest.empty();) {
    const std::string_view pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    const std::string_view key = pair.substr(0, pair.find('='));
    if (form_decoded(key) != name) continue;
    return form_decoded(pair.substr(std::min(pair.size(), key.size() + 1)));
  }
  return std::nullopt;
}

}  // namespace relay::http
