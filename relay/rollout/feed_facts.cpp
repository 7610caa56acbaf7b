#include "relay/rollout/feed_facts.h"

#include <algorithm>

#include "policy/require.h"
#include "relay/crypto/sha256.h"

namespace relay::rollout {
namespace {

/// BE64(SHA-256("sluice-salt-v1\0" feed "\0" version)), see policy/place.h.
policy::Salt salt(const policy::FeedId& feed, const policy::VersionText& version) {
  std::string text{"sluice-salt-v1"};
  text += '\0' + feed.text() + '\0' + version.text();
  const policy::Digest digest = crypto::sha256(text);
  policy::Salt salt;
  for (std::size_t i = 0; i < 8; ++i) {
    salt.value = salt.value << 8 | std::to_integer<std::uint64_t>(digest.bytes[i]);
  }
  return salt;
}

policy::Said said(const catalog::ActRow& act) {
  return {.by = act.person, .why = act.reason, .at = act.at};
}

void add_acts(policy::Limits& limits, const std::vector<catalog::ActRow>& acts,
              const policy::GroupId& group) {
  for (const catalog::ActRow& act : acts) {
    if (act.group && *act.group != group) continue;
    switch (act.kind) {
      case catalog::ActKind::Hold:
        limits.holds.push_back({said(act)});
        break;
      case catalog::ActKind::Pin:
        limits.pins.push_back({*act.version, said(act)});
        break;
      case catalog::ActKind::Block:
        limits.blocks.push_back({*act.version, said(act)});
        break;
    }
  }
}

}  // namespace

const policy::FeedRules* feed_of(const policy::Document& document, const policy::FeedId& feed) {
  const auto found = std::ranges::find(document.feeds, feed, &policy::FeedRules::id);
  return found == document.feeds.end() ? nullptr : &*found;
}

bool has_group(const policy::Document& document, const policy::GroupId& group) {
  return std::ranges::find(document.groups, group, &policy::Group::id) != document.groups.end();
}

FeedFacts read_facts(db::Connection& db, const policy::FeedRules& feed) {
  FeedFacts facts{.feed = feed};
  facts.releases = catalog::releases(db, feed.id);
  for (auto& one : facts.releases) one.release.salt = salt(feed.id, one.release.version);
  facts.openings = catalog::openings(db, feed.id);
  facts.activations = catalog::activations(db, feed.id);
  facts.acts = catalog::acts(db, feed.id);
  return facts;
}

policy::Question question(db::Connection& db, const FeedFacts& facts, const policy::GroupId& group,
                          const Moment& moment) {
  policy::Question asked;
  asked.now = moment.now;
  asked.clock_suspect = moment.clock_suspect;
  asked.rules = policy::rules_for(moment.revision.document, facts.feed, group);
  if (asked.rules) {
    add_acts(asked.rules->limits, facts.acts, group);
    asked.stage = crypto::sha256(policy::canonical(*asked.rules));
  }
  for (const auto& one : facts.releases) asked.releases.push_back(one.release);
  for (const auto& opening : facts.openings) {
    auto& list = opening.group == group ? asked.facts.openings : asked.facts.others[opening.group];
    list.push_back(opening.opening);
  }
  asked.facts.approvals = catalog::approvals(db, facts.feed.id, group);
  return asked;
}

const catalog::ActivationRow* active(const FeedFacts& facts, const policy::GroupId& group) {
  const auto of_group = [&](const catalog::ActivationRow& one) { return one.group == group; };
  const auto found = std::find_if(facts.activations.rbegin(), facts.activations.rend(), of_group);
  return found == facts.activations.rend() ? nullptr : &*found;
}

const catalog::ReleaseRow& row(const FeedFacts& facts, policy::Sequence release) {
  // Rows are in order of sequence, which has no gaps: 1 is the first.
  policy::require(release.number >= 1 && release.number <= facts.releases.size(),
                  "a fact names a release of its feed");
  return facts.releases[release.number - 1];
}

}  // namespace relay::rollout
