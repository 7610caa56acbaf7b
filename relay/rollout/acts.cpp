#include "relay/rollout/acts.h"

#include <algorithm>
#include <utility>

#include "policy/conditions.h"
#include "relay/rollout/feed_facts.h"

namespace relay::rollout {
namespace {

using policy::Refused;

Refused<NotDone> unknown(std::string what) {
  return Refused{NotDone{NotDone::Kind::Unknown, std::move(what)}};
}
Refused<NotDone> not_now(std::string what) {
  return Refused{NotDone{NotDone::Kind::NotNow, std::move(what)}};
}

/// What somebody named, found in the policy in force.
struct Found {
  policy::FeedRules feed;
  std::vector<policy::GroupId> groups{};
};

policy::Result<Found, NotDone> find(const Revision& revision, const Named& named) {
  const auto id = policy::FeedId::parse(named.feed);
  const auto* const feed = id ? feed_of(revision.document, *id) : nullptr;
  if (feed == nullptr) return unknown("the policy has no feed '" + named.feed + "'");
  Found found{.feed = *feed};
  for (const std::string& name : named.groups) {
    const auto group = policy::GroupId::parse(name);
    if (!group || !has_group(revision.document, *group)) {
      return unknown("the policy has no group '" + name + "'");
    }
    if (std::ranges::find(found.groups, *group) == found.groups.end())
      found.groups.push_back(*group);
  }
  if (!named.groups.empty()) return found;
  for (const policy::Group& group : revision.document.groups) found.groups.push_back(group.id);
  return found;
}

std::string list(const std::vector<policy::GroupId>& groups) {
  std::string text;
  for (const auto& group : groups) text += (text.empty() ? "" : ", ") + group.text();
  return text;
}

const policy::Release* named_release(const FeedFacts& facts, const std::string& version) {
  const auto found = std::ranges::find(facts.releases, version, [](const catalog::ReleaseRow& one) {
    return one.release.version.text();
  });
  return found == facts.releases.end() ? nullptr : &found->release;
}

const policy::Release* newest_good(const FeedFacts& facts) {
  const auto good = [](const catalog::ReleaseRow& one) {
    return one.release.standing == policy::Standing::Good;
  };
  const auto found = std::find_if(facts.releases.rbegin(), facts.releases.rend(), good);
  return found == facts.releases.rend() ? nullptr : &found->release;
}

Refused<NotDone> no_release(const FeedFacts& facts, const std::string& version) {
  const std::string feed = "feed '" + facts.feed.id.text() + "' ";
  if (!version.empty()) return unknown(feed + "has no release '" + version + "'");
  return not_now(feed + "has no good release yet");
}

bool has_open(const policy::Question& asked, policy::Sequence release) {
  return std::ranges::count(asked.facts.openings, release, &policy::Opening::release) > 0;
}

/// Why a release cannot be adopted by a group; empty when it can.
std::string against_adopting(const policy::Release& release, const policy::Question& asked) {
  const auto withdrawn = policy::withdrawn(asked, release);
  if (!withdrawn.empty()) return release.version.text() + " is " + policy::sentences(withdrawn);
  for (const policy::Release& other : asked.releases) {
    const bool is_newer = other.sequence > release.sequence && has_open(asked, other.sequence);
    if (is_newer && policy::withdrawn(asked, other).empty())
      return "it already has a newer release";
  }
  return {};
}

/// The line of `approve` that one more yes of this person would count for; nothing when none is
/// open, or the person has been counted already.
const policy::ApprovalLine* open_line(const policy::Question& asked, const policy::Release& release,
                                      const std::string& person) {
  if (!asked.rules) return nullptr;
  for (const policy::Approval& approval : asked.facts.approvals) {
    const bool same = approval.release == release.sequence && approval.tree == release.tree &&
                      approval.stage == asked.stage;
    if (same && approval.person == person) return nullptr;
  }
  const auto reasons = policy::approval({asked, *asked.rules, release});
  if (reasons.empty()) return nullptr;
  const std::string& role = std::get<policy::Unapproved>(reasons.front()).role;
  const auto& lines = asked.rules->stage.approve;
  return &*std::ranges::find(lines, role, &policy::ApprovalLine::role);
}

bool waits_for_approval(const policy::Withheld& withheld) {
  return std::ranges::any_of(withheld.reasons, [](const policy::Reason& reason) {
    return std::holds_alternative<policy::Unapproved>(reason);
  });
}

/// The newest release that waits for an approval in any of these groups.
const policy::Release* newest_waiting(const FeedFacts& facts,
                                      const std::vector<policy::Question>& asked) {
  std::optional<policy::Sequence> newest;
  for (const policy::Question& one : asked) {
    for (const auto& withheld : policy::plan(one).withheld) {
      if (waits_for_approval(withheld)) newest = std::max(newest, std::optional{withheld.release});
    }
  }
  return newest ? &row(facts, *newest).release : nullptr;
}

std::vector<policy::Question> questions(db::Connection& db, const FeedFacts& facts,
                                        const std::vector<policy::GroupId>& groups,
                                        const Moment& moment) {
  std::vector<policy::Question> asked;
  for (const auto& group : groups) asked.push_back(question(db, facts, group, moment));
  return asked;
}

/// The acts that a name stands for: one for all groups, or one for each named.
policy::Result<std::vector<catalog::NewAct>, NotDone> acts_for(db::Transaction& tx,
                                                               const Revision& revision,
                                                               catalog::ActKind kind,
                                                               const Named& named) {
  auto found = find(revision, named);
  if (!found) return Refused{std::move(found.error())};
  std::optional<policy::VersionText> version;
  if (!named.version.empty()) {
    const FeedFacts facts = read_facts(tx, found->feed);
    const auto* const release = named_release(facts, named.version);
    if (release == nullptr) return no_release(facts, named.version);
    version = release->version;
  }
  std::vector<catalog::NewAct> acts;
  if (named.groups.empty()) {
    acts.push_back({kind, found->feed.id, std::nullopt, version});
  }
  if (!named.groups.empty()) {
    for (const auto& group : found->groups) acts.push_back({kind, found->feed.id, group, version});
  }
  return acts;
}

Refused<NotDone> hold_has_no_version() {
  return not_now("a hold keeps what a group has, whatever comes: it names no version");
}

std::string describe(catalog::ActKind kind, const Named& named) {
  std::string text = std::string{catalog::word(kind)} + " of " + named.feed;
  if (!named.version.empty()) text += " " + named.version;
  if (named.groups.empty()) return text + " for all groups";
  text += " for ";
  for (std::size_t i = 0; i < named.groups.size(); ++i)
    text += (i == 0 ? "" : ", ") + named.groups[i];
  return text;
}

}  // namespace

Outcome adopt(db::Transaction& tx, const Revision& revision, const Named& named,
              const catalog::Deed& deed) {
  auto found = find(revision, named);
  if (!found) return Refused{std::move(found.error())};
  const FeedFacts facts = read_facts(tx, found->feed);
  const auto* const release =
      named.version.empty() ? newest_good(facts) : named_release(facts, named.version);
  if (release == nullptr) return no_release(facts, named.version);
  const auto asked = questions(tx, facts, found->groups, {revision, std::nullopt, deed.at});
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const std::string against = against_adopting(*release, asked[i]);
    if (!against.empty()) return not_now("'" + found->groups[i].text() + "': " + against);
  }
  const policy::Opening opening{release->sequence, deed.at, policy::Opening::How::Adopted};
  std::vector<policy::GroupId> adopted;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    if (has_open(asked[i], release->sequence)) continue;  // It runs this already.
    catalog::open(tx, facts.feed.id, found->groups[i], opening, revision.number, deed);
    adopted.push_back(found->groups[i]);
  }
  if (adopted.empty()) return not_now("every named group already has " + release->version.text());
  return "adopted " + release->version.text() + " for " + list(adopted);
}

Outcome approve(db::Transaction& tx, const Revision& revision, const Named& named,
                const catalog::Deed& deed) {
  auto found = find(revision, named);
  if (!found) return Refused{std::move(found.error())};
  const FeedFacts facts = read_facts(tx, found->feed);
  const auto asked = questions(tx, facts, found->groups, {revision, std::nullopt, deed.at});
  const auto* const release =
      named.version.empty() ? newest_waiting(facts, asked) : named_release(facts, named.version);
  if (release == nullptr && !named.version.empty()) return no_release(facts, named.version);
  if (release == nullptr)
    return not_now("no release of '" + named.feed + "' waits for an approval");
  std::vector<policy::GroupId> approved;
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto* const line = open_line(asked[i], *release, deed.actor);
    if (line == nullptr) {
      if (named.groups.empty()) continue;
      return not_now("'" + found->groups[i].text() + "' needs no more approval of " +
                     release->version.text() + " from " + deed.actor);
    }
    approved.push_back(found->groups[i]);
  }
  if (approved.empty()) {
    return not_now("no group needs an approval of " + release->version.text() + " from " +
                   deed.actor);
  }
  for (std::size_t i = 0; i < asked.size(); ++i) {
    const auto* const line = open_line(asked[i], *release, deed.actor);
    if (line == nullptr) continue;
    catalog::approve(
        tx, facts.feed.id, found->groups[i],
        {release->sequence, release->tree, asked[i].stage, deed.actor, line->role, deed.at}, deed);
  }
  return "approved " + release->version.text() + " for " + list(approved);
}

Outcome say(db::Transaction& tx, const Revision& revision, catalog::ActKind kind,
            const Named& named, const catalog::Deed& deed) {
  if (kind != catalog::ActKind::Hold && named.version.empty()) {
    return not_now(std::string{"a "} + catalog::word(kind) + " needs a version");
  }
  if (kind == catalog::ActKind::Hold && !named.version.empty()) return hold_has_no_version();
  const auto acts = acts_for(tx, revision, kind, named);
  if (!acts) return Refused{acts.error()};
  for (const auto& act : *acts) catalog::say(tx, act, deed);
  return describe(kind, named) + " is in force";
}

Outcome lift(db::Transaction& tx, const Revision& revision, catalog::ActKind kind,
             const Named& named, const catalog::Deed& deed) {
  if (kind == catalog::ActKind::Hold && !named.version.empty()) return hold_has_no_version();
  if (kind == catalog::ActKind::Block && named.version.empty()) {
    return not_now("which block is to be lifted? Name its version");
  }
  const auto acts = acts_for(tx, revision, kind, named);
  if (!acts) return Refused{acts.error()};
  std::size_t lifted = 0;
  for (const auto& act : *acts) lifted += catalog::lift(tx, act, deed);
  if (lifted == 0) return not_now("there is no " + describe(kind, named) + " to lift");
  return describe(kind, named) + " is lifted";
}

}  // namespace relay::rollout
