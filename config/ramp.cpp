#include "config/ramp.h"

#include "config/fields.h"
#include "config/shares.h"
#include "config/values.h"

namespace config {
namespace {

/// A step, and where its parts are written; a share that could not be read is nothing.
struct Step {
  std::optional<policy::BasisPoints> to{};
  policy::Span hold{0};
  Spot to_at{};
  Spot hold_at{};
  bool held = false;
};

Step read_step(Problems& problems, const Node& node, bool last) {
  const Fields fields{problems, node, {"a ramp's step", {"to", "hold"}}};
  Step step{.to_at = fields.at("to"), .hold_at = fields.at("hold")};
  step.to = percent(problems, fields.need("to"));
  const Node* const hold = last ? fields.get("hold") : fields.need("hold");
  step.held = hold != nullptr;
  step.hold = lasting(problems, hold).value_or(policy::Span{0});
  return step;
}

void check_end(Problems& problems, const Step& last) {
  if (last.to && *last.to != policy::kEverybody) {
    problems.add(last.to_at, "a ramp ends at 100%, and this one at " + policy::show(*last.to) +
                                 "; who is beyond would never get a release");
  }
  if (last.held) {
    problems.add(last.hold_at, "nothing comes after the last step; leave its 'hold' out");
  }
}

}  // namespace

std::vector<policy::RampStep> read_ramp(Problems& problems, const Node* node) {
  std::vector<policy::RampStep> ramp;
  const auto written = items(problems, node, "a list such as [{ to: 5%, hold: 4h }, { to: 100% }]");
  policy::BasisPoints reached = policy::kNobody;
  for (const Node* const item : written) {
    const bool last = item == written.back();
    const Step step = read_step(problems, *item, last);
    if (last) check_end(problems, step);
    if (!step.to) continue;
    if (*step.to <= reached) {
      problems.add(step.to_at, "a ramp rises; " + policy::show(*step.to) +
                                   " is not more than the " + policy::show(reached) + " before it");
    }
    reached = *step.to;
    ramp.push_back({*step.to, step.hold});
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "a ramp without steps opens to nobody; leave it out for 100% at once");
  }
  return ramp;
}

}  // namespace config
