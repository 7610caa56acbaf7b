#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>
#include <string>

#include "tests/relay/catalog/catalog.h"
#include "tests/support/temp_folder.h"

using namespace relay;
using tests::day;

namespace {

constexpr const char* kFileName = "SLUICE_CRASH_FILE";
constexpr int kAcknowledged = 3;  ///< The recorder's end of the pipe; its stdout is Catch's.

/// A program that records one refusal after the other, until it is killed, and says after each how
/// many there are. It is this test program again, started from nothing: a forked child would go on
/// with half of its parent's threads.
class Recorder {
 public:
  explicit Recorder(const std::filesystem::path& file) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    ::setenv(kFileName, file.c_str(), 1);
    child_ = ::fork();
    if (child_ == 0) {
      ::dup2(ends[1], kAcknowledged);
      ::execl("/proc/self/exe", "recorder", "the recorder that the crash test kills", nullptr);
      ::_exit(127);
    }
    ::close(ends[1]);
    from_child_ = ends[0];
  }
  ~Recorder() {
    if (child_ > 0) kill();
  }
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// The next acknowledged number; 0 when there will be none.
  std::int64_t next() {
    std::int64_t number = 0;
    return ::read(from_child_, &number, sizeof number) == sizeof number ? number : 0;
  }
  /// Returns the last acknowledged number, `seen` or one that was still in the pipe.
  std::int64_t kill(std::int64_t seen = 0) {
    ::kill(child_, SIGKILL);
    ::waitpid(child_, nullptr, 0);
    child_ = 0;
    for (std::int64_t number = next(); number != 0; number = next()) seen = number;
    ::close(from_child_);
    return seen;
  }

 private:
  pid_t child_ = 0;
  int from_child_ = -1;
};

std::int64_t count(db::Database& state, const char* sql) {
  return state.read([&](db::Connection& db) { return db.query(sql)[0].get<std::int64_t>(0); });
}

}  // namespace

TEST_CASE("the recorder that the crash test kills", "[.]") {
  const char* const file = std::getenv(kFileName);
  REQUIRE(file != nullptr);
  db::Database state{file, catalog::migrations()};
  for (std::int64_t number = count(state, "SELECT count(*) FROM quarantine") + 1;; ++number) {
    state.write([&](db::Transaction& tx) {
      catalog::quarantine(
          tx, {.feed = tests::feed(), .version = std::to_string(number), .reason = "bad"},
          {.at = day(1)});
    });
    if (::write(kAcknowledged, &number, sizeof number) != sizeof number) std::abort();
  }
}

TEST_CASE("what was acknowledged is there after a kill with its audit row", "[catalog][crash]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  std::mt19937 random{20'260'101};
  std::int64_t acknowledged = 0;
  for (int round = 0; round < 20; ++round) {
    CAPTURE(round);
    {
      Recorder recorder{file};
      for (auto left = random() % 6 + 1; left > 0; --left) {
        const std::int64_t number = recorder.next();
        REQUIRE(number > 0);
        acknowledged = number;
      }
      // Not between two acknowledgements, but somewhere in the next transaction.
      for (auto spin = random() % 3'000'000; spin > 0; --spin) {
        std::atomic_signal_fence(std::memory_order_seq_cst);
      }
      acknowledged = recorder.kill(acknowledged);
    }
    db::Database state{file, catalog::migrations()};
    const auto facts = count(state, "SELECT count(*) FROM quarantine");
    CHECK(facts >= acknowledged);
    CHECK(facts <= acknowledged + 1);
    CHECK(count(state, "SELECT count(*) FROM audit") == facts);
    CHECK(count(state,
                "SELECT count(*) FROM quarantine JOIN audit USING (number)"
                " WHERE subject = feed || ' ' || version AND number = CAST(version AS INTEGER)") ==
          facts);
    state.read([](db::Connection& db) {
      CHECK(db.query("PRAGMA integrity_check").at(0).get<std::string>(0) == "ok");
      CHECK(db.query("PRAGMA foreign_key_check").empty());
    });
  }
  CHECK(acknowledged >= 20);
}
