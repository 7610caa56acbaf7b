#pragma once

#include "relay/rollout/acts.h"

/// What people, and the organisation's own tests, say of a release. All need a version.
namespace relay::rollout {

struct CheckSaid {
  std::string check{};  ///< By a name that a stage of the policy asks for.
  bool yes = false;
};
/// About exactly these bytes; the last word of a check counts.
Outcome say_check(db::Transaction& tx, const Revision& revision, const Named& named,
                  const CheckSaid& said, const catalog::Deed& deed);

/// A person's judgement takes the place of the marks; the last one counts. One person may raise a
/// risk. Lowering takes two as soon as there are two: whoever calls has seen to that.
Outcome raise_risk(db::Transaction& tx, const Revision& revision, const Named& named,
                   const catalog::Deed& deed);
Outcome lower_risk(db::Transaction& tx, const Revision& revision, const Named& named,
                   const catalog::Deed& deed);

/// Never opened, and withdrawn everywhere; for all groups, so none is named.
Outcome quarantine(db::Transaction& tx, const Revision& revision, const Named& named,
                   const catalog::Deed& deed);
/// A suspect or quarantined release is good again, on a person's word. What the vendor recalled is
/// not.
Outcome trust(db::Transaction& tx, const Revision& revision, const Named& named,
              const catalog::Deed& deed);

}  // namespace relay::rollout
