#include "relay/app/device_desk.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

using relay::app::relay_authority;
using tests::day;

TEST_CASE("the authority is made once and never by half a second time", "[app][device]") {
  const tests::TempFolder folder;
  const auto made = relay_authority(folder.path(), day(1));
  CHECK(relay_authority(folder.path(), day(2)).certificate == made.certificate);

  const auto key = tests::read_file(folder / "authority.key");
  std::filesystem::remove(folder / "authority.key");
  CHECK_THROWS_WITH(relay_authority(folder.path(), day(2)), Catch::Contains("has lost its key"));
  CHECK(tests::read_file(folder / "authority.crt") == made.certificate);

  const tests::TempFolder other;
  relay_authority(other.path(), day(1));
  tests::write_file(folder / "authority.key", tests::read_file(other / "authority.key"));
  CHECK_THROWS_WITH(relay_authority(folder.path(), day(2)),
                    Catch::Contains("do not belong together"));
  tests::write_file(folder / "authority.key", key);
  CHECK(relay_authority(folder.path(), day(2)).key == made.key);
}
