#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "relay/db/database.h"
#include "relay/db/look.h"
#include "relay/io/log.h"
#include "relay/telemetry/pad.h"
#include "relay/telemetry/seen.h"
#include "relay/telemetry/takes.h"
#include "relay/telemetry/tallies.h"

namespace relay::telemetry {

/// What devices did, recorded from the requests that are served: a pad for each loop of the
/// endpoints' doors, and a file that may be deleted at any time. It never stops serving: where the
/// file cannot be opened all of it is kept in memory until the relay ends, and what cannot be
/// written waits, as far as there is room for it. The log says so.
class Telemetry {
 public:
  struct Settings {
    std::filesystem::path file{};
    std::size_t loops = 1;
    std::uint64_t salt = 0;  ///< See Sheet.
    std::uint64_t most_bytes = 268'435'456;
    std::size_t most_unwritten = 16'384;  ///< Devices and feeds.
    std::size_t most_of_crowd = 1'024;    ///< Devices, of each IPv6 /64; see crowd_of.
    policy::Span kept{std::chrono::days{30}};
  };
  Telemetry(const Settings& settings, io::Log& log);

  /// The loop's own.
  Pad& pad(std::size_t loop) { return *pads_[loop]; }

  /// One round of the recorder: what is new goes to disk at most every kCommit.
  void record(policy::Instant now);
  static constexpr policy::Span kCommit{60};
  /// The last round, when no loop notes anything any more: all of it goes to disk.
  void finish(policy::Instant now);

  // Safe from any thread, and what record() heard of last is in it:
  List list(const Wanted& wanted);
  std::optional<Seen> device(const std::string& key);
  std::vector<Take> takes(const std::string& key);
  /// Now, for who asks what follows many times over.
  void write_down();
  /// Those of these devices that have asked, as far as was written down last.
  std::set<std::string> remembered(const std::vector<std::string>& keys);
  struct Counts {
    std::uint64_t devices = 0;
    std::uint64_t left_out = 0;  ///< What found no room, since the relay was started.
  };
  Counts counts();
  /// Walks all visits, beside whoever writes. What was found stands for kTallied, by the time that
  /// `silent_since` goes on: who looks after the first pays nothing.
  std::map<std::string, GroupTally> by_group(policy::Instant silent_since);
  static constexpr policy::Span kTallied{10};
  /// As it was written down last, a minute ago at most: asks no file, for it is part of what
  /// everybody looks at who wants to stop something.
  std::vector<NeverOffered> never_offered() const;
  /// Walks all visits, beside whoever writes.
  std::map<std::string, Offers> offers(const std::string& feed, policy::Sequence release);

 private:
  void hear(policy::Instant now);
  void hear(const Note& note, policy::Instant now);
  Note* room_for(const Note& note);
  bool write(policy::Instant now);
  void look_for_never_offered();

  std::unique_ptr<db::Database> open();
  std::unique_ptr<db::Look> look();
  template <class Work>
  auto walk(Work work);

  struct Tallied {
    policy::Instant silent_since{};
    std::map<std::string, GroupTally> groups{};
  };

  Settings settings_;
  io::Log& log_;
  std::vector<std::unique_ptr<Pad>> pads_;
  std::mutex mutex_;
  std::unique_ptr<db::Database> database_;  ///< As what follows to left_out_, guarded by mutex_.
  const std::unique_ptr<db::Look> look_;    ///< Nothing: there is the one connection.
  Sheet unwritten_;
  std::map<std::uint64_t, std::size_t> crowds_;  ///< New notes of each IPv6 /64 in unwritten_.
  policy::Instant heard_{};                      ///< When the recorder was here last.
  std::optional<policy::Instant> written_{};
  bool failing_ = false;  ///< The last attempt to write failed.
  std::uint64_t left_out_ = 0;
  std::mutex tallying_;  ///< Held for a walk; taken before mutex_.
  std::optional<Tallied> tallied_{};
  mutable std::mutex telling_;  ///< Taken last.
  std::vector<NeverOffered> never_offered_{};
};

}  // namespace relay::telemetry
