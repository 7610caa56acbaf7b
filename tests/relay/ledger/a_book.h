#pragma once

#include <string>

#include "relay/ledger/book.h"
#include "tests/support/day.h"

/// A book that a test tells what it heard, minute by minute.
namespace tests {

using namespace std::chrono_literals;

inline policy::FeedId acme() {
  return *policy::FeedId::parse("acme");
}
inline policy::GroupId group(const char* name) {
  return *policy::GroupId::parse(name);
}

struct ABook {
  relay::ledger::Book book;
  policy::Instant now = day(4);  // A Monday.

  ABook() { book.listen(now); }

  /// Nothing else happens for so long.
  void pass(policy::Span span) {
    const auto end = now + span;
    for (; now + 5min <= end;) {
      now += 5min;
      book.listen(now);
      book.ripen();
    }
    now = end;
    book.listen(now);
    book.ripen();
  }

  using Kind = relay::ledger::Sighting::Kind;
  void hear(const char* of, std::uint64_t device, std::uint64_t release, Kind kind = Kind::Asked,
            policy::Span ago = 0s) {
    book.hear({.feed = acme(),
               .group = group(of),
               .voice = {device},
               .release = {release},
               .kind = kind,
               .at = now - ago},
              now);
  }
  void ask(const char* of, std::uint64_t device, std::uint64_t release) {
    hear(of, device, release);
  }
  void take(const char* of, std::uint64_t device, std::uint64_t release) {
    hear(of, device, release);
    hear(of, device, release, Kind::Took);
  }
  /// A device shows a credential, which was known by its address until now.
  void ask_as(const char* of, std::uint64_t device, std::uint64_t was, std::uint64_t release) {
    book.hear({.feed = acme(),
               .group = group(of),
               .voice = {device},
               .was = policy::Place{was},
               .release = {release},
               .at = now},
              now);
  }
  void confirm(const char* of, std::uint64_t device, std::uint64_t release) {
    hear(of, device, release);
    hear(of, device, release, Kind::Confirmed);
  }

  relay::ledger::Heard heard(const char* of = "pilot") {
    const auto evidence = book.look();
    const auto found = evidence.find({acme(), group(of)});
    return found == evidence.end() ? relay::ledger::Heard{} : found->second;
  }
  policy::Experience of(std::uint64_t release, const char* in = "pilot") {
    const auto known = heard(in);
    const auto found = known.experience.find({release});
    return found == known.experience.end() ? policy::Experience{} : found->second;
  }
  policy::Tally tally(std::uint64_t release, const char* in = "pilot") {
    return of(release, in).all;
  }

  /// One device that has asked every hour, the last time now.
  void hourly(const char* of, std::uint64_t device, std::uint64_t release) {
    for (int hour = 0; hour < 3; ++hour) {
      if (hour > 0) pass(1h);
      ask(of, device, release);
    }
  }
  /// So many devices of a group ask every hour for so long, spread over its first ten minutes.
  void all_hourly(const char* of, std::uint64_t devices, int hours, std::uint64_t release) {
    for (int hour = 0; hour < hours; ++hour) {
      for (std::uint64_t device = 1; device <= devices; ++device) ask(of, device, release);
      pass(1h);
    }
  }
};

inline std::string text(const policy::Tally& tally) {
  return "taken " + std::to_string(tally.taken) + ", mature " + std::to_string(tally.mature) +
         ", survived " + std::to_string(tally.survived) + ", confirmed " +
         std::to_string(tally.confirmed) + ", silent " + std::to_string(tally.silent);
}

}  // namespace tests
