#include "relay/app/policy_desk.h"

#include <algorithm>
#include <utility>

#include "config/weakening.h"
#include "policy/require.h"
#include "relay/app/feeds.h"
#include "relay/app/outside.h"
#include "relay/app/pilot_warnings.h"
#include "relay/catalog/holders.h"
#include "relay/catalog/proposals.h"
#include "relay/crypto/sha256.h"

namespace relay::app {
namespace {

using admin::Accepted;
using admin::NotAccepted;
using policy::Refused;

Refused<NotAccepted> refused(NotAccepted::Kind kind, std::string what = {}) {
  return Refused{NotAccepted{kind, std::move(what)}};
}

admin::TextProblem told(const config::Problem& problem, const std::string& text) {
  const bool warning = problem.severity == config::Severity::Warning;
  return {.severity =
              warning ? admin::TextProblem::Severity::Warning : admin::TextProblem::Severity::Error,
          .line = problem.line,
          .column = problem.column,
          .sentence = problem.sentence + (problem.hint.empty() ? "" : "; " + problem.hint),
          .shown = config::show(problem, text),
          .missing = problem.missing};
}

catalog::RevisionRow in_force(db::Database& state) {
  auto row = state.read([](db::Connection& db) { return catalog::revision_in_force(db); });
  policy::require(row.has_value(), "a relay that runs has a policy in force");
  return *std::move(row);
}

using OrWhyNot = policy::Result<catalog::Proposal, NotAccepted>;

/// The open proposal, to which this person may say yes.
OrWhyNot open(db::Connection& db, std::int64_t number, const catalog::Deed& deed) {
  auto proposal = catalog::proposal(db, number);
  if (proposal && !proposal->title.end && deed.at >= proposal->title.until) {
    return refused(NotAccepted::Kind::NotNow,
                   catalog::against_vote(db, *proposal, deed.actor, deed.at)->what);
  }
  const auto newest = catalog::open_proposal(db, deed.at);
  if (!newest || newest->number != number) {
    return refused(NotAccepted::Kind::Unknown,
                   "proposal " + std::to_string(number) + " is not open: " +
                       (newest ? "proposal " + std::to_string(newest->number) + " is" : "none is"));
  }
  policy::require(proposal.has_value(), "a proposal that is open is recorded");
  const auto against = catalog::against_vote(db, *proposal, deed.actor, deed.at);
  if (against) return refused(NotAccepted::Kind::NotNow, against->what);
  return *std::move(proposal);
}

}  // namespace

PolicyDesk::PolicyDesk(Engine& engine, std::filesystem::path file, Revise revise)
    : engine_{engine}, file_{std::move(file)}, revise_{std::move(revise)} {}

admin::PolicyText PolicyDesk::read(const std::string& text) const {
  auto reading = config::read_policy(file_.string(), text, outside());
  auto problems = std::move(reading.problems);
  if (reading.value) {
    const auto missing = feed_problems(file_, *reading.value);
    problems.insert(problems.end(), missing.begin(), missing.end());
    if (!missing.empty()) reading.value.reset();
  }
  if (reading.value) {
    const auto small =
        pilot_warnings(file_, reading.value->rules, {engine_.state(), engine_.revision().evidence});
    problems.insert(problems.end(), small.begin(), small.end());
  }
  admin::PolicyText read;
  for (const config::Problem& problem : problems) read.problems.push_back(told(problem, text));
  if (reading.value) read.document = std::move(reading.value->rules);
  return read;
}

std::vector<std::string> PolicyDesk::weakened(const std::string& before,
                                              const std::string& after) const {
  const auto earlier = config::read_policy(file_.string(), before, outside());
  const auto later = config::read_policy(file_.string(), after, outside());
  if (earlier.value && later.value) return config::weakened(*earlier.value, *later.value);
  // It did check: files that it names may be gone since.
  return {
      "one of the texts cannot be read any more, so nothing proves that the new one protects as "
      "much"};
}

policy::Result<LoadedPolicy, NotAccepted> PolicyDesk::load(const std::string& text) const {
  auto loaded = load_policy(file_, text);
  if (!loaded || !feed_problems(file_, loaded->policy).empty()) {
    return refused(NotAccepted::Kind::BadText,
                   "the text does not check; 'sluice policy check' shows every problem");
  }
  return *std::move(loaded);
}

PolicyDesk::Outcome PolicyDesk::apply(const admin::Candidate& candidate,
                                      const catalog::Deed& deed) {
  const auto now = in_force(engine_.state());
  if (now.digest != candidate.base) return refused(NotAccepted::Kind::OtherBase);
  if (now.text == candidate.text) {
    return refused(NotAccepted::Kind::NotNow, "revision " + std::to_string(now.number) +
                                                  " has exactly this text and is in force");
  }
  auto loaded = load(candidate.text);
  if (!loaded) return Refused{loaded.error()};
  loaded->authors = {deed.actor};
  if (is_alone(deed.actor) || weakened(now.text, candidate.text).empty()) {
    return put_in_force(*loaded, deed);
  }
  return Accepted{Accepted::As::Proposal, propose(now, candidate.text, deed)};
}

PolicyDesk::Outcome PolicyDesk::approve(std::int64_t number, const catalog::Deed& deed) {
  const auto found =
      engine_.state().read([&](db::Connection& db) { return open(db, number, deed); });
  if (!found) return Refused{found.error()};
  auto loaded = load(found->body);
  if (!loaded) return Refused{loaded.error()};
  const catalog::ProposalTitle& title = found->title;
  loaded->authors = found->parties;
  loaded->authors.push_back(title.said.by);
  loaded->along = [&](db::Transaction& tx) -> policy::Result<policy::Done, std::string> {
    const auto agreed = catalog::vote(tx, number, title.digest, deed);
    if (!agreed) return Refused{agreed.error().what};
    catalog::end_proposal(tx, number, catalog::Ending::Done, deed);
    return policy::Done{};
  };
  return put_in_force(*loaded, {.at = deed.at,
                                .actor = title.said.by,
                                .reason = "proposed by " + title.said.by + ": " + title.said.why +
                                          "; agreed by " + deed.actor + ": " + deed.reason,
                                .via = "proposal " + std::to_string(number)});
}

PolicyDesk::Outcome PolicyDesk::put_in_force(const LoadedPolicy& loaded,
                                             const catalog::Deed& deed) {
  const auto done = revise_(loaded, deed);
  if (!done) return refused(NotAccepted::Kind::NotNow, done.error());
  return Accepted{Accepted::As::Revision, engine_.revision().number};
}

// Before there are accounts nobody can be asked who could be the second.
bool PolicyDesk::is_alone(const std::string& person) const {
  const bool one = engine_.revision().single_person;
  return engine_.state().read([&](db::Connection& db) {
    if (catalog::is_nobody_known(db)) return one;
    return !catalog::others_hold(db, person, catalog::kPolicyRole, {});
  });
}

std::int64_t PolicyDesk::propose(const catalog::RevisionRow& base, const std::string& text,
                                 const catalog::Deed& deed) {
  catalog::PolicyChange change{.base = base.number, .text = text};
  change.digest = crypto::sha256(catalog::bound_text(catalog::proposal_of(change, deed.at)));
  return engine_.state().write(
      [&](db::Transaction& tx) { return catalog::propose(tx, change, deed); });
}

}  // namespace relay::app
