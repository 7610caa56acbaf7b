#include "policy/weaker_stage.h"

#include <algorithm>
#include <map>
#include <set>

#include "policy/journey.h"
#include "policy/spelled.h"

namespace policy {
namespace {

using Sentences = std::vector<std::string>;

std::string changed(const std::string& what, const std::string& before, const std::string& after) {
  return what + " " + before + " → " + after;
}

bool asks_less(const Quota& before, const Quota& after) {
  if (before.devices.has_value() != after.devices.has_value()) return true;
  return before.devices ? *after.devices < *before.devices : after.share < before.share;
}

void add_quota(Sentences& sentences, const char* what, const std::optional<Quota>& before,
               const std::optional<Quota>& after) {
  if (!before) return;
  if (!after) {
    sentences.push_back(std::string{"the gate no longer asks that "} + what + " are at least " +
                        show(*before));
  } else if (asks_less(*before, *after)) {
    sentences.push_back(changed(what, show(*before), show(*after)));
  }
}

void add_limit(Sentences& sentences, const char* what, const std::optional<BasisPoints>& before,
               const std::optional<BasisPoints>& after) {
  if (!before) return;
  if (!after) {
    sentences.push_back(std::string{"the gate no longer limits "} + what + " to " + show(*before));
  } else if (*after > *before) {
    sentences.push_back(changed(what, show(*before), show(*after)));
  }
}

void add_watched(Sentences& sentences, const Met& before, const Met& after) {
  const auto still = watched_by(after.path, after.stage);
  for (const GroupId& group : watched_by(before.path, before.stage)) {
    if (std::ranges::count(still, group) > 0) continue;
    sentences.push_back("the gate no longer watches '" + group.text() + "'");
  }
}

void add_gate(Sentences& sentences, const Met& before, const Met& after) {
  const auto& old_gate = before.path.stages[before.stage].gate;
  const auto& new_gate = after.path.stages[after.stage].gate;
  if (!old_gate) return;
  if (!new_gate) {
    sentences.emplace_back("the gate is gone");
    return;
  }
  if (new_gate->bake < old_gate->bake) {
    sentences.push_back(changed("bake", show(old_gate->bake), show(new_gate->bake)));
  }
  add_quota(sentences, "survived", old_gate->survived, new_gate->survived);
  add_quota(sentences, "confirmed", old_gate->confirmed, new_gate->confirmed);
  add_limit(sentences, "failed", old_gate->failed, new_gate->failed);
  add_limit(sentences, "silent", old_gate->silent, new_gate->silent);
  for (const auto& attribute : old_gate->by) {
    if (std::ranges::count(new_gate->by, attribute) > 0) continue;
    sentences.push_back("the gate no longer judges each '" + attribute + "' by itself");
  }
  add_watched(sentences, before, after);
}

void add_checks(Sentences& sentences, const Stage& before, const Stage& after) {
  for (const CheckName& check : before.checks) {
    if (std::ranges::count(after.checks, check.name, &CheckName::name) > 0) continue;
    sentences.push_back("check '" + check.name + "' is gone");
  }
}

const std::vector<ApprovalLine>& at_high_risk(const Stage& stage) {
  return stage.approve_high_risk.empty() ? stage.approve : stage.approve_high_risk;
}

void add_approval(Sentences& sentences, const Stage& before, const Stage& after) {
  for (const auto& fewer : fewer_people(before.approve, after.approve)) {
    sentences.push_back("approval " + fewer);
  }
  if (before.approve_high_risk.empty() && after.approve_high_risk.empty()) return;
  for (const auto& fewer : fewer_people(at_high_risk(before), at_high_risk(after))) {
    sentences.push_back("approval of high risk " + fewer);
  }
}

/// How far a ramp has come so long after it began.
BasisPoints reached_at(const std::vector<RampStep>& ramp, Span since) {
  BasisPoints reached = kEverybody;
  Span begins{0};
  for (const RampStep& step : ramp) {
    if (begins > since) break;
    reached = step.to;
    begins += step.hold;
  }
  return reached;
}

std::set<Span> begins_of(const std::vector<RampStep>& ramp) {
  std::set<Span> begins{Span{0}};
  Span next{0};
  for (const RampStep& step : ramp) {
    begins.insert(next);
    next += step.hold;
  }
  return begins;
}

void add_ramp(Sentences& sentences, const std::vector<RampStep>& before,
              const std::vector<RampStep>& after) {
  // Shares only rise when a step begins, so one that is ahead anywhere is ahead at one of its own.
  const auto ahead = [&](Span at) { return reached_at(after, at) > reached_at(before, at); };
  if (!std::ranges::any_of(begins_of(after), ahead)) return;
  sentences.push_back(changed("ramp", spelled(before), after.empty() ? "none" : spelled(after)));
}

int yielding(const std::optional<NoEvidence>& no_evidence) {
  if (!no_evidence) return 0;
  switch (no_evidence->then) {
    case NoEvidence::Then::Hold:
      return 0;
    case NoEvidence::Then::Ask:
      return 1;
    case NoEvidence::Then::Open:
      return 2;
  }
  return 2;
}

void add_no_evidence(Sentences& sentences, const std::optional<NoEvidence>& before,
                     const std::optional<NoEvidence>& after) {
  const int was = yielding(before), is = yielding(after);
  const char* const old_word = before ? word(before->then) : word(NoEvidence::Then::Hold);
  if (is > was) {
    sentences.push_back(changed("without evidence", old_word, word(after->then)));
  } else if (is == was && is > 0 && after->after < before->after) {
    sentences.push_back(changed(std::string{"without evidence "} + old_word + " after",
                                show(before->after), show(after->after)));
  }
}

bool advances(const std::optional<Freshness>& freshness) {
  return freshness && freshness->then == Freshness::Then::Advance;
}

void add_freshness(Sentences& sentences, const std::optional<Freshness>& before,
                   const std::optional<Freshness>& after) {
  if (advances(after) && !advances(before)) {
    sentences.push_back("content older than " + show(after->ceiling) + " now skips the rules");
  } else if (advances(after) && after->ceiling < before->ceiling) {
    sentences.push_back(
        changed("content skips the rules after", show(before->ceiling), show(after->ceiling)));
  }
  if (before && !after) {
    sentences.emplace_back("nobody is told any more when content grows old");
  } else if (before && !advances(before) && after->ceiling > before->ceiling) {
    sentences.push_back(
        changed("ceiling of old content", show(before->ceiling), show(after->ceiling)));
  }
}

}  // namespace

std::vector<std::string> fewer_people(const std::vector<ApprovalLine>& before,
                                      const std::vector<ApprovalLine>& after) {
  std::map<std::string, unsigned> asked;
  std::map<std::string, Asks> told;
  for (const ApprovalLine& line : after) {
    asked[line.role] += line.people;
    told[line.role] = line.asks;
  }
  Sentences sentences;
  for (const ApprovalLine& line : before) {
    const unsigned still = asked[line.role];
    if (still == 0) {
      sentences.push_back("no longer asks " + spelled(std::vector{line}));
    } else if (still < line.people) {
      sentences.push_back("by " + line.role + " " + std::to_string(line.people) + " → " +
                          std::to_string(still));
    }
    const std::string untold = spelled(left_out(line.asks, told[line.role]));
    if (still > 0 && !untold.empty()) sentences.push_back("by " + line.role + " without " + untold);
  }
  return sentences;
}

std::vector<std::string> weaker_stage(const Met& before, const Met& after) {
  const Stage& old_stage = before.path.stages[before.stage];
  const Stage& new_stage = after.path.stages[after.stage];
  Sentences sentences;
  if (after.stage < before.stage) {
    sentences.push_back(
        changed("stage", std::to_string(before.stage + 1), std::to_string(after.stage + 1)));
  }
  if (new_stage.soak < old_stage.soak) {
    sentences.push_back(changed("soak", show(old_stage.soak), show(new_stage.soak)));
  }
  add_gate(sentences, before, after);
  add_checks(sentences, old_stage, new_stage);
  add_approval(sentences, old_stage, new_stage);
  if (old_stage.window && !new_stage.window) {
    sentences.push_back("window '" + old_stage.window->name + "' is gone");
  }
  add_ramp(sentences, old_stage.ramp, new_stage.ramp);
  return sentences;
}

std::vector<std::string> weaker_patience(const Path& before, const Path& after) {
  Sentences sentences;
  add_no_evidence(sentences, before.no_evidence, after.no_evidence);
  add_freshness(sentences, before.freshness, after.freshness);
  return sentences;
}

}  // namespace policy
