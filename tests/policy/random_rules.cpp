#include "tests/policy/random_rules.h"

#include <algorithm>
#include <memory>

namespace tests {

using namespace std::chrono_literals;

policy::Span random_hours(Dice& dice, unsigned most) {
  return std::chrono::hours{dice.upto(most)};
}

std::vector<policy::ApprovalLine> random_lines(Dice& dice) {
  std::vector<policy::ApprovalLine> lines{{.role = dice.once_in(2) ? "a" : "b"}};
  if (dice.once_in(3)) lines.push_back({.role = "a", .people = 1 + dice.upto(1)});
  return lines;
}

policy::CalendarPtr random_window(Dice& dice) {
  policy::Calendar calendar{.name = "window"};
  for (unsigned n = 0; n <= dice.upto(1); ++n) {
    calendar.open.push_back({.at = random_hours(dice, 23), .lasts = 1h + random_hours(dice, 11)});
    if (dice.once_in(3)) calendar.open.back().days = {std::chrono::weekday{dice.upto(6)}};
  }
  if (dice.once_in(4)) calendar.not_within = {.of = random_hours(dice, 24), .before_weekend = true};
  return std::make_shared<const policy::Calendar>(std::move(calendar));
}

policy::Gate random_gate(Dice& dice) {
  policy::Gate gate{.bake = random_hours(dice, 24)};
  if (dice.once_in(4)) gate.survived = policy::Quota{.devices = dice.upto(20)};
  if (dice.once_in(4)) gate.failed = policy::BasisPoints{dice.upto(500)};
  if (dice.once_in(6)) gate.silent = policy::BasisPoints{dice.upto(500)};
  return gate;
}

std::vector<policy::RampStep> random_ramp(Dice& dice) {
  std::vector<policy::RampStep> ramp;
  for (std::uint32_t to = 1 + dice.upto(3'000); to < 10'000; to += 1 + dice.upto(5'000)) {
    ramp.push_back({{to}, random_hours(dice, 12)});
  }
  ramp.push_back({policy::kEverybody, 0h});
  return ramp;
}

policy::Stage random_stage(Dice& dice) {
  policy::Stage stage;
  if (dice.once_in(2)) stage.soak = random_hours(dice, 48);
  if (dice.once_in(4)) stage.checks = {{.name = "bench"}};
  if (dice.once_in(3)) stage.approve = random_lines(dice);
  if (dice.once_in(6)) stage.approve_high_risk = random_lines(dice);
  if (dice.once_in(3)) stage.window = random_window(dice);
  if (dice.once_in(2)) stage.ramp = random_ramp(dice);
  return stage;
}

policy::Skips random_skips(Dice& dice) {
  policy::Skips skips;
  for (unsigned rule = 0; rule <= static_cast<unsigned>(policy::Skippable::Ramp); ++rule) {
    if (dice.once_in(2)) skips = skips.with(static_cast<policy::Skippable>(rule));
  }
  return skips;
}

policy::Freshness random_freshness(Dice& dice) {
  return {.ceiling = 1h + random_hours(dice, 200),
          .then = static_cast<policy::Freshness::Then>(dice.upto(1))};
}

policy::NoEvidence random_no_evidence(Dice& dice) {
  return {.after = random_hours(dice, 24),
          .then = static_cast<policy::NoEvidence::Then>(dice.upto(2))};
}

policy::Experience random_experience(Dice& dice) {
  policy::Experience shown;
  shown.all.survived = dice.upto(40);
  shown.all.failed = dice.once_in(6) ? dice.upto(20) : 0;
  shown.all.silent = dice.once_in(4) ? dice.upto(5) : 0;
  shown.all.mature = shown.all.survived + shown.all.failed + shown.all.silent;
  shown.all.taken = shown.all.mature + dice.upto(5);
  shown.control = {policy::Control::Of::SameGroup, 200, dice.upto(10)};
  shown.looks = dice.upto(10);
  return shown;
}

}  // namespace tests
