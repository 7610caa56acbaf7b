#pragma once

#include <cstdint>

#include "policy/facts.h"
#include "relay/rollout/acts.h"

/// Reasoned, approved, expiring exceptions that let one release skip rules of its stages. Nothing
/// skips what excludes, a gate that has failed, or verification.
namespace relay::rollout {

/// What a bypass is asked for; the release and the groups are in Named, the reason in the Deed, and
/// none of them may be left out but the groups.
struct BypassWish {
  policy::Skips skips{};
  policy::Span lasts{0};  ///< At most what the policy's `bypass:` says.
};

/// In force when the people have said yes that the policy asks for the release's risk; whoever asks
/// does not count, unless there is nobody else.
Outcome bypass(db::Transaction& tx, const Revision& revision, const Named& named,
               const BypassWish& wish, const catalog::Deed& deed);

/// In force at once, on one person's word; must be reviewed by another in time.
Outcome break_glass(db::Transaction& tx, const Revision& revision, const Named& named,
                    const BypassWish& wish, const catalog::Deed& deed);

/// The release of Named, first and alone to the devices that took the bad one.
struct FixForward {
  BypassWish wish{};
  std::string of{};  ///< The bad release's version; it is older.
  std::vector<policy::Place> devices{};
};
Outcome fix_forward(db::Transaction& tx, const Revision& revision, const Named& named,
                    FixForward wish, const catalog::Deed& deed);

/// Which one: as the sentence that asked for it says.
struct BypassNamed {
  std::string feed{};
  std::int64_t number = 0;
};
/// One more person's yes, in the first role that still needs one and that the person has.
Outcome grant(db::Transaction& tx, const Revision& revision, const BypassNamed& named,
              const catalog::Deed& deed);
/// Somebody else than who asked for it has looked into it.
Outcome review(db::Transaction& tx, const Revision& revision, const BypassNamed& named,
               const catalog::Deed& deed);

}  // namespace relay::rollout
