#include "relay/rollout/stop_acts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "relay/catalog/codecs.h"
#include "relay/catalog/halts.h"
#include "relay/catalog/pauses.h"
#include "relay/catalog/stops.h"
#include "relay/rollout/scene.h"

namespace relay::rollout {
namespace {

using policy::Refused;
using policy::Release;
using How = policy::Halt::Acknowledged::How;

bool has_all_of(const Scene& scene, const policy::GroupId& group, policy::Sequence release) {
  const auto* const opening = scene.recorded.facts.of(group).opening_of(release);
  return opening != nullptr && opening->settled();
}

/// The halts that an acknowledgement is about.
std::vector<catalog::HaltRow> halts_of(db::Connection& db, const Act& act) {
  std::vector<catalog::HaltRow> found = catalog::halts(db, act.scene.feed());
  std::erase_if(found, [&](const catalog::HaltRow& row) {
    if (row.halt.release != act.release.sequence) return true;
    if (act.scene.everywhere) return false;
    const auto& groups = act.scene.groups;
    return !row.halt.group || std::ranges::find(groups, *row.halt.group) == groups.end();
  });
  return found;
}

/// The release that has the fix, if one is named.
policy::Result<std::optional<policy::Sequence>, NotDone> fix_of(const Act& act,
                                                                const Decision& decision) {
  if (decision.fixed_by.empty()) return std::optional<policy::Sequence>{};
  const std::string bad = act.release.version.text();
  if (decision.how == How::Resume) {
    return not_now("a release that goes on has no fault to fix: block " + bad +
                   " to name the release that fixes it");
  }
  const Release* const fix = act.scene.release(decision.fixed_by);
  if (fix == nullptr) return no_release(act.scene, decision.fixed_by);
  if (fix->sequence > act.release.sequence) return std::optional{fix->sequence};
  return not_now("the fix of " + bad + " came after it: " + decision.fixed_by + " did not");
}

/// A fix that was named before stays named.
std::optional<policy::Sequence> fix_kept(const policy::Halt& halt, const Decision& decision,
                                         std::optional<policy::Sequence> fix) {
  if (fix || decision.how == How::Resume || !halt.acknowledged) return fix;
  return halt.acknowledged->fixed_by;
}

}  // namespace

Outcome stop(db::Transaction& tx, const catalog::Deed& deed) {
  if (const auto said = catalog::stopped(tx)) {
    return not_now("everything is stopped already, by " + said->by + ": " + said->why);
  }
  catalog::stop(tx, deed);
  return std::string{"everything is stopped: nothing opens or widens until this is lifted"};
}

Outcome lift_stop(db::Transaction& tx, const catalog::Deed& deed) {
  if (!catalog::lift_stop(tx, deed)) return not_now("nothing is stopped");
  return std::string{"the stop of everything is lifted"};
}

Outcome pause(db::Transaction& tx, const Revision& revision, const Named& named,
              const catalog::Deed& deed) {
  const auto act = act_on(tx, revision, named, deed.at, "a pause");
  if (!act) return Refused{act.error()};
  const std::string version = act->release.version.text();
  std::vector<policy::GroupId> groups = act->scene.groups;
  const auto settled = [&](const policy::GroupId& group) {
    return has_all_of(act->scene, group, act->release.sequence);
  };
  const auto late = std::ranges::find_if(groups, settled);
  if (late != groups.end() && !act->scene.everywhere) {
    return not_now("all of '" + late->text() + "' has " + version +
                   " already: block it, or pin an older release");
  }
  std::erase_if(groups, settled);
  std::vector<policy::GroupId> paused;
  for (const policy::GroupId& group : groups) {
    if (catalog::pause(tx, {act->scene.feed(), group, act->release.sequence}, deed)) {
      paused.push_back(group);
    }
  }
  if (paused.empty()) return not_now("there is no group in which " + version + " could be paused");
  return "paused " + version + " for " + list(paused);
}

Outcome resume(db::Transaction& tx, const Revision& revision, const Named& named,
               const catalog::Deed& deed) {
  const auto act = act_on(tx, revision, named, deed.at, "a resume");
  if (!act) return Refused{act.error()};
  std::vector<policy::GroupId> resumed;
  for (const policy::GroupId& group : act->scene.groups) {
    if (catalog::resume(tx, {act->scene.feed(), group, act->release.sequence}, deed)) {
      resumed.push_back(group);
    }
  }
  const std::string version = act->release.version.text();
  if (resumed.empty()) return not_now(version + " is not paused " + act->scene.whom());
  return "resumed " + version + " for " + list(resumed);
}

Outcome acknowledge(db::Transaction& tx, const Revision& revision, const Named& named,
                    const Decision& decision, const catalog::Deed& deed) {
  const auto act = act_on(tx, revision, named, deed.at, "an acknowledgement");
  if (!act) return Refused{act.error()};
  const std::string version = act->release.version.text();
  const auto halts = halts_of(tx, *act);
  if (halts.empty()) return not_now(version + " was not halted " + act->scene.whom());
  const auto fix = fix_of(*act, decision);
  if (!fix) return Refused{fix.error()};
  bool changed = false;
  for (const catalog::HaltRow& row : halts) {
    changed |= catalog::acknowledge(
        tx, {act->scene.feed(), row.number, decision.how, fix_kept(row.halt, decision, *fix)},
        deed);
  }
  const std::string decided =
      std::string{catalog::word(decision.how)} + (*fix ? ", fixed by " + decision.fixed_by : "");
  if (!changed) {
    return not_now("the halt of " + version + " is acknowledged so already: " + decided);
  }
  return "the halt of " + version + " is acknowledged: " + decided;
}

}  // namespace relay::rollout
