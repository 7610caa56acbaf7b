#include "relay/app/recorded_run.h"

#include <catch2/catch.hpp>
#include <optional>

#include "relay/catalog/audit.h"
#include "relay/catalog/schema.h"
#include "relay/crypto/sha256.h"
#include "tests/support/manual_clock.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

using Catch::Matchers::Contains;
using relay::app::RecordedRun;

namespace {

/// A relay that starts and stops.
struct AMachine {
  void start(const char* settings) { run.emplace(*state, settings, clock, log); }
  std::vector<std::string> told() {
    std::vector<std::string> lines;
    for (const auto& row : state->read([](relay::db::Connection& db) {
           return db.query(
               "SELECT action, detail FROM audit"
               " ORDER BY number");
         })) {
      lines.push_back(row.get<std::string>(0) + ": " + row.get<std::string>(1));
    }
    return lines;
  }
  static std::string begun(const char* settings, const std::string& more = "") {
    return "relay started: settings sha256:" + relay::crypto::sha256(settings).hex() + more;
  }

  tests::TempFolder folder;
  tests::ManualClock clock;
  relay::io::Log log{clock, relay::io::Level::Error, folder / "log"};
  std::optional<relay::db::Database> state{std::in_place, folder / "state.db",
                                           relay::catalog::migrations()};
  std::optional<RecordedRun> run;
};

constexpr const char* kOthers = "; these are others than at the start before";
constexpr const char* kKilled = "; the run before did not end by itself";

}  // namespace

TEST_CASE("that the relay begins and ends is in its audit with its settings", "[app][audit]") {
  AMachine machine;
  machine.start("a");
  machine.run.reset();
  machine.start("a");
  machine.run.reset();
  machine.start("b");
  machine.run.reset();
  CHECK(machine.told() == std::vector<std::string>{
                              AMachine::begun("a"), "relay stopped: ", AMachine::begun("a"),
                              "relay stopped: ", AMachine::begun("b", kOthers), "relay stopped: "});
}

TEST_CASE("a run that could not say its end is told at the next start", "[app][audit]") {
  AMachine machine;
  machine.start("a");
  {
    const tests::SmallDisk full{1'000};  // Enough for the log.
    machine.run.reset();
  }
  CHECK_THAT(tests::read_file(machine.folder / "log"),
             Contains("relay stopped, and that is not recorded: "));
  machine.start("a");
  CHECK(machine.told().back() == AMachine::begun("a", kKilled));
  {
    const tests::SmallDisk full{1'000};  // Enough for the log.
    machine.run.reset();
  }
  machine.start("b");
  CHECK(machine.told().back() == AMachine::begun("b", std::string{kOthers} + kKilled));
}

TEST_CASE("a start that cannot be recorded is a start all the same", "[app][audit]") {
  AMachine machine;
  {
    const tests::SmallDisk full{1'000};  // Enough for the log.
    machine.start("a");
  }
  CHECK(machine.told().empty());
  CHECK_THAT(tests::read_file(machine.folder / "log"),
             Contains("relay started, and that is not recorded: "));
}
