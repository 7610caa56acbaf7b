#pragma once

#include <string_view>
#include <variant>

#include "policy/place.h"
#include "relay/rollout/world.h"

namespace relay::serve {

struct NotThere {};
/// The release leaves this path out on purpose; see store::Gap.
struct InGap {};
/// A file, which lives as long as the publication.
struct Served {
  const store::File* file = nullptr;
  policy::Instant since{};  ///< When the caller's release came to its group.
  /// It came with the caller's release, and is no signature: who is given it takes the release.
  bool fresh = false;
};
using Found = std::variant<NotThere, InGap, Served>;

/// A path in what one caller has. Pointers and signatures come from the caller's release alone, or
/// a client would see two releases mixed; immutable files also from releases that its group had a
/// short while ago, because a client in mid-update still asks for them.
Found find(const rollout::Publication& publication, policy::Place caller, std::string_view path,
           policy::Instant now);

}  // namespace relay::serve
