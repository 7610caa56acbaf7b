#include <catch2/catch.hpp>
#include <fstream>

#include "relay/io/clock.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;

TEST_CASE("the system's clock agrees with the file system's", "[io][clock]") {
  const tests::TempFolder folder;
  const relay::io::SystemClock clock;
  const auto before = clock.now();
  tests::write_file(folder / "file", "");
  const auto after = clock.now();
  const auto written = std::chrono::floor<std::chrono::seconds>(
      std::chrono::file_clock::to_sys(std::filesystem::last_write_time(folder / "file")));
  // The kernel stamps files with the time of its last tick.
  CHECK(written.time_since_epoch() >= before.time_since_epoch() - 1s);
  CHECK(written.time_since_epoch() <= after.time_since_epoch());
}

TEST_CASE("time since the start of the machine counts its sleep and never goes back",
          "[io][clock]") {
  const relay::io::SystemClock clock;
  const auto before = clock.since_boot();
  double uptime = 0;
  std::ifstream{"/proc/uptime"} >> uptime;
  const auto after = clock.since_boot();
  CHECK(before <= after);
  CHECK(uptime * 1000 >= static_cast<double>(before.count()) - 20);
  CHECK(uptime * 1000 <= static_cast<double>(after.count()) + 20);
}
