#include "relay/app/pilot_warnings.h"

#include <algorithm>

#include "policy/pilot.h"
#include "relay/rollout/recorded.h"
#include "relay/rollout/rule_book.h"

namespace relay::app {
namespace {

using Problems = std::vector<config::Problem>;

void add(Problems& problems, config::Problem problem) {
  const auto same = [&](const config::Problem& one) {
    return one.line == problem.line && one.sentence == problem.sentence;
  };
  if (std::ranges::none_of(problems, same)) problems.push_back(std::move(problem));
}

/// The groups that one group's gate watches, for one feed.
void add_watched(Problems& problems, const std::string& file, const policy::Rules& rules,
                 const policy::FeedFacts& facts) {
  const auto& gate = rules.stage.gate;
  if (!gate || !gate->asks_evidence()) return;
  for (const policy::Watched& watched : rules.watched) {
    const auto seen = facts.of(watched.group).seen;
    if (seen == 0) continue;
    const auto pilot = policy::pilot(*gate, watched, seen, policy::kUsualFault);
    if (!pilot.is_small()) continue;
    add(problems, {.file = file,
                   .line = gate->mark.line,
                   .sentence = "feed '" + rules.feed.text() + "', " + policy::sentence(pilot),
                   .severity = config::Severity::Warning});
  }
}

}  // namespace

Problems pilot_warnings(const std::filesystem::path& file, const policy::Document& document,
                        const Counted& counted) {
  Problems problems;
  for (const policy::FeedRules& feed : document.feeds) {
    const auto recorded = counted.state.read(
        [&](db::Connection& db) { return rollout::read_facts(db, feed, counted.evidence); });
    for (const auto& [group, rules] : rollout::rules_of(document, feed)) {
      if (rules) add_watched(problems, file.string(), *rules, recorded.facts);
    }
  }
  return problems;
}

}  // namespace relay::app
