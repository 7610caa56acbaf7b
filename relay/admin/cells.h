#pragma once

#include <optional>
#include <vector>

#include "relay/admin/waiting.h"

namespace relay::admin {

/// How groups of one feed stand, those that stand alike in one cell: a relay may have thousands of
/// groups and feeds.
class Cells {
 public:
  explicit Cells(const policy::Moment& moment) : moment_{moment}, waiting_{moment} {}

  /// In the order in which they are to stand. The view, of this feed and moment, outlives this.
  void add(const rollout::View& view);

  struct Told {
    json::Value waiting{};  ///< See Waiting::told.
    /// [{groups: [{group, seen}], path, stage, active, ramping, newest, withheld, held, paused,
    /// halted, freshness, expiring, next_look}]: `newest` is a place in `waiting`, or null; `seen`
    /// counts devices of the last seven days.
    json::Value cells{};
  };
  Told told() &&;

 private:
  struct Cell {
    const rollout::View* first = nullptr;
    std::optional<std::size_t> newest{};
    bool held = false;
    json::Value::List groups{};
  };
  json::Value describe(const Cell& cell) const;

  const policy::Moment& moment_;
  Waiting waiting_;
  std::vector<Cell> cells_{};
};

}  // namespace relay::admin
