#pragma once

#include "policy/facts.h"
#include "relay/rollout/acts.h"

/// Stopping and letting go. One person may always stop.
namespace relay::rollout {

/// Nothing opens and nothing widens, in any feed, until it is lifted.
Outcome stop(db::Transaction& tx, const catalog::Deed& deed);
Outcome lift_stop(db::Transaction& tx, const catalog::Deed& deed);

/// One release stands still in the named groups; needs a version. A group that has all of it
/// already is refused by name: there is nothing left to stand still.
Outcome pause(db::Transaction& tx, const Revision& revision, const Named& named,
              const catalog::Deed& deed);
Outcome resume(db::Transaction& tx, const Revision& revision, const Named& named,
               const catalog::Deed& deed);

/// What a person decides about a release that the relay halted.
struct Decision {
  policy::Halt::Acknowledged::How how = policy::Halt::Acknowledged::How::Block;
  /// The later release that does not have the fault; only with Block. Empty: not known yet, it may
  /// be named later by the same act.
  std::string fixed_by{};
};
/// Of every halt of the release, or of those seen in the named groups; needs a version.
Outcome acknowledge(db::Transaction& tx, const Revision& revision, const Named& named,
                    const Decision& decision, const catalog::Deed& deed);

}  // namespace relay::rollout
