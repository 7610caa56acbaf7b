#include "relay/simulation/many.h"

#include <utility>

#include "policy/simulate/random.h"

namespace relay::simulation {
namespace {

using policy::simulate::Outcome;

Draw draw_of(const policy::simulate::Summary& alone) {
  return {.exposed = alone.exposed.median, .hours = alone.hours.median};
}

/// What a summary looks at: a thousand months of releases and events would fill the memory.
Outcome headlines(Outcome outcome) {
  outcome.releases.clear();
  outcome.events.clear();
  return outcome;
}

}  // namespace

std::uint64_t requests(const policy::simulate::Scenario& like, const Chance& chance) {
  policy::simulate::Stream seeds{chance.seed};
  return requests(policy::simulate::draw(like, seeds.next())) * chance.count;
}

Many compare_many(policy::simulate::Scenario like,
                  const std::vector<policy::simulate::Contender>& contenders, const Chance& chance,
                  const Progress& progress) {
  Many made{.like = std::move(like), .seed = chance.seed, .count = chance.count};
  made.policies.resize(contenders.size());
  std::vector<std::vector<Outcome>> outcomes(contenders.size());
  policy::simulate::Stream seeds{chance.seed};
  for (std::size_t number = 0; number < chance.count; ++number) {
    progress(number, chance.count);
    const auto drawn = policy::simulate::draw(made.like, seeds.next());
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      outcomes[i].push_back(headlines(policy::simulate::simulate(drawn, contenders[i], 0)));
      made.policies[i].draws.push_back(
          draw_of(policy::simulate::summary(drawn, {outcomes[i].back()})));
    }
  }
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    made.policies[i].summary = policy::simulate::summary(made.like, outcomes[i]);
  }
  return made;
}

}  // namespace relay::simulation
