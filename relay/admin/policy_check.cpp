#include "relay/admin/policy_check.h"

#include <algorithm>
#include <utility>

#include "policy/difference.h"
#include "policy/effect.h"
#include "relay/admin/policies.h"
#include "relay/catalog/revisions.h"
#include "relay/crypto/sha256.h"
#include "relay/rollout/recorded.h"
#include "relay/rollout/rule_book.h"

namespace relay::admin {
namespace {

using namespace std::chrono_literals;
using json::Value;

/// How far effects are looked for: beyond, too much else will have happened.
constexpr policy::Span kHorizon = 24h * 90;

Value describe_problem(const TextProblem& problem) {
  const bool warning = problem.severity == TextProblem::Severity::Warning;
  return Value::Record{{"severity", warning ? "warning" : "error"},
                       {"line", problem.line == 0 ? Value{} : Value{problem.line}},
                       {"column", problem.column == 0 ? Value{} : Value{problem.column}},
                       {"sentence", problem.sentence},
                       {"shown", problem.shown},
                       {"missing", problem.missing.empty() ? Value{} : Value{problem.missing}}};
}

/// The text is a field of the body.
Value::List errors_in(const std::vector<TextProblem>& problems) {
  Value::List errors;
  for (const TextProblem& one : problems) {
    if (one.severity != TextProblem::Severity::Error) continue;
    errors.push_back(Value::Record{{"path", "text"},
                                   {"line", one.line == 0 ? Value{} : Value{one.line}},
                                   {"column", one.column == 0 ? Value{} : Value{one.column}},
                                   {"message", one.sentence}});
  }
  return errors;
}

Value describe_effect(const policy::FeedId& feed, const policy::Effect& effect,
                      const policy::FeedFacts& facts, policy::Instant now) {
  return Value::Record{{"feed", feed.text()},
                       {"group", effect.group.text()},
                       {"version", facts.release(effect.release).version.text()},
                       {"before", effect.before},
                       {"after", effect.after},
                       {"taken_back", effect.taken_back},
                       {"sentence", policy::sentence(effect, facts, now)}};
}

/// Two documents, and what is recorded of the feeds of the second.
struct BothTexts {
  const policy::Document& before;
  const policy::Document& after;
  const policy::Moment& moment;
};

void add_effects(Value::List& effects, const BothTexts& change, const rollout::Recorded& recorded) {
  const auto* const was = rollout::feed_of(change.before, recorded.feed.id);
  if (was == nullptr) return;  // Nothing of a new feed has ever been seen.
  const auto found = policy::effects(rollout::rules_of(change.before, *was),
                                     rollout::rules_of(change.after, recorded.feed), recorded.facts,
                                     change.moment, change.moment.now + kHorizon);
  for (const policy::Effect& effect : found) {
    effects.push_back(describe_effect(recorded.feed.id, effect, recorded.facts, change.moment.now));
  }
}

Value effects(const Parts& parts, const Call& call, const BothTexts& change) {
  std::vector<rollout::Recorded> recorded;
  parts.state.read([&](db::Connection& db) {
    for (const policy::FeedRules& feed : change.after.feeds) {
      recorded.push_back(rollout::read_facts(db, feed, call.revision.evidence));
    }
  });
  Value::List all;
  for (const rollout::Recorded& of_feed : recorded) add_effects(all, change, of_feed);
  return all;
}

}  // namespace

PolicyCheck check_policy(const Parts& parts, const Call& call, const std::string& text) {
  const PolicyText read = parts.policies.read(text);
  Value::List problems;
  for (const TextProblem& problem : read.problems) problems.push_back(describe_problem(problem));
  std::string base_text;
  auto base = parts.state.read([&](db::Connection& db) {
    base_text = catalog::revision(db, call.revision.number)->text;
    return describe_revision(db, call.revision.number);
  });
  PolicyCheck check{.errors = errors_in(read.problems),
                    .fields = {{"good", read.document.has_value()},
                               {"digest", crypto::sha256(text)},
                               {"base", std::move(base)},
                               {"problems", std::move(problems)}}};
  const policy::Moment moment = moment_of(parts, call);
  Value differences = Value::List{}, weaker = Value::List{}, changes = Value::List{};
  if (read.document) {
    const BothTexts change{call.revision.document, *read.document, moment};
    differences = list_of(policy::differences(change.before, change.after));
    const auto sentences = parts.policies.weakened(base_text, text);
    check.weaker = !sentences.empty();
    weaker = list_of(sentences);
    changes = effects(parts, call, change);
  }
  check.fields.push_back({"differences", std::move(differences)});
  check.fields.push_back({"weaker", std::move(weaker)});
  check.fields.push_back({"effects", std::move(changes)});
  check.fields.push_back({"until", moment.now + kHorizon});
  return check;
}

}  // namespace relay::admin
