#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "policy/experience.h"
#include "policy/measure.h"

namespace policy {
namespace {

using Verdict = Finding::Verdict;

constexpr double kFailChance = 0.05;  // A fail wants a 95 % bound.

Finding of_quota(std::uint64_t have, std::uint64_t wanted, std::string_view done) {
  const std::string devices = " devices " + std::string{done};
  if (have < wanted) {
    return {Verdict::Inconclusive,
            std::to_string(have) + " of " + std::to_string(wanted) + devices};
  }
  return {Verdict::Pass,
          std::to_string(have) + devices + " (at least " + std::to_string(wanted) + ")"};
}

Finding of_measure(const Measure& measure) {
  const std::string counts = measure.counts(), limit = "the limit " + show(measure.limit);
  if (!measure.within() && measure.proven(kFailChance)) {
    return {Verdict::Fail, counts + " over " + limit + " with 95% certainty"};
  }
  if (measure.outage()) {
    return {Verdict::Inconclusive, counts + " an outage and shows nothing"};
  }
  if (!measure.within()) return {Verdict::Inconclusive, counts + " over " + limit};
  return {Verdict::Pass, counts + " within " + limit};
}

/// Survivors that a quota may count. Where silence decides as well, only among takes whose time to
/// return is over: many who return at once and the silent who are not known yet are no proof.
std::uint64_t survived(const Gate& gate, const Tally& all, bool ephemeral) {
  if (!gate.silent || ephemeral) return all.survived;
  return std::min(all.survived, all.mature - std::min(all.mature, all.silent + all.failed));
}

std::vector<Finding> findings(const Gate& gate, const Experience& experience, std::uint64_t seen,
                              bool ephemeral) {
  const Tally& all = experience.all;
  std::vector<Finding> found;
  if (gate.survived) {
    const std::uint64_t have = survived(gate, all, ephemeral);
    found.push_back(of_quota(have, gate.survived->of(seen), "have survived"));
  }
  if (gate.confirmed) {
    found.push_back(of_quota(all.confirmed, gate.confirmed->of(seen), "say that they run it"));
  }
  const auto limits = measures(gate, experience, experience.dead, ephemeral);
  if ((gate.failed || gate.silent) && all.mature == 0) {
    found.push_back({Verdict::Inconclusive, "no take is old enough to be judged"});
  } else {
    std::ranges::transform(limits, std::back_inserter(found), of_measure);
  }
  return found;
}

bool has(const std::vector<Finding>& found, Verdict verdict) {
  return std::ranges::find(found, verdict, &Finding::verdict) != found.end();
}

/// The sentences of what decided it.
Finding together(const std::vector<Finding>& found) {
  Finding all{Verdict::Pass, {}};
  if (has(found, Verdict::Inconclusive)) all.verdict = Verdict::Inconclusive;
  if (has(found, Verdict::Fail)) all.verdict = Verdict::Fail;
  for (const Finding& one : found) {
    if (one.verdict != all.verdict) continue;
    all.sentence += (all.sentence.empty() ? "" : "; ") + one.sentence;
  }
  return all;
}

}  // namespace

Finding judge(const Gate& gate, const Experience& experience, std::uint64_t seen, bool ephemeral) {
  if (seen == 0) return {Verdict::Inconclusive, "no device of the group was seen in 7 days"};
  const auto found = findings(gate, experience, seen, ephemeral);
  if (found.empty()) {
    return {Verdict::Pass, gate.silent ? "silence means nothing here" : "no evidence is asked for"};
  }
  return together(found);
}

}  // namespace policy
