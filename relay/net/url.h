#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relay::net {

/// A URL taken apart, by the same parser that later connects to it, so that what was judged is what
/// is asked.
struct Url {
  std::string scheme{};  ///< Lower case.
  std::string user{};    ///< Decoded, as the password is.
  std::string password{};
  std::string host{};   ///< Lower case; IPv6 in brackets.
  std::string port{};   ///< The scheme's own when none was given; empty when it has none.
  std::string path{};   ///< As it was spelt.
  std::string query{};  ///< Without the question mark.

  /// Absolute URLs of any scheme; nothing for what is not one, or has control characters.
  static std::optional<Url> parse(std::string_view text);
  /// What a Location says when it was found at this URL: absolute, or relative to it.
  std::optional<Url> resolve(const std::string& reference) const;

  /// For the wire: without credentials and fragment.
  std::string whole() const;
  /// For people and logs: without credentials, query and fragment, which may hold secrets.
  std::string shown() const;
};

/// The part that credentials belong to: scheme, host and port.
bool same_origin(const Url& one, const Url& other);

}  // namespace relay::net
