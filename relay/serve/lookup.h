#pragma once

#include <optional>
#include <string_view>
#include <variant>

#include "policy/place.h"
#include "policy/release.h"
#include "relay/rollout/world.h"

namespace relay::serve {

/// The release that a caller is answered from. Its table lives as long as the publication.
struct Given {
  const rollout::Table* table = nullptr;
  policy::Instant since{};    ///< When it came to the caller's group.
  policy::Sequence newest{};  ///< That is open to the caller; it may have begun with that as well.
};

/// What a caller is to have now, by its place in ramps. Nothing when the group has no release.
std::optional<Given> offered(const rollout::Publication& publication, policy::Place caller);

/// An older release for somebody who has begun to read it before this one was offered. Nothing when
/// it is not older, or when it was taken back.
std::optional<Given> kept(const rollout::Publication& publication, policy::Sequence release,
                          const Given& offer);

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

/// A path in what one caller is given. Pointers and signatures come from that release alone, or a
/// client would see two releases mixed; immutable files also from others that are open to the
/// caller, and from those that its group had a short while ago, because a client in mid-update
/// still asks for them.
Found find(const rollout::Publication& publication, const Given& given, std::string_view path,
           policy::Instant now);

}  // namespace relay::serve
