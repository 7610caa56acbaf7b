#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include "policy/conditions.h"
#include "policy/spelled.h"
#include "relay/catalog/holders.h"
#include "relay/catalog/rollouts.h"
#include "relay/catalog/subject.h"
#include "relay/crypto/sha256.h"
#include "relay/rollout/acts.h"
#include "relay/rollout/scene.h"

namespace relay::rollout {
namespace {

using policy::Refused;
using policy::Release;

/// What is still missing of people, as the policy counts it.
std::vector<policy::Unapproved> lacking(const policy::Question& asked, const Release& release) {
  const policy::Situation at = policy::situation(asked);
  policy::Reasons reasons;
  policy::approval({at, release}, reasons);
  std::vector<policy::Unapproved> found;
  for (const policy::Reason& reason : reasons)
    found.push_back(std::get<policy::Unapproved>(reason));
  return found;
}

unsigned people_in(const std::vector<policy::Unapproved>& lines) {
  unsigned people = 0;
  for (const auto& line : lines) people += line.need - line.have;
  return people;
}

/// Whoever has been counted for it so far.
bool has_approved(const policy::Question& asked, const Release& release,
                  const std::string& person) {
  return std::ranges::any_of(asked.own.approvals, [&](const policy::Approval& one) {
    return one.person == person && one.counts(release, asked.rules->digest, asked.moment.now);
  });
}

/// One person's yes to one release in one group, while it is looked for a role for it.
class Yes {
 public:
  Yes(db::Connection& db, const policy::Question& asked, const Release& release,
      const std::string& person)
      : db_{db}, asked_{asked}, release_{release}, person_{person} {}

  /// The role in which it would count; empty: none is open. Refuses a person who may not.
  policy::Result<std::string, NotDone> role() const {
    if (asked_.rules == nullptr || has_approved(asked_, release_, person_)) return std::string{};
    const auto lines = lacking(asked_, release_);
    if (lines.empty()) return std::string{};
    std::optional<NotDone> why_not;
    for (const std::string& role : roles(lines)) {
      if (!would_count(role, people_in(lines))) continue;
      auto against = this->against(role);
      if (!against) return role;
      if (!why_not) why_not = std::move(against);
    }
    if (why_not) return Refused{*std::move(why_not)};
    return std::string{};
  }

 private:
  /// Those of lines that are not met, then of all: somebody who sits there may move over.
  std::vector<std::string> roles(const std::vector<policy::Unapproved>& lines) const {
    std::vector<std::string> found;
    const auto add = [&](const std::string& role) {
      if (std::ranges::find(found, role) == found.end()) found.push_back(role);
    };
    for (const auto& line : lines) add(line.role);
    const policy::Stage& stage = asked_.rules->stage;
    for (const auto& line : stage.approve) add(line.role);
    for (const auto& line : stage.approve_high_risk) add(line.role);
    return found;
  }

  bool would_count(const std::string& role, unsigned missing) const {
    policy::GroupFacts own = asked_.own;
    own.approvals.push_back({.release = release_.sequence,
                             .tree = release_.tree,
                             .stage = asked_.rules->digest,
                             .person = person_,
                             .role = role});
    return people_in(lacking({asked_.rules, asked_.facts, own, asked_.moment}, release_)) < missing;
  }

  std::optional<NotDone> against(const std::string& role) const {
    const catalog::Reach here{asked_.rules->feed, asked_.rules->group};
    if (!catalog::holds(db_, person_, role, here)) {
      return no_role(role, asked_.rules->group.text()).why;
    }
    const auto wrote = catalog::wrote_stage(db_, asked_.rules->digest, person_);
    if (!wrote || !catalog::others_hold(db_, person_, role, here)) return std::nullopt;
    return not_now(person_ + " wrote the rules of this stage (revision " + std::to_string(*wrote) +
                   "), so somebody else must say yes")
        .why;
  }

  db::Connection& db_;
  const policy::Question& asked_;
  const Release& release_;
  const std::string& person_;
};

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

/// Groups that were named need the yes, or the act is refused; of all groups, those that do and
/// whose yes is this person's to give.
Bindings wanted_by(db::Connection& db, const Scene& scene, const Release& release,
                   const std::string& person) {
  std::vector<Bound> wanted;
  std::optional<NotDone> why_not;
  for (const policy::GroupId& group : scene.groups) {
    const policy::Question asked = scene.question(group);
    const auto role = Yes{db, asked, release, person}.role();
    if (!role) {
      if (!scene.everywhere) return Refused{role.error()};
      if (!why_not) why_not = role.error();
    } else if (!role->empty()) {
      wanted.push_back(bound_to(asked, release, *role));
    } else if (!scene.everywhere) {
      return not_now("'" + group.text() + "' needs no more approval of " + release.version.text() +
                     " from " + person);
    }
  }
  if (!wanted.empty()) return wanted;
  if (why_not) return Refused{*std::move(why_not)};
  return not_now("no group needs an approval of " + release.version.text() + " from " + person);
}

Bindings bindings(db::Connection& db, const Scene& scene, const Named& named,
                  const std::string& person) {
  const auto* const release =
      named.version.empty() ? newest_waiting(scene) : scene.release(named.version);
  if (release == nullptr && !named.version.empty()) return no_release(scene, named.version);
  if (release == nullptr) {
    return not_now("no release of '" + named.feed + "' waits for an approval");
  }
  return wanted_by(db, scene, *release, person);
}

Refused<NotDone> changed(const Scene& scene, const std::vector<Bound>& bound) {
  std::string now;
  for (const Bound& one : bound) {
    now += (now.empty() ? "" : "; ") + one.group.text() + ": " + one.role +
           " under rules sha256:" + one.stage.hex().substr(0, 12) + "…" +
           (one.evidence.empty() ? "" : ", " + one.evidence);
  }
  const std::string version = scene.recorded.facts.release(bound.front().release).version.text();
  return not_now("it has changed since you looked: " + version + " now asks " + now +
                 "; look again with 'sluice approve " + scene.feed().text() + " " + version + "'");
}

/// What must be told with this yes and was not.
std::string untold(const Bound& bound, const Told& told) {
  const policy::Asks given{.ticket = !told.ticket.empty(),
                           .report = !told.report.empty(),
                           .decision = !told.decision.empty()};
  return policy::spelled(policy::left_out(bound.asks, given));
}

std::optional<NotDone> tells_too_little(const std::vector<Bound>& bound, const Told& told) {
  for (const Bound& one : bound) {
    const std::string what = untold(one, told);
    if (what.empty()) continue;
    return not_now("a yes as '" + one.role + "' for '" + one.group.text() + "' must tell its " +
                   what + ", which it did not")
        .why;
  }
  return std::nullopt;
}

void record_approval(db::Transaction& tx, const policy::FeedId& feed, const Bound& bound,
                     const Told& told, const catalog::Deed& deed) {
  const catalog::NewApproval yes{.approval = {.release = bound.release,
                                              .tree = bound.tree,
                                              .stage = bound.stage,
                                              .person = deed.actor,
                                              .role = bound.role,
                                              .at = deed.at,
                                              .until = deed.at + kYesLasts},
                                 .ticket = told.ticket,
                                 .report = told.report,
                                 .decision = told.decision,
                                 .shown = bound.evidence};
  catalog::approve(tx, feed, bound.group, yes, deed);
}

}  // namespace

policy::Digest digest_of(const std::vector<Bound>& bound) {
  std::string text = "sluice-bound-v1\n";
  for (const Bound& one : bound) {
    text += one.group.text() + "\n" + std::to_string(one.release.number) + "\n" + one.role + "\n" +
            one.tree.hex() + "\n" + one.stage.hex() + "\n" + std::to_string(one.evidence.size()) +
            "\n" + one.evidence + "\n";
  }
  return crypto::sha256(text);
}

Outcome approve(db::Transaction& tx, const Revision& revision, const Named& named, const Told& told,
                const catalog::Deed& deed) {
  const auto found = scene(tx, revision, named, deed.at);
  if (!found) return Refused{found.error()};
  const auto wanted = bindings(tx, *found, named, deed.actor);
  if (!wanted) return Refused{wanted.error()};
  if (told.expect && *told.expect != digest_of(*wanted)) return changed(*found, *wanted);
  if (auto little = tells_too_little(*wanted, told)) return Refused{*std::move(little)};
  std::vector<policy::GroupId> approved;
  for (const Bound& bound : *wanted) {
    record_approval(tx, found->feed(), bound, told, deed);
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
  return bindings(db, *found, named, deed.actor);
}

}  // namespace relay::rollout
