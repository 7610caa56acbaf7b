#include "relay/rollout/evidence.h"

namespace relay::rollout {
namespace {

std::string since_when(const policy::Opening* opening) {
  if (opening == nullptr) return "not open";
  const auto settled = opening->settled();
  if (settled) return "open to all since " + policy::show(*settled);
  return "open to " + policy::show(opening->reached());
}

std::string finding(const policy::Gate& gate, const policy::Watched& watched,
                    const policy::GroupFacts& there, policy::Sequence release) {
  if (!gate.asks_evidence()) return {};
  const auto known = there.experience.find(release);
  const policy::Experience seen =
      known == there.experience.end() ? policy::Experience{} : known->second;
  return ", " + policy::judge(gate, seen, there.seen, watched.ephemeral).sentence;
}

}  // namespace

std::string evidence(const policy::Question& asked, policy::Sequence release) {
  if (asked.rules == nullptr || !asked.rules->stage.gate) return {};
  std::string text;
  for (const policy::Watched& watched : asked.rules->watched) {
    const policy::GroupFacts& there = asked.facts.of(watched.group);
    text += (text.empty() ? "" : "; ") + watched.group.text() + ": " +
            since_when(there.opening_of(release)) +
            finding(*asked.rules->stage.gate, watched, there, release);
  }
  return text;
}

}  // namespace relay::rollout
