#pragma once

#include <cstdint>
#include <vector>

#include "policy/experience.h"
#include "policy/id.h"
#include "policy/time.h"

/// When devices took a release: relay/app tells it.
namespace relay::admin {

/// Takes of about one moment.
struct TakesAt {
  policy::Instant at{};
  std::uint64_t taken = 0;
  std::uint64_t survived = 0;  ///< Of these: their devices came again in time.
  std::uint64_t silent = 0;    ///< Of these: they did not.
};

struct GroupTakes {
  policy::GroupId group;
  policy::Tally tally{};         ///< Of all takes until now.
  std::vector<TakesAt> takes{};  ///< Those that are remembered, in order of time.
};

}  // namespace relay::admin
