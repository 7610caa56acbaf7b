#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/forecast.h"
#include "policy/simulate/scenario.h"

/// What became of a scenario under one policy.
namespace policy::simulate {

/// How long after its publication a release, or a newer one, was on this share of the devices that
/// were on. Nothing: not before the end.
struct Reach {
  std::optional<Span> half{};
  std::optional<Span> most{};  ///< 95 %.
  std::optional<Span> all{};
};

/// What a bad release did.
struct Exposure {
  std::uint64_t took = 0;  ///< Devices that were given it.
  std::uint64_t hit = 0;   ///< Of these: it harmed them.
};

/// One release of the vendor's in one group of the fleet.
struct GroupOutcome {
  std::uint64_t took = 0;
  std::uint64_t hit = 0;
  Reach reach{};
};

struct ReleaseOutcome {
  VersionText version;
  Instant at{};
  std::optional<Damage> bad{};
  std::optional<Sequence> sequence{};  ///< Nothing: the relay never saw it.
  std::vector<GroupOutcome> groups{};  ///< As the scenario's fleet.
  Reach reach{};                       ///< In the whole fleet.
};

struct HaltOutcome {
  Instant at{};
  GroupId group;
  VersionText version;
  std::string why{};
  bool deserved = false;  ///< The release is bad.
};

/// Who had what when, at a bounded number of moments.
struct Picture {
  std::vector<Instant> times{};
  /// By group of the fleet, by release's number (0: nothing; to kBefore: what all had before), by
  /// moment.
  std::vector<std::vector<std::vector<std::uint32_t>>> have{};
  std::vector<std::vector<std::uint32_t>> silent{};  ///< By group, by moment: hit and not repaired.
};

struct Outcome {
  std::string policy{};
  std::vector<std::uint32_t> devices{};  ///< In each group of the fleet.
  std::vector<ReleaseOutcome> releases{};
  std::vector<HaltOutcome> halts{};
  std::vector<Milestone> events{};  ///< Everything that opened, widened or was halted by itself.
  Picture picture{};

  // The two headlines, and what is to be weighed with them.
  Exposure exposure{};          ///< Of all bad releases together.
  std::optional<Span> delay{};  ///< Median time until a good release was on 95 % of the devices;
                                ///< nothing: it was not, of most good ones.
  std::optional<Span> worst_delay{};  ///< Nothing: some good release was not before the end.
  std::uint64_t good = 0;             ///< Good releases that had to come through, …
  std::uint64_t never = 0;            ///< … and of these, those that were not on 95 % at the end.
  std::uint64_t false_halts = 0;
  std::uint64_t requests = 0;  ///< That were answered.
};

/// Fills in the headlines from the rest.
void sum_up(Outcome& outcome);

}  // namespace policy::simulate
