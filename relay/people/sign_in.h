#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/address.h"
#include "relay/catalog/sessions.h"
#include "relay/people/person.h"

/// What is asked and answered where somebody says who he is.
namespace relay::people {

using catalog::SessionKind;

/// How long a session lasts.
struct Limits {
  policy::Span idle{15 * 60};           ///< Since it was shown last.
  policy::Span absolute{12 * 60 * 60};  ///< Since the sign-in; the schema allows no more.
  policy::Span sure{5 * 60};            ///< So long nobody is asked again who he is.
};

/// What somebody shows to be let in. Texts are as they came; none is ever logged or recorded.
struct Attempt {
  std::string name{};
  std::string password{};
  std::string code{};      ///< Of the app.
  std::string recovery{};  ///< Instead of it, one of the codes on paper.
  SessionKind as = SessionKind::Bearer;
  policy::Address source{};
  policy::Instant now{};
  /// The session that it showed so far, if any: that one ends. A new one is never one that was
  /// shown.
  std::optional<policy::Digest> before{};
  std::string before_of{};  ///< Whose that is.
};

struct Started {
  std::string token{};  ///< Shown this once.
  Caller caller{};
};

struct NotSignedIn {
  enum class Kind {
    Wrong,       ///< Name, password or code; which one is not said.
    CodeNeeded,  ///< The password is right, the second factor is missing.
    TooMany,     ///< Of late, from there or for that name; nothing was looked at.
    Busy,        ///< Too many at once; nothing was looked at.
    NotSetUp,    ///< There is no account yet.
  };
  Kind kind = Kind::Wrong;
  policy::Span wait{0};  ///< Before the next try.
};

/// What a request shows: one of the two, or nothing.
struct Shown {
  std::string_view cookie{};
  std::string_view bearer{};
};

/// Who sets the relay up.
struct FirstAccount {
  std::string token{};
  std::string name{};
  std::string password{};
  std::vector<Role> roles{};  ///< Those that the policy names, beside the built-in ones.
  SessionKind as = SessionKind::Bearer;
  policy::Address source{};
  policy::Instant now{};
};

struct SetupRefused {
  enum class Kind { WrongToken, Over, Done, BadName, BadPassword, TooMany, Busy };
  Kind kind = Kind::WrongToken;
  std::string what{};    ///< A sentence for whoever asked.
  policy::Span wait{0};  ///< Before the next try.
};

}  // namespace relay::people
