#include "relay/rollout/acts.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "policy/conditions.h"
#include "relay/catalog/subject.h"
#include "relay/rollout/scene.h"

namespace relay::rollout {
namespace {

using policy::Refused;
using policy::Release;

const Release* newest_good(const Scene& scene) {
  const auto& releases = scene.recorded.facts.releases;
  const auto good = [](const Release& one) { return one.standing == policy::Standing::Good; };
  const auto found = std::find_if(releases.rbegin(), releases.rend(), good);
  return found == releases.rend() ? nullptr : &*found;
}

/// What nothing skips, and adopting neither. `asked` has rules.
policy::Reasons excluded(const Release& release, const policy::Question& asked) {
  policy::Reasons reasons;
  policy::taken_back(asked, release, nullptr, reasons);
  const policy::Situation at = policy::situation(asked);
  policy::excluded({at, release}, reasons);
  return reasons;
}

/// Why a release cannot be adopted by a group; empty when it can. A group that has a release gets
/// newer ones by its rules: else one person could let through what several must agree to.
std::string against_adopting(const Release& release, const policy::Question& asked) {
  const auto reasons = excluded(release, asked);
  if (!reasons.empty()) return policy::sentences(reasons);
  const policy::Opening* const base = policy::situation(asked).base;
  if (base != nullptr && base->release < release.sequence) {
    return "it has " + asked.facts.release(base->release).version.text() +
           " already; adopting is for groups that have nothing yet: let the rules or a bypass "
           "open it";
  }
  for (const policy::Opening& other : asked.own.openings) {
    const bool is_newer = other.release > release.sequence;
    if (is_newer && !policy::is_taken_back(asked, asked.facts.release(other.release), &other)) {
      return "it already has a newer release";
    }
  }
  return {};
}

/// The role in which one more yes of this person would count; nothing when none is open, or the
/// person has been counted already.
std::optional<std::string> open_role(const policy::Question& asked, const Release& release,
                                     const std::string& person) {
  if (asked.rules == nullptr) return std::nullopt;
  for (const policy::Approval& approval : asked.own.approvals) {
    const bool same = approval.release == release.sequence && approval.tree == release.tree &&
                      approval.stage == asked.rules->digest;
    if (same && approval.person == person) return std::nullopt;
  }
  const policy::Situation at = policy::situation(asked);
  policy::Reasons reasons;
  policy::approval({at, release}, reasons);
  if (reasons.empty()) return std::nullopt;
  return std::get<policy::Unapproved>(reasons.front()).role;
}

bool waits_for_approval(const policy::Withheld& withheld) {
  return std::ranges::any_of(withheld.reasons, [](const policy::Reason& reason) {
    return std::holds_alternative<policy::Unapproved>(reason);
  });
}

/// The newest release that waits for an approval in any of these groups.
const Release* newest_waiting(const Scene& scene) {
  std::optional<policy::Sequence> newest;
  for (const policy::GroupId& group : scene.groups) {
    for (const auto& withheld : policy::plan(scene.question(group)).withheld) {
      if (waits_for_approval(withheld)) newest = std::max(newest, std::optional{withheld.release});
    }
  }
  return newest ? &scene.recorded.facts.release(*newest) : nullptr;
}

using Bindings = policy::Result<std::vector<Bound>, NotDone>;

/// Groups that were named need the yes, or the act is refused; of all groups, those that do.
Bindings wanted_by(const Scene& scene, const Release& release, const std::string& person) {
  std::vector<Bound> wanted;
  for (const policy::GroupId& group : scene.groups) {
    const policy::Question asked = scene.question(group);
    auto role = open_role(asked, release, person);
    if (role) {
      wanted.push_back(bound_to(asked, release, *std::move(role)));
    } else if (!scene.everywhere) {
      return not_now("'" + group.text() + "' needs no more approval of " + release.version.text() +
                     " from " + person);
    }
  }
  if (!wanted.empty()) return wanted;
  return not_now("no group needs an approval of " + release.version.text() + " from " + person);
}

Bindings bindings(const Scene& scene, const Named& named, const std::string& person) {
  const auto* const release =
      named.version.empty() ? newest_waiting(scene) : scene.release(named.version);
  if (release == nullptr && !named.version.empty()) return no_release(scene, named.version);
  if (release == nullptr) {
    return not_now("no release of '" + named.feed + "' waits for an approval");
  }
  return wanted_by(scene, *release, person);
}

void record_approval(db::Transaction& tx, const policy::FeedId& feed, const Bound& bound,
                     const catalog::Deed& deed) {
  const policy::Approval approval{.release = bound.release,
                                  .tree = bound.tree,
                                  .stage = bound.stage,
                                  .person = deed.actor,
                                  .role = bound.role,
                                  .at = deed.at};
  catalog::Deed shown = deed;
  shown.reason = catalog::joined(deed.reason, bound.evidence);
  catalog::approve(tx, feed, bound.group, approval, shown);
}

}  // namespace

Outcome adopt(db::Transaction& tx, const Revision& revision, const Named& named,
              const catalog::Deed& deed) {
  const auto found = scene(tx, revision, named, deed.at);
  if (!found) return Refused{found.error()};
  const auto* const release =
      named.version.empty() ? newest_good(*found) : found->release(named.version);
  if (release == nullptr) return no_release(*found, named.version);
  std::vector<policy::GroupId> adopting;
  for (const policy::GroupId& group : found->groups) {
    const policy::Question asked = found->question(group);
    // A feed that no path is for has no rules; who stopped or holds it counts all the same.
    const policy::Rules none{.feed = found->feed(), .group = group};
    const auto* const rules = asked.rules == nullptr ? &none : asked.rules;
    const std::string against =
        against_adopting(*release, {rules, asked.facts, asked.own, asked.moment});
    if (!against.empty()) {
      return not_now("'" + group.text() + "' cannot adopt " + release->version.text() + ": " +
                     against);
    }
    if (asked.own.opening_of(release->sequence) == nullptr) adopting.push_back(group);
  }
  if (adopting.empty()) return not_now("every named group already has " + release->version.text());
  const policy::Opening opening{.release = release->sequence,
                                .how = policy::Opening::How::Adopted,
                                .steps = {{policy::kEverybody, deed.at}}};
  for (const policy::GroupId& group : adopting) {
    catalog::open(tx, found->feed(), group, opening, revision.number, deed);
  }
  return "adopted " + release->version.text() + " for " + list(adopting);
}

Outcome approve(db::Transaction& tx, const Revision& revision, const Named& named,
                const catalog::Deed& deed) {
  const auto found = scene(tx, revision, named, deed.at);
  if (!found) return Refused{found.error()};
  const auto wanted = bindings(*found, named, deed.actor);
  if (!wanted) return Refused{wanted.error()};
  std::vector<policy::GroupId> approved;
  for (const Bound& bound : *wanted) {
    record_approval(tx, found->feed(), bound, deed);
    approved.push_back(bound.group);
  }
  const policy::Sequence release = wanted->front().release;
  return "approved " + found->recorded.facts.release(release).version.text() + " for " +
         list(approved);
}

Bindings bindings(db::Connection& db, const Revision& revision, const Named& named,
                  const catalog::Deed& deed) {
  const auto found = scene(db, revision, named, deed.at);
  if (!found) return Refused{found.error()};
  return bindings(*found, named, deed.actor);
}

}  // namespace relay::rollout
