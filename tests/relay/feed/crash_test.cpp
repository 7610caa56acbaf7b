#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <ctime>
#include <random>

#include <catch2/catch.hpp>

#include "tests/relay/feed/a_relay.h"
#include "tests/relay/feed/files_vendor.h"

using tests::ARelay;
using tests::day;
using tests::FilesVendor;

namespace {

constexpr int kKills = 25;

// What the vendor has at its n-th release: one file that stays, one that changes, one that is new.
tests::Folder edition(std::size_t number) {
  const std::string text = std::to_string(number);
  return {{"stays.yar", "rule"},
          {"changes.yar", std::string(300'000, static_cast<char>('a' + number % 26)) + text},
          {"new-" + text + ".yar", "rule " + text}};
}

// The kernel kills this process with SIGKILL after so long, wherever it is then.
void die_after(std::chrono::nanoseconds wait) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(wait);
  sigevent event{};
  event.sigev_notify = SIGEV_SIGNAL;
  event.sigev_signo = SIGKILL;
  timer_t timer{};
  itimerspec when{};
  when.it_value.tv_sec = seconds.count();
  when.it_value.tv_nsec = (wait - seconds).count();
  if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0 ||
      timer_settime(timer, 0, &when, nullptr) != 0) {
    _exit(1);
  }
}

// The life of a relay whose vendor has something new every round, until it is killed.
[[noreturn]] void live(const std::filesystem::path& folder, std::chrono::nanoseconds wait) {
  die_after(wait);
  FilesVendor vendor;
  ARelay relay{folder, vendor.net, FilesVendor::kUpstream};
  for (std::size_t number = relay.releases().size() + 1;; ++number) {
    vendor.publish(edition(number));
    relay.mirror.round(day(static_cast<int>(number)), 0);
  }
}

void live_and_die(const std::filesystem::path& folder, std::chrono::nanoseconds wait) {
  const pid_t child = fork();
  if (child == 0) live(folder, wait);
  int status = 0;
  REQUIRE(waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE(WTERMSIG(status) == SIGKILL);
}

void check_whole(ARelay& relay) {
  const auto verdict = relay.database.read([](auto& db) {
    return db.query("PRAGMA integrity_check").at(0).template get<std::string>(0);
  });
  CHECK(verdict == "ok");
  std::size_t number = 0;
  for (const auto& row : relay.releases()) {
    CHECK(row.release.sequence.number == ++number);
    const auto text = relay.store.read(row.release.tree, 1'000'000);
    REQUIRE(text);
    const auto tree = relay::store::parse_tree(*text);
    REQUIRE(tree);
    CHECK(tree->files.size() == 4);
    for (const auto& file : tree->files) {
      CAPTURE(file.path);
      CHECK(relay.store.has(file.digest, file.size));
      CHECK(relay.store.intact(file.digest));
    }
  }
}

}  // namespace

TEST_CASE("a relay that is killed at any point has whole releases and goes on by itself",
          "[feed][mirror][crash][slow]") {
  tests::TempFolder folder;
  FilesVendor vendor;
  vendor.publish(edition(1));
  const auto began = std::chrono::steady_clock::now();
  ARelay{folder.path(), vendor.net, FilesVendor::kUpstream}.mirror.round(day(1), 0);
  const std::chrono::nanoseconds one_life = std::chrono::steady_clock::now() - began;

  // From before the relay has begun to a few rounds later, on a machine of any speed.
  std::mt19937 random{20'260'103};
  std::uniform_int_distribution<std::chrono::nanoseconds::rep> waits{1, 4 * one_life.count()};
  std::size_t before = 1;
  for (int kill = 0; kill < kKills; ++kill) {
    const std::chrono::nanoseconds wait{waits(random)};
    CAPTURE(kill, wait.count());
    live_and_die(folder.path(), wait);

    ARelay relay{folder.path(), vendor.net, FilesVendor::kUpstream};
    const auto number = relay.releases().size();
    CHECK(number >= before);
    check_whole(relay);
    vendor.publish(edition(number + 1));
    CHECK(relay.mirror.round(day(static_cast<int>(number) + 1), 0).changed);
    CHECK(relay.releases().size() == number + 1);
    before = number + 1;
  }
  CHECK(before > 1 + std::size_t{kKills});  // Those that were killed got somewhere.
}
