#include "policy/simulate/draw.h"

#include <algorithm>
#include <cmath>

#include "policy/simulate/random.h"

namespace policy::simulate {
namespace {

constexpr double kOneDay = 86'400;

double between(Stream& chance, double low, double high) {
  return low + (high - low) * chance.unit();
}

double log_between(Stream& chance, double low, double high) {
  return low * std::pow(high / low, chance.unit());
}

std::size_t one_of(Stream& chance, std::size_t count) {
  return std::min(count - 1, static_cast<std::size_t>(chance.unit() * static_cast<double>(count)));
}

Span minutes(double seconds) {
  return std::max(kStep, Span{static_cast<Span::rep>(seconds) / kStep.count() * kStep.count()});
}

std::uint64_t devices(const Scenario& scenario) {
  std::uint64_t sum = 0;
  for (const FleetGroup& group : scenario.fleet) sum += group.devices;
  return sum;
}

void scale_down(std::vector<FleetGroup>& fleet, std::uint64_t all) {
  if (all <= kMostDrawn) return;
  for (FleetGroup& group : fleet) {
    const std::uint64_t fewer = std::uint64_t{group.devices} * kMostDrawn / all;
    const std::uint64_t least = std::min<std::uint64_t>(group.devices, 10);
    group.devices = static_cast<std::uint32_t>(std::max(fewer, least));
  }
}

Publication publication(Instant at, const std::string& version) {
  return {.at = at, .version = *VersionText::parse(version)};
}

Fault fault(Stream& chance, const std::vector<FleetGroup>& fleet) {
  Fault drawn;
  const double kind = chance.unit();
  drawn.does = kind < 0.4 ? Damage::FallSilent : kind < 0.7 ? Damage::Fail : Damage::FalsePositive;
  drawn.share = {static_cast<std::uint32_t>(std::lround(log_between(chance, 100, 10'000)))};
  drawn.after = minutes(log_between(chance, 60, 2 * kOneDay));
  const bool one_model = chance.unit() < 0.3;
  const auto& models = fleet[one_of(chance, fleet.size())].models;
  const std::size_t model = one_of(chance, std::max<std::size_t>(1, models.size()));
  if (one_model && !models.empty()) drawn.model = models[model].name;
  return drawn;
}

std::vector<Publication> vendor(Stream& chance, const Scenario& like) {
  const double length = static_cast<double>(like.length.count());
  const std::size_t count = std::max<std::size_t>(4, like.vendor.size());
  std::vector<Span> times;
  for (std::size_t i = 0; i + 1 < count; ++i)
    times.push_back(minutes(between(chance, 0, 0.8 * length)));
  std::ranges::sort(times);
  const std::size_t bad = one_of(chance, times.size());
  const Span fix = times[bad] + minutes(log_between(chance, 1'800, kOneDay / 2));
  std::vector<Publication> all;
  for (std::size_t i = 0; i < times.size(); ++i) {
    all.push_back(publication(like.start + times[i], "release " + std::to_string(i + 1)));
    if (i == bad) all.back().fault = fault(chance, like.fleet);
  }
  const Instant fixed = like.start + fix;
  const auto after = std::ranges::upper_bound(all, fixed, {}, &Publication::at);
  all.insert(after, publication(fixed, "fix"));
  return all;
}

std::vector<Outage> outages(Stream& chance, const Scenario& like) {
  if (chance.unit() >= 0.3) return {};
  const Span begin = minutes(between(chance, 0, 0.9 * static_cast<double>(like.length.count())));
  const Span lasts = minutes(between(chance, 3'600, 8 * 3'600));
  Outage drawn{.from = like.start + begin, .until = like.start + begin + lasts};
  if (chance.unit() < 0.5) drawn.groups = {like.fleet[one_of(chance, like.fleet.size())].group};
  return {drawn};
}

}  // namespace

Scenario draw(const Scenario& like, std::uint64_t seed) {
  Stream chance{seed};
  Scenario drawn = like;
  drawn.seed = chance.next();
  scale_down(drawn.fleet, devices(like));
  drawn.vendor = vendor(chance, like);
  drawn.outages = outages(chance, like);
  return drawn;
}

Spread spread(std::vector<double> values) {
  if (values.empty()) return {};
  std::ranges::sort(values);
  const std::size_t count = values.size();
  const double middle = (values[(count - 1) / 2] + values[count / 2]) / 2;
  return {.median = middle, .high = values[(count * 95 + 99) / 100 - 1]};
}

Summary summary(const Scenario& like, const std::vector<Outcome>& outcomes) {
  std::vector<double> exposed;
  std::vector<double> hit;
  std::vector<double> hours;
  Summary told;
  for (const Outcome& outcome : outcomes) {
    std::uint64_t fleet = 0;
    for (const std::uint32_t all : outcome.devices) fleet += all;
    exposed.push_back(share(outcome.exposure.took, fleet));
    hit.push_back(share(outcome.exposure.hit, fleet));
    hours.push_back(static_cast<double>(outcome.delay.value_or(like.length).count()) / 3'600);
    told.policy = outcome.policy;
    told.false_halts += static_cast<double>(outcome.false_halts);
  }
  if (!outcomes.empty()) told.false_halts /= static_cast<double>(outcomes.size());
  told.exposed = spread(std::move(exposed));
  told.hit = spread(std::move(hit));
  told.hours = spread(std::move(hours));
  return told;
}

}  // namespace policy::simulate
