#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "policy/result.h"
#include "relay/catalog/acts.h"
#include "relay/rollout/bound.h"
#include "relay/rollout/revision.h"

/// What people do to releases. Each checks what it is asked against the policy in force, and
/// records the fact with its audit row, or refuses with a sentence and records nothing. The caller
/// turns the rollout afterwards. More in stop_acts.h, bypass_acts.h and judge_acts.h.
namespace relay::rollout {

struct NotDone {
  enum class Kind { Unknown, NotNow };  ///< No such thing (404); not possible as things are (409).
  Kind kind = Kind::Unknown;
  std::string what{};
};

struct Named {
  std::string feed{};
  std::vector<std::string> groups{};  ///< Empty: all groups.
  std::string version{};              ///< Empty: see each function.
};

/// Returns a sentence that says what was done.
using Outcome = policy::Result<std::string, NotDone>;

/// "This is what we run today." Empty version: the newest good release. A group that has a newer or
/// an older release already is refused by name, as is one for which the release is excluded (stop,
/// hold, halt, …), and then none adopts; one that has this release already is left as it is.
Outcome adopt(db::Transaction& tx, const Revision& revision, const Named& named,
              const catalog::Deed& deed);

/// What somebody who says yes tells, and was shown. What the policy asks to be told (`ask`) and is
/// left out: refused.
struct Told {
  std::string ticket{};
  std::string report{};
  std::string decision{};
  std::optional<policy::Digest> expect{};  ///< digest_of() what was shown; of another: refused.
};
constexpr policy::Span kYesLasts = std::chrono::hours{14 * 24};

/// A yes for the named groups' stages, in the first role in which it counts and that the person has
/// there. Empty version: the newest release that waits for an approval. One person counts once, and
/// whoever wrote the stage's rules not at all while somebody else could. The audit row says what
/// the page showed of the evidence.
Outcome approve(db::Transaction& tx, const Revision& revision, const Named& named, const Told& told,
                const catalog::Deed& deed);
/// What that yes is bound to, group by group; refuses as approve() would. The deed says who and
/// when.
policy::Result<std::vector<Bound>, NotDone> bindings(db::Connection& db, const Revision& revision,
                                                     const Named& named, const catalog::Deed& deed);
policy::Digest digest_of(const std::vector<Bound>& bound);

/// Hold, pin, block and floor, and their lifting. All but a hold need a version that the feed has;
/// the lifting of a floor needs none: then all go.
Outcome say(db::Transaction& tx, const Revision& revision, catalog::ActKind kind,
            const Named& named, const catalog::Deed& deed);
Outcome lift(db::Transaction& tx, const Revision& revision, catalog::ActKind kind,
             const Named& named, const catalog::Deed& deed);

/// A hold of one group in every feed that the policy has now, and its lifting where it was said of
/// this group: what was said of all groups of a feed stays.
Outcome hold_group(db::Transaction& tx, const Revision& revision, const policy::GroupId& group,
                   const catalog::Deed& deed);
Outcome lift_group(db::Transaction& tx, const Revision& revision, const policy::GroupId& group,
                   const catalog::Deed& deed);

}  // namespace relay::rollout
