#pragma once

#include <string_view>
#include <variant>

#include "relay/http/message.h"
#include "relay/rollout/world.h"
#include "relay/serve/leases.h"
#include "relay/serve/lookup.h"

/// A round: one update by one client, which reads one release from its first pointer to its last.
///
/// Who is given a pointer keeps its release for the next ones. The pointer that a client asks for
/// after a minute of silence is the one by which its updates begin: when it asks for that again, a
/// new round begins, with the newest release that is for it. Not so with a piece of it (Range) or
/// its head alone, which belong to a read in progress. A lease only ever holds back, and for ten
/// minutes at most; it is over at once when its release is taken back.
namespace relay::serve {

/// What is asked, of which World, and by whom.
struct Reading {
  const rollout::World& world;
  const rollout::Publication& publication;  ///< Of that World.
  policy::Place place{};
  Leases::Holder holder{};
  const http::Request& request;
  std::string_view path;  ///< In the feed.
};

/// Another loop has answered this client from a newer World already.
struct Behind {};

/// What the request is answered from, at Leases::now(). NotThere: the client has no release of this
/// feed.
std::variant<NotThere, Behind, Given> given(Leases& leases, const Reading& reading,
                                            Leases::Span now);

/// How long one release is kept from its first pointer on.
constexpr Leases::Span kLongestRound{600'000};

/// Whether a release is read in rounds: several of its paths change with it.
bool has_rounds(const rollout::Table& table);

}  // namespace relay::serve
