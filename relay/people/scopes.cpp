#include "relay/people/scopes.h"

#include <array>

namespace relay::people {
namespace {

constexpr std::array kScopes{Scope::Look,  Scope::Operate, Scope::Policy,
                             Scope::Enrol, Scope::Check,   Scope::Audit};

std::optional<Scope> scope_of(std::string_view text) {
  for (const Scope scope : kScopes) {
    if (text == word(scope)) return scope;
  }
  return std::nullopt;
}

std::uint8_t bit_of(Scope scope) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(scope));
}

}  // namespace

const char* word(Scope scope) {
  switch (scope) {
    case Scope::Look:
      return "look";
    case Scope::Operate:
      return "operate";
    case Scope::Policy:
      return "policy";
    case Scope::Enrol:
      return "enrol";
    case Scope::Check:
      return "check";
    case Scope::Audit:
      return "audit";
  }
  return "";
}

std::optional<Scopes> Scopes::parse(std::string_view text) {
  Scopes scopes;
  for (;;) {
    const auto space = text.find(' ');
    const auto scope = scope_of(text.substr(0, space));
    if (!scope || scopes.has(*scope)) return std::nullopt;
    scopes = scopes.with(*scope);
    if (space == std::string_view::npos) return scopes;
    text.remove_prefix(space + 1);
  }
}

Scopes Scopes::with(Scope scope) const {
  Scopes more = *this;
  more.bits_ = static_cast<std::uint8_t>(bits_ | bit_of(scope));
  return more;
}

bool Scopes::has(Scope scope) const {
  return (bits_ & bit_of(scope)) != 0;
}

std::string Scopes::text() const {
  std::string text;
  for (const Scope scope : kScopes) {
    if (!has(scope)) continue;
    if (!text.empty()) text += ' ';
    text += word(scope);
  }
  return text;
}

}  // namespace relay::people
