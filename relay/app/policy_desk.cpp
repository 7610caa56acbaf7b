#include "relay/app/policy_desk.h"

#include <algorithm>
#include <utility>

#include "config/weakening.h"
#include "policy/require.h"
#include "relay/app/feeds.h"
#include "relay/app/outside.h"
#include "relay/app/pilot_warnings.h"
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
          .shown = config::show(problem, text)};
}

catalog::RevisionRow in_force(db::Database& state) {
  auto row = state.read([](db::Connection& db) { return catalog::revision_in_force(db); });
  policy::require(row.has_value(), "a relay that runs has a policy in force");
  return *std::move(row);
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
  const auto loaded = load(candidate.text);
  if (!loaded) return Refused{loaded.error()};
  const bool alone = engine_.revision().single_person;
  if (alone || weakened(now.text, candidate.text).empty()) return put_in_force(*loaded, deed);
  return Accepted{Accepted::As::Proposal, propose(now, candidate.text, deed)};
}

PolicyDesk::Outcome PolicyDesk::approve(std::int64_t proposal, const catalog::Deed& deed) {
  const auto open =
      engine_.state().read([](db::Connection& db) { return catalog::open_proposal(db); });
  if (!open || open->number != proposal) {
    return refused(NotAccepted::Kind::Unknown,
                   "proposal " + std::to_string(proposal) + " is not open: " +
                       (open ? "proposal " + std::to_string(open->number) + " is" : "none is"));
  }
  if (open->by == deed.actor) {
    return refused(NotAccepted::Kind::NotNow,
                   deed.actor + " proposed it, so somebody else must say yes");
  }
  const auto loaded = load(open->proposed.text);
  if (!loaded) return Refused{loaded.error()};
  catalog::Deed both = deed;
  both.reason = "proposed by " + open->by + ": " + open->reason + "; approved: " + deed.reason;
  return put_in_force(*loaded, both);
}

PolicyDesk::Outcome PolicyDesk::put_in_force(const LoadedPolicy& loaded,
                                             const catalog::Deed& deed) {
  const auto done = revise_(loaded, deed);
  if (!done) return refused(NotAccepted::Kind::NotNow, done.error());
  return Accepted{Accepted::As::Revision, engine_.revision().number};
}

std::int64_t PolicyDesk::propose(const catalog::RevisionRow& base, const std::string& text,
                                 const catalog::Deed& deed) {
  return engine_.state().write([&](db::Transaction& tx) {
    return catalog::propose(tx, {base.number, crypto::sha256(text), text}, deed);
  });
}

}  // namespace relay::app
