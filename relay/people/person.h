#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/digest.h"
#include "policy/time.h"
#include "relay/people/role.h"
#include "relay/people/scopes.h"

namespace relay::people {

/// Why nobody can be called so; nothing when one can. A name is shaped like a group's, and some
/// stand in old records for nobody.
std::optional<std::string> against_name(std::string_view name);

/// Somebody with an account that is not disabled, and what he has been given by now.
struct Person {
  std::string name{};
  std::vector<Grant> grants{};

  /// Somewhere, be it for one feed only.
  bool has(std::string_view role) const;
  /// In all of that.
  bool has(std::string_view role, const Reach& asked) const;
  /// The organisation's own roles that he has in all of that.
  std::vector<Role> approving(const Reach& asked) const;
};

/// Who asks, as what a request showed says.
struct Caller {
  enum class By { Cookie, Bearer, Token };

  Person person{};
  By by = By::Bearer;
  policy::Digest shown{};  ///< SHA-256 of the token of the session, or for programs.
  std::string via{};       ///< "session 3f9a1c", "token 7 ci"
  Scopes scopes{};         ///< Of a token for programs; a session has none, and needs none.
  bool sure = false;       ///< Has proved who he is within the last minutes.
  bool due = false;        ///< May only choose another password.
  std::string csrf{};      ///< What a browser must say with every change.
  policy::Instant until{};
};

}  // namespace relay::people
