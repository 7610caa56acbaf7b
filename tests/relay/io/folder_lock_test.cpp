#include "relay/io/folder_lock.h"

#include <catch2/catch.hpp>

#include "tests/support/child.h"
#include "tests/support/temp_folder.h"

using relay::io::FolderLock;

TEST_CASE("a second holder of a folder is refused and told who the first is", "[io][lock]") {
  const tests::TempFolder folder;
  const auto first = FolderLock::take(folder.path());
  REQUIRE(first);
  const auto second = FolderLock::take(folder.path());
  REQUIRE_FALSE(second);
  CHECK(second.error().text() ==
        "'" + folder.path().string() + "' is in use by process " + std::to_string(::getpid()));
}

TEST_CASE("a folder is free again when its holder lets go", "[io][lock]") {
  const tests::TempFolder folder;
  { REQUIRE(FolderLock::take(folder.path())); }
  CHECK(FolderLock::take(folder.path()));
}

TEST_CASE("a lock moves with its object", "[io][lock]") {
  const tests::TempFolder folder;
  std::optional<FolderLock> kept;
  kept = FolderLock::take(folder.path()).value();
  CHECK_FALSE(FolderLock::take(folder.path()));
  kept.reset();
  CHECK(FolderLock::take(folder.path()));
}

TEST_CASE("a process that was killed holds no folder", "[io][lock]") {
  const tests::TempFolder folder;
  tests::Handshake locked;
  tests::Child holder{[&] {
    const auto lock = FolderLock::take(folder.path());
    if (!lock || !locked.give()) return 1;
    ::pause();
    return 0;
  }};
  const auto pid = holder.pid();
  REQUIRE(locked.take());
  const auto refused = FolderLock::take(folder.path());
  REQUIRE_FALSE(refused);
  CHECK(refused.error().pid == pid);

  holder.kill();
  CHECK(holder.wait() == -1);
  const auto lock = FolderLock::take(folder.path());
  REQUIRE(lock);
  CHECK(tests::read_file(folder / ".lock") == std::to_string(::getpid()) + "\n");
}

TEST_CASE("a lock file that is a link is not followed", "[io][lock]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "precious", "kept");
  std::filesystem::create_symlink("precious", folder / ".lock");
  CHECK_THROWS_AS(FolderLock::take(folder.path()), std::filesystem::filesystem_error);
  CHECK(tests::read_file(folder / "precious") == "kept");
}

TEST_CASE("a folder that is not there cannot be locked", "[io][lock]") {
  const tests::TempFolder folder;
  CHECK_THROWS_AS(FolderLock::take(folder / "nothing"), std::filesystem::filesystem_error);
}
