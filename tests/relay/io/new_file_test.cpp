#include "relay/io/new_file.h"

#include <catch2/catch.hpp>

#include "tests/support/failing_disk.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;
using relay::io::FileMode;
using relay::io::NewFile;
using relay::io::write_durably;

namespace {

std::span<const std::byte> bytes(std::string_view text) {
  return std::as_bytes(std::span{text});
}

std::size_t count(const fs::path& folder) {
  return static_cast<std::size_t>(std::distance(fs::directory_iterator{folder}, {}));
}

fs::perms mode_of(const fs::path& path) {
  return fs::status(path).permissions();
}

}  // namespace

TEST_CASE("a file appears under its name only when it is whole", "[io][new_file]") {
  const tests::TempFolder folder;
  NewFile file{folder / "draft", FileMode::Private};
  file.append(bytes("hello "));
  file.append(bytes("world"));
  CHECK(file.size() == 11);
  CHECK_FALSE(fs::exists(folder / "name"));
  file.publish(folder / "name");
  CHECK(tests::read_file(folder / "name") == "hello world");
  CHECK_FALSE(fs::exists(folder / "draft"));
}

TEST_CASE("a file that is not published leaves no trace", "[io][new_file]") {
  const tests::TempFolder folder;
  {
    NewFile file{folder / "draft", FileMode::Private};
    file.append(bytes("hello"));
    CHECK(fs::exists(folder / "draft"));
  }
  CHECK(count(folder.path()) == 0);
}

TEST_CASE("a published file outlives its object", "[io][new_file]") {
  const tests::TempFolder folder;
  {
    NewFile file{folder / "draft", FileMode::Private};
    file.publish(folder / "name");
    tests::write_file(folder / "draft", "somebody else's");
  }
  CHECK(fs::exists(folder / "name"));
  CHECK(tests::read_file(folder / "draft") == "somebody else's");
}

TEST_CASE("a file that moves away leaves nothing to clean up", "[io][new_file]") {
  const tests::TempFolder folder;
  NewFile first{folder / "one", FileMode::Private};
  first.append(bytes("one"));
  NewFile second{std::move(first)};
  NewFile third{folder / "three", FileMode::Private};
  third = std::move(second);
  CHECK_FALSE(fs::exists(folder / "three"));
  third.publish(folder / "name");
  CHECK(tests::read_file(folder / "name") == "one");
}

TEST_CASE("a file begins again from nothing", "[io][new_file]") {
  const tests::TempFolder folder;
  NewFile file{folder / "draft", FileMode::Private};
  file.append(bytes("a longer beginning"));
  file.restart();
  CHECK(file.size() == 0);
  file.append(bytes("short"));
  file.publish(folder / "name");
  CHECK(tests::read_file(folder / "name") == "short");
}

TEST_CASE("a file has exactly the mode that was asked for", "[io][new_file]") {
  const tests::TempFolder folder;
  write_durably(folder / "sealed", "x", FileMode::Sealed);
  write_durably(folder / "private", "x", FileMode::Private);
  CHECK(mode_of(folder / "sealed") == (fs::perms::owner_read | fs::perms::group_read));
  CHECK(mode_of(folder / "private") == (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("a draft never takes the place of another or follows a link", "[io][new_file]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "there", "old");
  fs::create_symlink("elsewhere", folder / "link");
  CHECK_THROWS_AS((NewFile{folder / "there", FileMode::Private}), fs::filesystem_error);
  CHECK_THROWS_AS((NewFile{folder / "link", FileMode::Private}), fs::filesystem_error);
  CHECK(tests::read_file(folder / "there") == "old");
  CHECK_FALSE(fs::exists(folder / "elsewhere"));
}

TEST_CASE("bytes are flushed before the name and the name after", "[io][new_file]") {
  const tests::TempFolder folder;
  const tests::FailingDisk disk{tests::kNever};
  write_durably(folder / "name", "hello", FileMode::Private);
  CHECK(disk.calls() == std::vector<std::string>{"pwrite", "fchmod", "fsync", "rename", "fsync"});
}

TEST_CASE("a disk that fails at any point leaves the old file or the new one", "[io][new_file]") {
  const auto nth = GENERATE(1, 2, 3, 4, 5);
  CAPTURE(nth);
  const tests::TempFolder folder;
  tests::write_file(folder / "name", "old");
  {
    const tests::FailingDisk disk{nth};
    CHECK_THROWS_AS(write_durably(folder / "name", "new", FileMode::Private), fs::filesystem_error);
    CHECK(disk.failed());
  }
  CHECK(tests::read_file(folder / "name") == (nth < 5 ? "old" : "new"));
  CHECK(count(folder.path()) == 1);
}

TEST_CASE("a disk that is full leaves what was there", "[io][new_file]") {
  const tests::TempFolder folder;
  write_durably(folder / "name", "old", FileMode::Private);
  {
    const tests::SmallDisk disk{4'096};
    CHECK_NOTHROW(write_durably(folder / "fits", std::string(4'096, 'x'), FileMode::Private));
    CHECK_THROWS_AS(write_durably(folder / "name", std::string(4'097, 'x'), FileMode::Private),
                    fs::filesystem_error);
  }
  CHECK(tests::read_file(folder / "name") == "old");
  CHECK(count(folder.path()) == 2);
}

TEST_CASE("what a crash left of a file is no obstacle to the next", "[io][new_file]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "name.draft", "half of");
  write_durably(folder / "name", "whole", FileMode::Private);
  CHECK(tests::read_file(folder / "name") == "whole");
  CHECK(count(folder.path()) == 1);
}
