#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "relay/app/clock_watch.h"
#include "relay/app/loaded_policy.h"
#include "relay/db/database.h"
#include "relay/feed/mirror.h"
#include "relay/io/clock.h"
#include "relay/io/guarded.h"
#include "relay/io/log.h"
#include "relay/net/fetcher.h"
#include "relay/rollout/rollout.h"
#include "relay/store/store.h"

namespace relay::app {

/// Every room wired together, without threads and doors: what App drives with threads, a scenario
/// test drives by hand. Safe to use from several threads, except revise().
class Engine {
 public:
  struct Settings {
    std::filesystem::path data{};
    std::uint64_t keep_free = 0;  ///< Bytes.
    std::string user_agent{};     ///< Of feeds that name none; empty: the product's own.
  };

  /// Opens store and catalog under settings.data, which exists. All references outlive the engine.
  Engine(Settings settings, const io::Clock& clock, net::Fetcher& network, io::Log& log,
         rollout::Rollout::Publish publish);
  ~Engine();

  /// Where the catalog lies under a data folder.
  static std::filesystem::path state_file(const std::filesystem::path& data);

  /// Puts a policy in force: a new revision if its text is another, new mirrors, one turn. No round
  /// may be running. Refuses with a sentence when a file that it names cannot be read; then nothing
  /// has changed.
  policy::Result<policy::Done, std::string> revise(const LoadedPolicy& loaded,
                                                   const catalog::Deed& deed);
  rollout::Revision revision() const;
  std::vector<policy::FeedId> feeds() const;

  /// One round of a feed of the policy; turns the rollout when something changed. `stop` ends its
  /// downloads. Rounds of one feed wait for each other.
  feed::Round round(const policy::FeedId& feed, const std::stop_token& stop = {});
  /// When that feed's next round is due.
  policy::Instant due(const policy::FeedId& feed);

  /// Returns when time alone may change something.
  std::optional<policy::Instant> turn();
  std::optional<std::string> clock_suspect();

  db::Database& state() { return state_; }
  const store::Store& store() const { return store_; }
  const io::Clock& clock() const { return clock_; }

 private:
  struct Line;  ///< One feed's adapter and mirror.

  Line& line(const policy::FeedId& feed);
  void note_time();

  const Settings settings_;
  const io::Clock& clock_;
  net::Fetcher& network_;
  io::Log& log_;
  store::Store store_;
  db::Database state_;
  ClockWatch watch_;
  rollout::Rollout rollout_;
  io::Guarded<rollout::Revision> revision_;
  std::map<policy::FeedId, std::unique_ptr<Line>> lines_;  ///< Changed by revise() alone.
};

}  // namespace relay::app
