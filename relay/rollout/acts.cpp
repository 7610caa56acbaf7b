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

}  // namespace relay::rollout
