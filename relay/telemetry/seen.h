#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "relay/telemetry/contact.h"

/// What is known of devices, for people. All texts are fit for one line.
namespace relay::telemetry {

/// What a device says of itself, and when it said so last.
struct Claim {
  policy::Sequence release{};
  policy::Instant at{};
  friend bool operator==(const Claim&, const Claim&) = default;
};

/// What a device did with one feed.
struct Visit {
  std::string feed{};
  std::string group{};  ///< Whose release it was given last.
  policy::Instant asked{};
  std::uint64_t requests = 0;
  policy::Sequence offered{};               ///< What it was to have then; 0: nothing.
  std::optional<int> status{};              ///< Of the last answer that is over.
  std::optional<std::string> path{};        ///< The same.
  std::optional<policy::Sequence> taken{};  ///< Given something new of it, to the last byte.
  std::optional<policy::Instant> taken_at{};
  /// What it says that it has, and was never offered as far as is remembered. A device that asks on
  /// for two days without saying so again has it no more.
  std::optional<Claim> never_offered{};
  friend bool operator==(const Visit&, const Visit&) = default;
};

struct Seen {
  std::string key{};  ///< A device's id, or the address of who has none.
  std::string name{};
  Known known = Known::Unknown;
  std::string address{};
  std::string agent{};
  policy::Instant asked{};
  std::vector<Visit> visits{};  ///< By the names of their feeds.
  friend bool operator==(const Seen&, const Seen&) = default;
};

/// Where a page of a list ends: with whom, who asked when.
struct Bookmark {
  policy::Instant asked{};
  std::string key{};
  friend bool operator==(const Bookmark&, const Bookmark&) = default;
};

/// Which devices; those who asked last come first.
struct Wanted {
  std::optional<std::string> group{};  ///< Given its release by some feed.
  std::optional<std::string> feed{};   ///< Who asked for something of it.
  std::optional<std::string> text{};   ///< In key, name, address or agent; case does not matter.
  // Of the named group and feed, where they are named; else of any.
  bool behind = false;         ///< It was offered a release that is newer than what it has taken.
  bool failing = false;        ///< Its last answer that is over was an error.
  bool never_offered = false;  ///< See Visit.
  std::optional<policy::Instant> silent_since{};  ///< It has asked for nothing since then.
  std::optional<Bookmark> after{};
  std::size_t most = 100;
};

struct List {
  std::vector<Seen> devices{};
  std::optional<Bookmark> next{};  ///< There are more.
};

const char* word(Known known);  ///< "certificate", "token", "address", "unknown"

}  // namespace relay::telemetry
