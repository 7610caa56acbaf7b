#include "relay/rollout/scene.h"

#include <algorithm>
#include <utility>

#include "policy/require.h"
#include "relay/rollout/rule_book.h"

namespace relay::rollout {
namespace {

using policy::Refused;
using Groups = policy::Result<std::vector<policy::GroupId>, NotDone>;

Groups groups_named(const policy::Document& document, const std::vector<std::string>& names) {
  std::vector<policy::GroupId> groups;
  for (const std::string& name : names) {
    const auto group = policy::GroupId::parse(name);
    if (!group || !has_group(document, *group)) {
      return unknown("the policy has no group '" + name + "'");
    }
    if (std::ranges::find(groups, *group) == groups.end()) groups.push_back(*group);
  }
  if (!names.empty()) return groups;
  for (const policy::Group& group : document.groups) groups.push_back(group.id);
  return groups;
}

}  // namespace

Refused<NotDone> unknown(std::string what) {
  return Refused{NotDone{NotDone::Kind::Unknown, std::move(what)}};
}
Refused<NotDone> not_now(std::string what) {
  return Refused{NotDone{NotDone::Kind::NotNow, std::move(what)}};
}

Refused<NotDone> no_role(const std::string& role, const std::string& where) {
  return not_now("this needs the role '" + role + "', which you do not have for '" + where + "'");
}

Refused<NotDone> no_release(const Scene& scene, const std::string& version) {
  const std::string feed = "feed '" + scene.feed().text() + "' ";
  if (!version.empty()) return unknown(feed + "has no release '" + version + "'");
  return not_now(feed + "has no good release yet");
}

std::string list(const std::vector<policy::GroupId>& groups) {
  std::string text;
  for (const auto& group : groups) text += (text.empty() ? "" : ", ") + group.text();
  return text;
}

policy::Question Scene::question(const policy::GroupId& group) const {
  const auto own = std::ranges::find(*rules, group, &policy::FeedRulesOf::value_type::first);
  policy::require(own != rules->end(), "a question is about a group of the policy");
  return rollout::question(recorded, *own, moment);
}

const policy::Release* Scene::release(const std::string& version) const {
  const auto& releases = recorded.facts.releases;
  const auto found = std::ranges::find(
      releases, version, [](const policy::Release& one) { return one.version.text(); });
  return found == releases.end() ? nullptr : &*found;
}

std::string Scene::whom() const {
  return everywhere ? "for all groups" : "for " + list(groups);
}

policy::Result<Scene, NotDone> scene(db::Connection& db, const Revision& revision,
                                     const Named& named, policy::Instant now) {
  const auto id = policy::FeedId::parse(named.feed);
  const auto* const feed = id ? feed_of(revision.document, *id) : nullptr;
  if (feed == nullptr) return unknown("the policy has no feed '" + named.feed + "'");
  auto groups = groups_named(revision.document, named.groups);
  if (!groups) return Refused{std::move(groups).error()};
  return Scene{.recorded = read_facts(db, *feed, revision.evidence),
               .rules = rules_of(revision, *feed),
               .moment = {.now = now, .single_person = revision.single_person},
               .groups = *std::move(groups),
               .everywhere = named.groups.empty()};
}

policy::Result<Act, NotDone> act_on(db::Connection& db, const Revision& revision,
                                    const Named& named, policy::Instant now, const char* what) {
  if (named.version.empty()) return not_now(std::string{what} + " needs a version");
  auto found = scene(db, revision, named, now);
  if (!found) return Refused{std::move(found).error()};
  const policy::Release* const release = found->release(named.version);
  if (release == nullptr) return no_release(*found, named.version);
  policy::Release copy = *release;
  return Act{*std::move(found), std::move(copy)};
}

}  // namespace relay::rollout
