#include "relay/rollout/bypass_acts.h"

#include <algorithm>
#include <utility>

#include "policy/conditions.h"
#include "relay/catalog/bypasses.h"
#include "relay/rollout/bypass_view.h"
#include "relay/rollout/scene.h"

namespace relay::rollout {
namespace {

using policy::Bypass;
using policy::BypassRules;
using policy::Refused;
using policy::Release;

bool is_risky(const Act& act) {
  return std::ranges::any_of(act.scene.groups, [&](const policy::GroupId& group) {
    return rollout::is_risky(act.scene.question(group), act.release);
  });
}

/// What no bypass skips; empty when there is nothing of it.
std::string against(const Scene& scene, const Release& release) {
  for (const policy::GroupId& group : scene.groups) {
    const policy::Question asked = scene.question(group);
    policy::Reasons reasons;
    policy::taken_back(asked, release, asked.own.opening_of(release.sequence), reasons);
    if (reasons.empty()) continue;
    return "'" + group.text() + "': " + release.version.text() + " is " +
           policy::sentences(reasons) + "; no bypass skips that";
  }
  return {};
}

std::string against_wish(const BypassWish& wish, policy::Span at_most, const catalog::Deed& deed) {
  if (deed.reason.empty()) return "a bypass needs a reason";
  if (wish.skips.empty()) return "which rules are to be skipped? Name at least one";
  if (wish.lasts <= policy::Span{0} || wish.lasts > at_most) {
    return "such a bypass lasts at most " + policy::show(at_most) + ", not " +
           policy::show(wish.lasts);
  }
  return {};
}

Bypass made(const Act& act, const BypassWish& wish, const catalog::Deed& deed) {
  return {.release = act.release.sequence,
          .groups = act.scene.everywhere ? std::vector<policy::GroupId>{} : act.scene.groups,
          .skips = wish.skips,
          .until = deed.at + wish.lasts,
          .said = {.by = deed.actor, .why = deed.reason, .at = deed.at}};
}

/// Records what was asked for, and that it is in force where nobody else's yes is needed.
Outcome ask(db::Transaction& tx, const Revision& revision, const Act& act, Bypass bypass,
            const catalog::Deed& deed, std::optional<policy::Sequence> fault = std::nullopt) {
  const BypassRules& rules = revision.document.bypass;
  const bool risky = is_risky(act);
  const auto& feed = act.scene.feed();
  bypass.number = fault ? catalog::ask_fix(tx, feed, bypass, *fault, deed)
                        : catalog::ask_bypass(tx, feed, bypass, deed);
  const bool granted = policy::is_granted(bypass, rules, risky, revision.single_person);
  if (granted) catalog::put_in_force(tx, bypass.number, deed);
  const auto& lines = policy::bypass_lines(rules, risky);
  return terms(bypass, act.scene.recorded) +
         (granted ? "; it is in force" : told(waits_for(bypass, lines)));
}

/// What is the same for a bypass and a fix-forward.
policy::Result<Act, NotDone> checked(db::Transaction& tx, const Revision& revision,
                                     const Named& named, const BypassWish& wish,
                                     const catalog::Deed& deed) {
  const BypassRules& rules = revision.document.bypass;
  if (rules.normal.empty()) {
    return not_now(
        "the policy lets nobody bypass its rules; 'bypass: { normal: … }' names who may");
  }
  const std::string wrong = against_wish(wish, rules.at_most, deed);
  if (!wrong.empty()) return not_now(wrong);
  auto act = act_on(tx, revision, named, deed.at, "a bypass");
  if (!act) return act;
  const std::string excluded = against(act->scene, act->release);
  if (!excluded.empty()) return not_now(excluded);
  return act;
}

/// A bypass that somebody named, with its release and groups.
struct Known {
  Bypass bypass;
  Act act;
};

policy::Result<Known, NotDone> known(db::Transaction& tx, const Revision& revision,
                                     const BypassNamed& named, policy::Instant now) {
  auto found = scene(tx, revision, {.feed = named.feed}, now);
  if (!found) return Refused{std::move(found).error()};
  const auto& all = found->recorded.facts.bypasses;
  const auto bypass = std::ranges::find(all, named.number, &Bypass::number);
  if (bypass == all.end()) {
    return unknown("feed '" + named.feed + "' has no bypass " + std::to_string(named.number));
  }
  Bypass copy = *bypass;
  Release release = found->recorded.facts.release(copy.release);
  if (!copy.groups.empty()) {
    found->everywhere = false;
    // Those that the policy still has.
    std::erase_if(found->groups, [&](const policy::GroupId& group) {
      return std::ranges::find(copy.groups, group) == copy.groups.end();
    });
  }
  return Known{std::move(copy), Act{*std::move(found), std::move(release)}};
}

/// For whom a role must count that grants it.
std::string whom(const Bypass& bypass, const Scene& scene) {
  return bypass.groups.empty() ? scene.feed().text() : list(bypass.groups);
}

}  // namespace

Outcome bypass(db::Transaction& tx, const Revision& revision, const Named& named,
               const BypassWish& wish, const catalog::Deed& deed) {
  const auto act = checked(tx, revision, named, wish, deed);
  if (!act) return Refused{act.error()};
  return ask(tx, revision, *act, made(*act, wish, deed), deed);
}

Outcome break_glass(db::Transaction& tx, const Revision& revision, const Named& named,
                    const BypassWish& wish, const catalog::Deed& deed) {
  const BypassRules& rules = revision.document.bypass;
  if (rules.break_glass_at_most <= policy::Span{0}) {
    return not_now(
        "the policy has no break-glass; 'bypass: { break_glass: { at_most: 4h } }' allows it");
  }
  const std::string wrong = against_wish(wish, rules.break_glass_at_most, deed);
  if (!wrong.empty()) return not_now(wrong);
  const auto act = act_on(tx, revision, named, deed.at, "break-glass");
  if (!act) return Refused{act.error()};
  const std::string excluded = against(act->scene, act->release);
  if (!excluded.empty()) return not_now(excluded);
  Bypass asked = made(*act, wish, deed);
  asked.break_glass = true;
  auto done = ask(tx, revision, *act, std::move(asked), deed);
  if (!done) return done;
  return *done + ", and must be reviewed until " + policy::show(deed.at + rules.review_within);
}

Outcome fix_forward(db::Transaction& tx, const Revision& revision, const Named& named,
                    FixForward wish, const catalog::Deed& deed) {
  const auto act = checked(tx, revision, named, wish.wish, deed);
  if (!act) return Refused{act.error()};
  const Release* const bad = act->scene.release(wish.of);
  if (bad == nullptr) return no_release(act->scene, wish.of);
  if (bad->sequence >= act->release.sequence) {
    return not_now("the fix of " + wish.of + " came after it: " + named.version + " did not");
  }
  if (wish.devices.empty()) return not_now("no device has taken " + wish.of);
  auto& places = wish.devices;
  std::ranges::sort(places, {}, &policy::Place::value);
  // Not the one of std::ranges: clang 14 cannot read what libstdc++ 12 makes of it.
  places.erase(std::unique(places.begin(), places.end()), places.end());
  Bypass asked = made(*act, wish.wish, deed);
  asked.only = std::make_shared<const std::vector<policy::Place>>(std::move(places));
  return ask(tx, revision, *act, std::move(asked), deed, bad->sequence);
}

Outcome grant(db::Transaction& tx, const Revision& revision, const BypassNamed& named,
              const catalog::Deed& deed) {
  auto found = known(tx, revision, named, deed.at);
  if (!found) return Refused{found.error()};
  auto& [bypass, act] = *found;
  const std::string name = name_of(bypass, act.scene.recorded);
  if (deed.at >= bypass.until) return not_now(name + " ended at " + policy::show(bypass.until));
  if (bypass.granted) return not_now(name + " is in force and needs no more grants");
  if (deed.actor == bypass.said.by) {
    return not_now(name + " was asked for by " + deed.actor + ": somebody else grants it");
  }
  const BypassRules& rules = revision.document.bypass;
  const bool risky = is_risky(act);
  const auto& lines = policy::bypass_lines(rules, risky);
  const auto missing = waits_for(bypass, lines);
  if (missing.empty()) return not_now("the policy lets nobody bypass its rules any more");
  const auto line = std::ranges::find_if(missing, [&](const policy::Missing& one) {
    return catalog::may_grant(tx, named.number, deed.actor, one.role);
  });
  if (line == missing.end()) return no_role(missing.front().role, whom(bypass, act.scene));
  if (!catalog::grant_bypass(tx, bypass.number, line->role, deed)) {
    return not_now(deed.actor + " has granted " + name + " already");
  }
  bypass.grants.push_back({deed.actor, line->role});
  const bool granted = policy::is_granted(bypass, rules, risky, revision.single_person);
  if (granted) catalog::put_in_force(tx, bypass.number, deed);
  return "granted " + terms(bypass, act.scene.recorded) +
         (granted ? "; it is in force" : told(waits_for(bypass, lines)));
}

Outcome review(db::Transaction& tx, const Revision& revision, const BypassNamed& named,
               const catalog::Deed& deed) {
  const auto found = known(tx, revision, named, deed.at);
  if (!found) return Refused{found.error()};
  const std::string name = name_of(found->bypass, found->act.scene.recorded);
  if (deed.actor == found->bypass.said.by && !revision.single_person) {
    return not_now(name + " was asked for by " + deed.actor + ": somebody else reviews it");
  }
  if (!catalog::review_bypass(tx, found->bypass.number, deed)) {
    return not_now(name + " was reviewed at " + policy::show(*found->bypass.reviewed));
  }
  return "reviewed " + name;
}

}  // namespace relay::rollout
