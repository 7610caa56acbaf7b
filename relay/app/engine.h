#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "config/settings.h"
#include "relay/app/loaded_policy.h"
#include "relay/app/trusted_clock.h"
#include "relay/audit/sealed_audit.h"
#include "relay/catalog/policy_files.h"
#include "relay/db/database.h"
#include "relay/feed/mirror.h"
#include "relay/io/clock.h"
#include "relay/io/coalesced.h"
#include "relay/io/guarded.h"
#include "relay/io/log.h"
#include "relay/ledger/ledger.h"
#include "relay/net/fetcher.h"
#include "relay/rollout/rollout.h"
#include "relay/store/store.h"
#include "relay/telemetry/telemetry.h"

namespace relay::app {

/// Every room wired together, without threads and doors: what App drives with threads, a scenario
/// test drives by hand. Safe to use from several threads, except revise().
class Engine {
 public:
  struct Settings {
    std::filesystem::path data{};
    std::uint64_t keep_free = 0;  ///< Bytes.
    std::string user_agent{};     ///< Of feeds that name none; empty: the product's own.
    /// Whether there is one account, so nobody could be a second one.
    std::function<bool()> single_person = [] { return true; };
    std::size_t loops = 1;  ///< Of the endpoints' door.
    config::AuditSettings audit{};
    /// After each turn but the caller's own turn(): time may now matter sooner than that one said.
    std::function<void()> turned{};
  };

  /// Opens store and catalog under settings.data, which exists, and seals the audit from there on.
  /// Throws when its key is not there or not the one. All references outlive the engine.
  Engine(Settings settings, const io::Clock& clock, net::Fetcher& network, io::Log& log,
         rollout::Rollout::Publish publish);
  ~Engine();

  /// Where the catalog lies under a data folder.
  static std::filesystem::path state_file(const std::filesystem::path& data);

  /// Puts a policy in force: a new revision if its text is another, new mirrors, one turn. Notes
  /// the file that holds it, and who wrote the rules of which stage. No round may be running.
  /// Refuses with a sentence when a file that it names cannot be read, and throws when it cannot be
  /// recorded; then nothing has changed. But at start the text that was in force before is taken up
  /// all the same: then a feed that cannot be mirrored is left out of feeds(), and what cannot be
  /// recorded waits for a later turn; what was let through is served.
  policy::Result<policy::Done, std::string> revise(const LoadedPolicy& loaded,
                                                   const catalog::Deed& deed);
  /// With what is known of devices at this moment.
  rollout::Revision revision() const;
  std::vector<policy::FeedId> feeds() const;
  /// What each client of a feed does with a release that is older than what it has; nothing of a
  /// feed that the policy does not have. Safe at any time.
  std::span<const feed::GoesBack> going_back(const policy::FeedId& feed) const;

  /// One round of a feed of the policy; turns the rollout when something changed. `stop` ends its
  /// downloads. Rounds of one feed wait for each other. What the disk broke off is thrown, and
  /// recorded as a failed check.
  feed::Round round(const policy::FeedId& feed, const std::stop_token& stop = {});
  /// When that feed's next round is due.
  policy::Instant due(const policy::FeedId& feed);

  /// Returns when time alone may change something: for the thread that turns when it does. Who asks
  /// while a turn is made shares the next.
  std::optional<policy::Instant> turn();
  /// For everybody else, who has changed a fact: a turn, and settings.turned.
  void turn_now();
  /// A round of the recorder, which notes the audit's head, too. Whether devices show something
  /// else than before: time to turn.
  bool record();
  /// The last one, when no loop tells of requests and nobody acts any more.
  void finish_recording();
  std::optional<std::string> clock_suspect();
  /// A person says that the clock is right as it is now, which is recorded; then turns. The deed's
  /// time does not matter. Refuses, and records nothing, while the clock is trusted.
  policy::Result<policy::Done, std::string> confirm_clock(const catalog::Deed& deed);

  db::Database& state() { return state_; }
  audit::SealedAudit& audit() { return audit_; }
  const store::Store& store() const { return store_; }
  ledger::Ledger& ledger() { return ledger_; }
  telemetry::Telemetry& telemetry() { return telemetry_; }
  const io::Clock& clock() const { return clock_; }

 private:
  struct Line;  ///< One feed's adapter and mirror.
  using Lines = std::map<policy::FeedId, std::unique_ptr<Line>>;

  policy::Result<Lines, std::string> make_lines(const LoadedPolicy& loaded, bool must_serve);
  policy::Result<std::int64_t, std::string> number_of(const LoadedPolicy& loaded,
                                                      const catalog::Deed& deed);
  void note_file(const LoadedPolicy& loaded, std::int64_t number, const catalog::Deed& deed);
  void turn_revised(bool first);
  std::optional<std::string> why_not_turned();
  Line& line(const policy::FeedId& feed);
  std::optional<policy::Instant> one_turn();
  void note_failure(const policy::FeedId& feed, const std::string& what);

  /// A reading of the policy file, for the catalog.
  struct Reading {
    catalog::PolicyFileRow row{};
    catalog::Deed deed{};
  };

  const Settings settings_;
  const io::Clock& clock_;
  net::Fetcher& network_;
  io::Log& log_;
  store::Store store_;
  db::Database state_;
  audit::SealedAudit audit_;  ///< Of state_: from here on it may be written.
  ledger::Ledger ledger_;
  telemetry::Telemetry telemetry_;
  TrustedClock trusted_clock_;
  const rollout::Rollout::Publish publish_;
  rollout::Rollout rollout_;
  io::Coalesced<std::optional<policy::Instant>> turning_;
  /// Held for a turn, and while a revision is recorded and takes its place: else a turn could open
  /// under the one before when the next is in the catalog already.
  std::mutex changing_;
  io::Guarded<rollout::Revision> revision_;
  io::Guarded<std::map<policy::FeedId, config::FeedKind>> kinds_;
  Lines lines_;                       ///< Changed by revise() alone, as is the next.
  std::optional<Reading> unnoted_{};  ///< Recorded with the next revision, or the next reading.
};

}  // namespace relay::app
