#pragma once

#include "policy/experience.h"
#include "policy/skips.h"
#include "tests/policy/dice.h"

/// Rules and evidence that somebody could have written and seen.
namespace tests {

policy::Span random_hours(Dice& dice, unsigned most);
/// Of the roles "a" and "b".
std::vector<policy::ApprovalLine> random_lines(Dice& dice);
/// In UTC.
policy::CalendarPtr random_window(Dice& dice);
/// Without `watch`; half of them ask for evidence.
policy::Gate random_gate(Dice& dice);
std::vector<policy::RampStep> random_ramp(Dice& dice);
/// Everything of a stage but its groups and its gate, each now and then.
policy::Stage random_stage(Dice& dice);
policy::Skips random_skips(Dice& dice);
policy::Freshness random_freshness(Dice& dice);
policy::NoEvidence random_no_evidence(Dice& dice);
policy::Experience random_experience(Dice& dice);

}  // namespace tests
