#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/time.h"
#include "relay/admin/cue.h"
#include "relay/audit/notary.h"
#include "relay/io/guarded.h"
#include "relay/rollout/world.h"

namespace relay::admin {

/// What has changed of late, as events with numbers that go up, which many read each at his own
/// pace. What changes often is one event, and what devices do by the thousand is one in a few
/// seconds. Safe from several threads.
class Changes {
 public:
  /// So many events are kept. Who has read less than that is told to look at everything anew.
  static constexpr std::size_t kKept = 1'024;
  /// So many changes of one round are told one by one; of more of them only the kind.
  static constexpr std::size_t kMostNamed = 64;
  /// Between two events for what devices do.
  static constexpr policy::Span kDevicesPause{5};
  /// Bytes of events in one piece, but for the one with which it is more.
  static constexpr std::size_t kPiece = 16'384;

  /// Up to which event somebody has read; nothing: he knows nothing that can be gone on from.
  using Place = std::optional<std::uint64_t>;

  /// `run` is this run of the relay's own: its numbers mean nothing in another. No white space.
  explicit Changes(std::string run) : run_{std::move(run)} {}

  /// Rows that are durable.
  void recorded(const std::vector<audit::Recorded>& rows);
  /// This World is served now.
  void published(const rollout::WorldPtr& world);

  /// Makes events of what has come since the last time. Whether there are any.
  bool gather(policy::Instant now);

  /// Of an event's id, as a client has it.
  Place place_of(std::string_view id) const;
  /// The events from there on, or the one that says to look at everything anew; and the place
  /// behind them. Empty: there are none yet.
  std::string read(Place& place) const;

 private:
  struct Pending {
    std::vector<Cue> cues{};
    std::int64_t audit = 0;  ///< The newest row.
    bool audit_due = false;  ///< Not all its rows are of devices.
    std::int64_t audit_told = 0;
    std::optional<policy::Instant> devices_told{};
  };
  struct Events {
    std::uint64_t newest = 0;         ///< The number of the last one.
    std::deque<std::string> texts{};  ///< Of the newest ones.
  };

  static void add(Pending& pending, const Cue& cue);
  static std::vector<Cue> take_due(Pending& pending, policy::Instant now);
  std::string id_of(std::uint64_t number) const { return run_ + "-" + std::to_string(number); }

  const std::string run_;
  io::Guarded<rollout::WorldPtr> world_;
  io::Guarded<Pending> pending_;
  io::Guarded<Events> events_;
};

}  // namespace relay::admin
