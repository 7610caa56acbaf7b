#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/simulate/run.h"

/// The scenarios and policies that come with the product, read as who uses them reads them.
namespace tests {

/// config/scenarios/NAME.yaml; it has no problem.
policy::simulate::Scenario shipped_scenario(const std::string& name);
/// The rules in a file of the product; they are not refused.
policy::Document shipped_rules(const std::string& file);
/// What whoever saves such a file is told of it.
std::vector<std::string> warnings_of(const std::string& file);
/// One of the policies that a scenario compares.
policy::simulate::Contender contender(const policy::simulate::Scenario& scenario,
                                      std::string_view name);

/// So many times fewer devices in each group, but no fewer than `least` where there were as many.
policy::simulate::Scenario scaled(policy::simulate::Scenario scenario, std::uint32_t times,
                                  std::uint32_t least = 10);

/// Only a part of it, of days since its start, with what the vendor does in these. Its outages must
/// be in it.
struct Days {
  int from = 0;
  int until = 0;
};
policy::simulate::Scenario part_of(policy::simulate::Scenario scenario, Days days);

/// What became of it under one of its policies; without pictures.
policy::simulate::Outcome told(const policy::simulate::Scenario& scenario, std::string_view policy);

/// Devices of a group, and of them those that took a release, or were harmed by it.
struct Counted {
  std::uint64_t devices = 0;
  std::uint64_t took = 0;
  std::uint64_t hit = 0;
};
Counted counted(const policy::simulate::Scenario& scenario,
                const policy::simulate::Outcome& outcome, std::string_view version,
                std::string_view group);
/// In all groups.
Counted counted(const policy::simulate::Scenario& scenario,
                const policy::simulate::Outcome& outcome, std::string_view version);

/// "2026-03-02 08:00 UTC opened monday → pilot at 10%": everything that happened by itself, in
/// order.
std::vector<std::string> story(const policy::simulate::Outcome& outcome);

}  // namespace tests
