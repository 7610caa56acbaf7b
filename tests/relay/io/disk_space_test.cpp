#include "relay/io/disk_space.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_folder.h"

TEST_CASE("a folder has the free space of its file system", "[io][disk]") {
  const tests::TempFolder folder;
  const auto whole = std::filesystem::space(folder.path()).capacity;
  CHECK(relay::io::disk_space(folder.path()) <= whole);
  CHECK_THROWS_AS(relay::io::disk_space(folder / "nothing"), std::filesystem::filesystem_error);
}
