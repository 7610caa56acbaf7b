#include "relay/rollout/judge_acts.h"

#include <set>
#include <utility>

#include "relay/catalog/judgements.h"
#include "relay/rollout/scene.h"

namespace relay::rollout {
namespace {

using policy::Refused;
using policy::Standing;

std::set<std::string> checks_asked(const policy::Document& document) {
  std::set<std::string> names;
  for (const policy::Path& path : document.paths) {
    for (const policy::Stage& stage : path.stages) {
      for (const policy::CheckName& check : stage.checks) names.insert(check.name);
    }
  }
  return names;
}

Refused<NotDone> no_check(const std::string& name, const std::set<std::string>& asked) {
  std::string known;
  for (const std::string& one : asked) known += (known.empty() ? "" : ", ") + one;
  return unknown("no stage asks for a check '" + name + "'" +
                 (known.empty() ? "" : "; those asked for: " + known));
}

std::string say_risk(db::Transaction& tx, const Act& act, bool high, const catalog::Deed& deed) {
  const catalog::NewRisk risk{
      .feed = act.scene.feed(), .release = act.release.sequence, .high = high};
  if (act.scene.everywhere) catalog::say_risk(tx, risk, deed);
  for (const policy::GroupId& group : act.scene.groups) {
    if (act.scene.everywhere) break;
    auto here = risk;
    here.group = group;
    catalog::say_risk(tx, here, deed);
  }
  return act.release.version.text() + (high ? " is of high risk " : " is of low risk ") +
         act.scene.whom();
}

Refused<NotDone> is_for_all_groups(const char* what) {
  return not_now(std::string{what} + " is about all groups: name none");
}

}  // namespace

Outcome say_check(db::Transaction& tx, const Revision& revision, const Named& named,
                  const CheckSaid& said, const catalog::Deed& deed) {
  const auto asked = checks_asked(revision.document);
  if (!asked.contains(said.check)) return no_check(said.check, asked);
  const auto act = act_on(tx, revision, named, deed.at, "the verdict of a check");
  if (!act) return Refused{act.error()};
  catalog::judge(tx,
                 {.feed = act->scene.feed(),
                  .release = act->release.sequence,
                  .tree = act->release.tree,
                  .check = said.check,
                  .yes = said.yes},
                 deed);
  return "check '" + said.check + "' says " + (said.yes ? "yes" : "no") + " to " +
         act->release.version.text();
}

Outcome raise_risk(db::Transaction& tx, const Revision& revision, const Named& named,
                   const catalog::Deed& deed) {
  const auto act = act_on(tx, revision, named, deed.at, "a judgement of risk");
  if (!act) return Refused{act.error()};
  return say_risk(tx, *act, true, deed);
}

Outcome lower_risk(db::Transaction& tx, const Revision& revision, const Named& named,
                   const catalog::Deed& deed) {
  const auto act = act_on(tx, revision, named, deed.at, "a judgement of risk");
  if (!act) return Refused{act.error()};
  return say_risk(tx, *act, false, deed);
}

Outcome quarantine(db::Transaction& tx, const Revision& revision, const Named& named,
                   const catalog::Deed& deed) {
  if (!named.groups.empty()) return is_for_all_groups("a quarantine");
  const auto act = act_on(tx, revision, named, deed.at, "a quarantine");
  if (!act) return Refused{act.error()};
  const std::string version = act->release.version.text();
  const Standing now = act->release.standing;
  if (now == Standing::Quarantined || now == Standing::Recalled) {
    return not_now(version + " is " + policy::word(now) +
                   " already: " + act->release.standing_reason);
  }
  catalog::set_standing(tx, act->scene.feed(), act->release.sequence, Standing::Quarantined, deed);
  return version + " is quarantined: it is withdrawn everywhere";
}

Outcome trust(db::Transaction& tx, const Revision& revision, const Named& named,
              const catalog::Deed& deed) {
  if (!named.groups.empty()) return is_for_all_groups("trust in a release");
  const auto act = act_on(tx, revision, named, deed.at, "trust in a release");
  if (!act) return Refused{act.error()};
  const std::string version = act->release.version.text();
  switch (act->release.standing) {
    case Standing::Good:
      return not_now(version + " is trusted already");
    case Standing::Recalled:
      return not_now(version + " was recalled by its vendor: " + act->release.standing_reason);
    case Standing::Suspect:
    case Standing::Quarantined:
      break;
  }
  if (deed.reason.empty()) return not_now("why is " + version + " trusted again? Give a reason");
  catalog::set_standing(tx, act->scene.feed(), act->release.sequence, Standing::Good, deed);
  return version + " is trusted again";
}

}  // namespace relay::rollout
