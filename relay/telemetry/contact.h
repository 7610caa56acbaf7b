#pragma once

#include <string_view>

#include "policy/address.h"
#include "policy/release.h"
#include "policy/time.h"

/// What devices did: who asked for what, when, from where, and which release it was given. For
/// people to look at; nothing is decided by it, and it may be lost at any time.
namespace relay::telemetry {

/// How a caller is known. Whoever has shown no credential is *unauthenticated*.
enum class Known {
  Certificate,
  Token,
  Address,  ///< A group's `match` has its address.
  Unknown,
};

constexpr bool authenticated(Known known) {
  return known == Known::Certificate || known == Known::Token;
}

/// A request for something of a feed, as whoever answers it sees it. The texts live as long as the
/// request.
struct Contact {
  std::string_view device{};  ///< The id of an identified device; empty: its address stands for it.
  std::string_view name{};    ///< What people call it; empty: nothing.
  policy::Address address{};
  Known known = Known::Unknown;
  std::string_view group{};  ///< Whose release it is given.
  std::string_view feed{};
  std::string_view path{};     ///< Below the feed.
  std::string_view agent{};    ///< What it calls itself.
  policy::Sequence release{};  ///< What it is given; 0: the group has none.
  bool fresh = false;          ///< It asks for what is new in that: who is given it, takes it.
  policy::Sequence newest{};   ///< That is open to it; in mid-update it may still be given another.
  policy::Sequence says{};     ///< It says that it has this one, which is newer; 0: nothing so.
  policy::Instant at{};        ///< When its request was read.
};

/// How an answer ended.
struct Ending {
  int status = 0;
  bool to_the_end = false;  ///< With the last byte of what was asked for.
};

}  // namespace relay::telemetry
