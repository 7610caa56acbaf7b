#include "relay/io/log.h"

#include <catch2/catch.hpp>
#include <iostream>
#include <sstream>
#include <thread>
#include <vector>

#include "tests/support/manual_clock.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

using relay::io::Level;
using relay::io::Log;

TEST_CASE("an event is one line with its time and level", "[io][log]") {
  const tests::TempFolder folder;
  tests::ManualClock clock;
  Log log{clock, Level::Debug, folder / "log"};
  log.debug("looking");
  clock.advance(std::chrono::seconds{61});
  log.error("feed 'clamav': connection refused");
  CHECK(tests::read_file(folder / "log") ==
        "2026-01-01T00:00:00Z debug looking\n"
        "2026-01-01T00:01:01Z error feed 'clamav': connection refused\n");
}

TEST_CASE("what matters less than the level is left out", "[io][log]") {
  const tests::TempFolder folder;
  const tests::ManualClock clock;
  Log log{clock, Level::Warning, folder / "log"};
  log.debug("a");
  log.notice("b");
  log.warning("c");
  log.error("d");
  CHECK(tests::read_file(folder / "log") ==
        "2026-01-01T00:00:00Z warning c\n2026-01-01T00:00:00Z error d\n");
}

TEST_CASE("no name from outside forges a line of the log", "[io][log]") {
  const tests::TempFolder folder;
  const tests::ManualClock clock;
  Log log{clock, Level::Notice, folder / "log"};
  log.notice("feed 'x\r\n2026-01-01T00:00:00Z notice all is well\x1b[2J'");
  CHECK(tests::read_file(folder / "log") ==
        "2026-01-01T00:00:00Z notice feed 'x\\r\\n2026-01-01T00:00:00Z notice all is "
        "well\\x1b[2J'\n");
}

TEST_CASE("a log goes to standard error unless it has a file", "[io][log]") {
  const tests::ManualClock clock;
  std::ostringstream out;
  auto* const before = std::cerr.rdbuf(out.rdbuf());
  { Log{clock}.notice("ready"); }
  std::cerr.rdbuf(before);
  CHECK(out.str() == "2026-01-01T00:00:00Z notice ready\n");
}

TEST_CASE("a log goes on where it ended before a restart", "[io][log]") {
  const tests::TempFolder folder;
  const tests::ManualClock clock;
  { Log{clock, Level::Notice, folder / "log"}.notice("one"); }
  { Log{clock, Level::Notice, folder / "log"}.notice("two"); }
  CHECK(tests::read_file(folder / "log") ==
        "2026-01-01T00:00:00Z notice one\n2026-01-01T00:00:00Z notice two\n");
}

TEST_CASE("threads do not mix their lines", "[io][log]") {
  const tests::TempFolder folder;
  const tests::ManualClock clock;
  Log log{clock, Level::Notice, folder / "log"};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&log, i] {
        for (int k = 0; k < 50; ++k) log.notice(std::string(300, static_cast<char>('a' + i)));
      });
    }
  }
  std::istringstream lines{tests::read_file(folder / "log")};
  std::size_t count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const std::string text = line.substr(line.size() - 300);
    CHECK(text == std::string(300, text[0]));
  }
  CHECK(count == 200);
}

TEST_CASE("a log that cannot be written says how many lines it lost", "[io][log]") {
  const tests::TempFolder folder;
  const tests::ManualClock clock;
  Log log{clock, Level::Notice, folder / "log"};
  {
    const tests::SmallDisk full{0};
    log.notice("one");
    log.notice("two");
  }
  log.notice("three");
  CHECK(tests::read_file(folder / "log") ==
        "2026-01-01T00:00:00Z warning the log lost 2 lines\n2026-01-01T00:00:00Z notice three\n");
}

TEST_CASE("a log in a folder that is not there is refused at start", "[io][log]") {
  const tests::TempFolder folder;
  const tests::ManualClock clock;
  CHECK_THROWS_AS((Log{clock, Level::Notice, folder / "nothing" / "log"}),
                  std::filesystem::filesystem_error);
}

TEST_CASE("a level is read as it is written", "[io][log]") {
  const auto level = GENERATE(Level::Debug, Level::Notice, Level::Warning, Level::Error);
  CHECK(relay::io::parse_level(relay::io::word(level)) == level);
  CHECK_FALSE(relay::io::parse_level("Warning"));
}
