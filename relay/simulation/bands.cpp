#include "relay/simulation/bands.h"

#include <algorithm>
#include <utility>

#include "policy/simulate/scenario.h"

namespace relay::simulation {
namespace {

using policy::simulate::Outcome;
using policy::simulate::ReleaseOutcome;
using Counts = std::vector<std::uint64_t>;

/// Of one release in one group; nothing where it had no number yet.
Counts have(const Outcome& outcome, std::size_t group, std::size_t number) {
  const auto& all = outcome.picture.have[group];
  if (number >= all.size()) return Counts(outcome.picture.times.size());
  return {all[number].begin(), all[number].end()};
}

void add(Counts& to, const Counts& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

bool anybody(const Band& band) {
  return std::ranges::any_of(band.devices, [](std::uint64_t count) { return count > 0; });
}

/// The good releases that were seen, oldest first, so many of them in each layer.
std::vector<Band> good(const Outcome& outcome, std::size_t group) {
  std::vector<const ReleaseOutcome*> seen;
  for (const ReleaseOutcome& release : outcome.releases) {
    if (release.sequence && !release.bad) seen.push_back(&release);
  }
  const std::size_t together = (seen.size() + kMostBands - 1) / kMostBands;
  std::vector<Band> made;
  for (std::size_t first = 0; first < seen.size(); first += together) {
    const std::size_t last = std::min(first + together, seen.size()) - 1;
    std::string name = seen[first]->version.text();
    if (last > first) name += " to " + seen[last]->version.text();
    Band band{.kind = Band::Kind::Good,
              .name = std::move(name),
              .number = made.size(),
              .devices = Counts(outcome.picture.times.size())};
    for (std::size_t i = first; i <= last; ++i) {
      add(band.devices, have(outcome, group, seen[i]->sequence->number));
    }
    made.push_back(std::move(band));
  }
  return made;
}

}  // namespace

std::vector<Band> bands(const Outcome& outcome, std::size_t group) {
  const auto& silent = outcome.picture.silent[group];
  std::vector<Band> made{
      {.kind = Band::Kind::Silent, .name = "silent", .devices = {silent.begin(), silent.end()}}};
  for (const ReleaseOutcome& release : outcome.releases) {
    if (!release.bad || !release.sequence) continue;
    made.push_back({.kind = Band::Kind::Bad,
                    .name = release.version.text(),
                    .devices = have(outcome, group, release.sequence->number)});
  }
  auto newer = good(outcome, group);
  std::move(newer.rbegin(), newer.rend(), std::back_inserter(made));
  Band before{.kind = Band::Kind::Before,
              .name = "what all had before",
              .devices = Counts(outcome.picture.times.size())};
  for (std::size_t number = 1; number <= policy::simulate::kBefore; ++number) {
    add(before.devices, have(outcome, group, number));
  }
  made.push_back(std::move(before));
  made.push_back(
      {.kind = Band::Kind::Nothing, .name = "nothing", .devices = have(outcome, group, 0)});
  std::erase_if(made, [](const Band& band) { return !anybody(band); });
  return made;
}

std::vector<double> totals(const std::vector<Band>& bands) {
  std::vector<double> all(bands.empty() ? 0 : bands.front().devices.size());
  for (const Band& band : bands) {
    for (std::size_t i = 0; i < all.size(); ++i) all[i] += static_cast<double>(band.devices[i]);
  }
  return all;
}

std::vector<std::uint64_t> struck(const Outcome& outcome) {
  Counts sum(outcome.picture.times.size());
  for (std::size_t group = 0; group < outcome.picture.have.size(); ++group) {
    for (const Band& band : bands(outcome, group)) {
      if (band.kind == Band::Kind::Silent || band.kind == Band::Kind::Bad) add(sum, band.devices);
    }
  }
  return sum;
}

}  // namespace relay::simulation
