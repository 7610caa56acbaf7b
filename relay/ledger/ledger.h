#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "relay/db/database.h"
#include "relay/io/guarded.h"
#include "relay/io/log.h"
#include "relay/ledger/adoption.h"
#include "relay/ledger/book.h"
#include "relay/ledger/queue.h"
#include "relay/ledger/retry.h"

namespace relay::ledger {

/// What devices take and whether they return, recorded from the requests that are served: a queue
/// for each loop of the endpoints' door, a book, and the book on disk. It never stops serving: a
/// file that cannot be opened means that nothing is counted, so that gates stay shut, and one that
/// cannot be written any more that a crash loses what came since. The log says so, and it is tried
/// again.
class Ledger {
 public:
  /// Loops put into queue(0) to queue(loops - 1).
  Ledger(std::filesystem::path file, std::size_t loops, io::Log& log);

  Queue& queue(std::size_t loop) { return *queues_[loop]; }

  /// One round of the recorder: what was heard goes into the book, time passes in it, and what has
  /// changed goes to disk at most every kCommit. Whether evidence() is another than before, which
  /// is looked at every five minutes.
  bool record(policy::Instant now);
  static constexpr policy::Span kCommit{5};
  /// The last round, when no loop puts anything any more: all of it goes to disk.
  void finish(policy::Instant now);

  /// The groups of the policy that comes into force.
  void follow(const std::vector<policy::Group>& groups);
  /// A device that may not show itself any more, and one that may again: see Book::retire(). Not
  /// written down, so each is said anew after a start.
  void retire(policy::Place device);
  void expect(policy::Place device);
  /// As record() saw it last; never nothing. Safe from any thread, as are the others below.
  EvidencePtr evidence() const;
  /// See Book::took().
  std::vector<policy::Place> took(const policy::FeedId& feed, policy::Sequence release);
  /// When the release was taken, in each group where it was; each as it is at some moment of the
  /// call, so that the recorder waits for one group at most.
  std::vector<Adoption> adoption(const policy::FeedId& feed, policy::Sequence release);

 private:
  bool open();
  void tell_of_losses(policy::Instant now);
  void hear(policy::Instant now);
  bool look(policy::Instant now);
  void keep(policy::Instant now);
  void commit(policy::Instant now);

  const std::filesystem::path path_;
  io::Log& log_;
  std::vector<std::unique_ptr<Queue>> queues_;
  std::mutex mutex_;
  std::unique_ptr<db::Database> file_;  ///< Nothing: it cannot be opened. As are all that follow,
  Book book_;                           ///< guarded by mutex_.
  std::vector<policy::Group> groups_;
  std::uint64_t lost_ = 0;  ///< Sightings that the log does not tell of yet.
  std::optional<policy::Instant> told_;
  Retry opening_;
  Retry writing_;
  std::optional<policy::Instant> committed_;
  std::optional<policy::Instant> looked_;
  io::Guarded<EvidencePtr> evidence_;
};

}  // namespace relay::ledger
