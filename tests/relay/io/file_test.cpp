#include "relay/io/file.h"

#include <sys/stat.h>

#include <array>
#include <catch2/catch.hpp>

#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;
using relay::io::File;

TEST_CASE("a file that is not there is nothing rather than a failure", "[io][file]") {
  const tests::TempFolder folder;
  CHECK_FALSE(File::open(folder / "nothing"));
  tests::write_file(folder / "file", "four");
  const auto file = File::open(folder / "file");
  REQUIRE(file);
  CHECK(file->size() == 4);
}

TEST_CASE("only plain files are opened", "[io][file]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "file", "secret");
  fs::create_symlink("file", folder / "link");
  fs::create_symlink("nowhere", folder / "dangling");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  fs::create_directory(folder / "folder");
  for (const auto* name : {"link", "dangling", "pipe", "folder"}) {
    CAPTURE(name);
    CHECK_THROWS_AS(File::open(folder / name), fs::filesystem_error);
  }
}

TEST_CASE("a new file takes no other's place", "[io][file]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "file", "old");
  fs::create_symlink("elsewhere", folder / "link");
  CHECK_THROWS_AS(File::create(folder / "file"), fs::filesystem_error);
  CHECK_THROWS_AS(File::create(folder / "link"), fs::filesystem_error);
  CHECK_FALSE(fs::exists(folder / "elsewhere"));
  CHECK(tests::read_file(folder / "file") == "old");
}

TEST_CASE("a file is read whole in pieces and in order", "[io][file]") {
  const tests::TempFolder folder;
  std::string text;
  for (int i = 0; text.size() < 2'500'000; ++i) text += std::to_string(i) + ' ';
  tests::write_file(folder / "file", text);
  std::string found;
  std::size_t pieces = 0;
  relay::io::read_through(*File::open(folder / "file"), [&](std::span<const std::byte> piece) {
    found.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    ++pieces;
  });
  CHECK((found == text));
  CHECK(pieces == 3);
}

TEST_CASE("a read at the end of a file gives what there is", "[io][file]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "file", "abcdef");
  const auto file = File::open(folder / "file");
  std::array<std::byte, 4> room{};
  CHECK(file->read_at(0, room) == 4);
  CHECK(file->read_at(4, room) == 2);
  CHECK(room[0] == std::byte{'e'});
  CHECK(file->read_at(6, room) == 0);
}

TEST_CASE("a folder is made for us and our group and nobody else", "[io][file]") {
  const tests::TempFolder folder;
  CHECK(relay::io::make_folder(folder / "new"));
  CHECK_FALSE(relay::io::make_folder(folder / "new"));
  CHECK((fs::status(folder / "new").permissions() & fs::perms::others_all) == fs::perms::none);
}

TEST_CASE("a link to a folder is not used as one", "[io][file]") {
  const tests::TempFolder folder;
  fs::create_directory(folder / "real");
  fs::create_directory_symlink("real", folder / "link");
  tests::write_file(folder / "file", "");
  CHECK_THROWS_AS(relay::io::make_folder(folder / "link"), fs::filesystem_error);
  CHECK_THROWS_AS(relay::io::make_folder(folder / "file"), fs::filesystem_error);
}

TEST_CASE("a file is made where there is none and else gone on with", "[io][file]") {
  const tests::TempFolder folder;
  for (const char* const text : {"one", "two"}) {
    File file = File::open_or_create(folder / "file");
    file.write_at(file.size(), std::as_bytes(std::span{text, 3}));
  }
  CHECK(tests::read_file(folder / "file") == "onetwo");
  struct stat facts {};
  REQUIRE(::stat((folder / "file").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  fs::create_symlink("elsewhere", folder / "link");
  REQUIRE(::mkfifo((folder / "pipe").c_str(), 0600) == 0);
  CHECK_THROWS_AS(File::open_or_create(folder / "link"), fs::filesystem_error);
  CHECK_THROWS_AS(File::open_or_create(folder / "pipe"), fs::filesystem_error);
  CHECK_FALSE(fs::exists(folder / "elsewhere"));
}
