#include "policy/measure.h"

namespace policy {
namespace {

constexpr double kRounding = 1e-12;  // 0.05 - 0.02 is a little more than 0.03.

std::string in_words(Control::Of of) {
  switch (of) {
    case Control::Of::Nothing:
      return " with nothing to compare with";
    case Control::Of::SameGroup:
      return " in the rest of the group";
    case Control::Of::OtherGroups:
      return " in other groups";
    case Control::Of::History:
      return " in the group's history";
  }
  return "";
}

std::string in_words(const Portion& portion) {
  return std::to_string(portion.part) + " of " + std::to_string(portion.whole);
}

}  // namespace

bool Measure::within() const {
  const double usual = compared() ? share(others()) : 0.0;
  return share(takes) - usual <= share(limit) + kRounding;
}

bool Measure::outage() const {
  return compared() && 2 * control.silent > control.mature;
}

bool Measure::proven(double chance) const {
  if (of == Of::Failures) return proven_over(limit, takes, chance);
  return compared() && proven_over(limit, takes, others(), chance);
}

std::string Measure::counts() const {
  if (of == Of::Failures) return whose + "failures " + in_words(takes) + " are";
  const std::string against = compared() ? " against " + in_words(others()) : "";
  return whose + "silence " + in_words(takes) + against + in_words(control.of) + " is";
}

std::vector<Measure> measures(const Gate& gate, const Experience& experience, std::uint64_t dead,
                              bool ephemeral) {
  const bool enough = experience.control.mature >= kEnoughTakes;
  const Control control = enough ? experience.control : Control{};
  std::vector<Measure> all;
  const auto add = [&](const std::string& whose, const Tally& tally, std::uint64_t gone) {
    if (gate.failed) {
      all.push_back(
          {Measure::Of::Failures, whose, *gate.failed, {tally.failed, tally.mature}, Control{}});
    }
    if (gate.silent && !ephemeral) {
      const Portion silence{tally.silent + gone, tally.mature + gone};
      all.push_back({Measure::Of::Silence, whose, *gate.silent, silence, control});
    }
  };
  add("", experience.all, dead);
  for (const std::string& attribute : gate.by) {
    const auto values = experience.by.find(attribute);
    if (values == experience.by.end()) continue;
    for (const auto& [value, tally] : values->second) {
      if (tally.mature >= kEnoughTakes) add(attribute + " '" + value + "': ", tally, 0);
    }
  }
  return all;
}

}  // namespace policy
