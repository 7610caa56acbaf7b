#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "relay/http/message.h"
#include "relay/people/person.h"

/// Who may ask for what: deny by default, roles add up, and no role is more than another.
namespace relay::admin {

/// Some of the roles that there are. The organisation's own count as one here: which of them must
/// say yes to what is the policy's to say, and is looked at where the yes is given.
class Roles {
 public:
  constexpr Roles() = default;
  constexpr explicit Roles(std::uint8_t bits) : bits_{bits} {}

  constexpr Roles operator|(Roles more) const {
    return Roles{static_cast<std::uint8_t>(bits_ | more.bits_)};
  }
  constexpr bool has(Roles one) const { return (bits_ & one.bits_) != 0; }

  friend constexpr bool operator==(Roles, Roles) = default;

 private:
  std::uint8_t bits_ = 0;
};

inline constexpr Roles kNobody{};
inline constexpr Roles kViewers{1U};
inline constexpr Roles kOperators{2U};
inline constexpr Roles kPolicyEditors{4U};
inline constexpr Roles kAdministrators{8U};
inline constexpr Roles kAuditors{16U};
inline constexpr Roles kOwnRoles{32U};
inline constexpr Roles kAnyRole{63U};

/// "the role 'operator'", "one of the roles 'operator', 'administrator', or one that the policy
/// names"
std::string show(Roles roles);
/// "operator", "administrator"; and "own" for the organisation's own.
std::vector<std::string> names(Roles roles);

/// Who may ask for a route.
struct Access {
  enum class Whom {
    Holders,  ///< Of one of the roles.
    Self,     ///< Everybody who is signed in, about himself.
    Public,
  };

  Whom whom = Whom::Holders;
  Roles roles{};
  /// What a token for programs must be good for; nothing: it takes a person.
  std::optional<people::Scope> scope{};
  bool sure = false;       ///< Who has proved who he is within the last minutes.
  bool while_due = false;  ///< Who must choose another password, too.
  bool secret = false;     ///< What is answered is shown once.
  /// Where the body lifts: a person with one of these instead.
  Roles to_lift{};
  /// Where one must have the role.
  enum class Within {
    Whole,     ///< In all groups, for the feed of the path or else for all feeds.
    Named,     ///< In the groups that the body names: the act looks at them.
    Anywhere,  ///< Be it in one group, for another feed.
  } within = Within::Whole;
};

/// The answer to give instead; nothing: he may, as far as can be told before the body is read.
std::optional<http::Response> against(const Access& access, const people::Caller& caller,
                                      const std::optional<policy::FeedId>& feed);
/// The same of roles within a reach.
std::optional<http::Response> against(Roles roles, const people::Caller& caller,
                                      const people::Reach& asked);
/// Of an act that takes a person, or one who has just proved who he is.
std::optional<http::Response> unless_person(const people::Caller& caller);
std::optional<http::Response> unless_sure(const people::Caller& caller);

}  // namespace relay::admin
