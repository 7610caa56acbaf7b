#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relay::people {

/// What a token for programs may be good for. There is none for a yes, for letting go, or for
/// people: those take a person.
enum class Scope : std::uint8_t { Look, Operate, Policy, Enrol, Check, Audit };
const char* word(Scope scope);  ///< "look", "operate", "policy", "enrol", "check", "audit"

class Scopes {
 public:
  /// "look operate": words with a space between, each once; at least one.
  static std::optional<Scopes> parse(std::string_view text);

  Scopes with(Scope scope) const;
  bool has(Scope scope) const;
  bool empty() const { return bits_ == 0; }
  /// As parse() reads it, in the order of the words above.
  std::string text() const;

  friend bool operator==(Scopes, Scopes) = default;

 private:
  std::uint8_t bits_ = 0;
};

}  // namespace relay::people
