#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/id.h"
#include "policy/release.h"
#include "policy/share.h"
#include "policy/skips.h"
#include "policy/time.h"

/// A world that is not there, in virtual time: a fleet, a vendor who now and then publishes
/// something bad, people, outages. What a policy would have made of it is simulate() (run.h).
namespace policy::simulate {

/// Shares of a group's devices that cannot be heard though nothing is wrong with them.
struct Absence {
  BasisPoints nights{};    ///< Off from 19:00 to 07:00, on their own wall, every night.
  BasisPoints weekends{};  ///< Off all Saturday and Sunday.
  BasisPoints hourly{};    ///< Switched off within any one hour, for `lasting`.
  Span lasting{std::chrono::hours{8}};
  BasisPoints reimaged{};  ///< Set up anew on any one day, with nothing on them.
};

struct Model {
  std::string name{};
  BasisPoints share = kEverybody;
};

/// Devices that behave alike. A group that a policy does not know is in that policy's default
/// group.
struct FleetGroup {
  GroupId group;
  std::uint32_t devices = 0;
  Span polls{std::chrono::hours{1}};  ///< Whole minutes, at least kBin.
  BasisPoints spread = kEverybody;    ///< Part of the interval over which the devices' turns lie.
  Span utc_offset{0};                 ///< Of their wall.
  Absence absence{};
  std::vector<Model> models{};  ///< Together everybody; empty: they are all alike.
};
constexpr std::uint64_t kMostDevices = 10'000'000;
constexpr std::size_t kMostModels = 16;

/// What a bad release does to the devices that it hits.
enum class Damage {
  FallSilent,     ///< The device never asks again, unless it is repaired.
  Fail,           ///< The device, or monitoring, says that it went wrong.
  FalsePositive,  ///< Nothing that a relay could see; only a check finds it.
};
const char* word(Damage damage);  ///< "fall-silent", "fail", "false-positive"

struct Fault {
  Damage does = Damage::FallSilent;
  Span after{0};                   ///< After the take: minutes, or days.
  BasisPoints share = kEverybody;  ///< Of the devices that take it …
  std::string model{};             ///< … and are of this model; empty: any.
};

struct Publication {
  Instant at{};
  VersionText version;
  std::optional<Fault> fault{};
  Marks marks{};
};

/// Devices cannot ask; nothing is wrong with them.
struct Outage {
  Instant from{};
  Instant until{};
  std::vector<GroupId> groups{};  ///< Empty: all.
};

/// When people are at their desks, Monday to Friday.
struct WorkingHours {
  Span from{std::chrono::hours{9}};
  Span until{std::chrono::hours{17}};
  Span utc_offset{0};
};

/// People let one release skip rules, everywhere, if the policy has people who may.
struct PlannedBypass {
  Instant at{};
  VersionText version;
  Skips skips{};
};

/// What people do, and how long after it could be done. Nothing: they never do it.
struct People {
  WorkingHours hours{};
  std::optional<Span> approve{};      ///< When nothing but approvals and the hour is in the way.
  std::optional<Span> judge{};        ///< An inconclusive gate that asks for people, by a bypass.
  std::optional<Span> acknowledge{};  ///< A halt: block, and the next release is the fix.
  std::optional<Span> repair{};       ///< A device that fell silent; at any hour.
  std::vector<PlannedBypass> bypasses{};
};

/// A test of the organisation's own: speaks about every release.
struct Bench {
  std::string name{};
  Span after{0};  ///< Of first sight.
  std::vector<Damage> finds{};
};

struct SimulatedFeed {
  FeedId id;
  ContentClass content = ContentClass::Intelligence;
  Span every{0};  ///< How often the relay asks the vendor; 0: it knows at once.
  Span rhythm{std::chrono::hours{24}};  ///< Between releases, before the scenario starts.
  bool confirms = false;                ///< Its clients say what they run.
};

/// One of the policies to compare.
struct ContenderFile {
  std::string name{};
  std::string file{};        ///< Empty: no relay, every device asks the vendor.
  bool supersession = true;  ///< Whether what is replaced abnormally fast is suspect.
};

struct Scenario {
  std::string name{};
  Instant start{};
  Span length{std::chrono::hours{24}};
  SimulatedFeed feed;
  std::vector<FleetGroup> fleet{};
  std::vector<Publication> vendor{};  ///< In order of time, none before `start`.
  std::vector<Outage> outages{};
  People people{};
  std::vector<Bench> checks{};
  std::vector<ContenderFile> policies{};
  std::uint64_t seed = 1;  ///< Another one gives every device another life.
};
/// Releases that were there before: everybody begins with the last of them, and what the vendor
/// publishes counts from the next number on.
constexpr std::uint64_t kBefore = 9;
constexpr Span kLongest{std::chrono::hours{24 * 400}};
constexpr std::size_t kMostPublications = 10'000;

/// The granularity of virtual time: devices ask at whole steps, evidence is counted by bins.
constexpr Span kStep{60};
constexpr Span kBin{300};

}  // namespace policy::simulate
