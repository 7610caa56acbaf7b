#include "relay/audit/heads.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "relay/audit/chain.h"
#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

using namespace relay::audit;
using tests::day;

namespace {

constexpr const char* kKey = "a key";

Seal seal_at(std::int64_t number, const char* key = kKey) {
  const Head head{number, link(first_link(), std::to_string(number))};
  return {head, mac(key, number, head.chain)};
}

}  // namespace

TEST_CASE("heads are lines that are only appended", "[audit][heads]") {
  const tests::TempFolder folder;
  const auto file = folder / "audit.heads";
  CHECK(read_heads(file, kKey).heads.empty());
  append_head(file, seal_at(7), day(1));
  append_head(file, seal_at(9), day(2));
  CHECK(tests::read_file(file) == "2026-01-02T00:00:00Z " + seal_at(7).head.text() + " " +
                                      seal_at(7).mac.hex() + "\n2026-01-03T00:00:00Z " +
                                      seal_at(9).head.text() + " " + seal_at(9).mac.hex() + "\n");
  struct stat facts {};
  REQUIRE(::stat(file.c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  const HeadsRead read = read_heads(file, kKey);
  CHECK(read.heads == std::vector{seal_at(7).head, seal_at(9).head});
  CHECK_FALSE(read.trouble);
}

TEST_CASE("what a crash left of a line does not spoil the next one", "[audit][heads]") {
  const tests::TempFolder folder;
  const auto file = folder / "audit.heads";
  append_head(file, seal_at(7), day(1));
  const std::string whole = tests::read_file(file);
  for (std::size_t kept = 0; kept < whole.size(); kept += 13) {
    CAPTURE(kept);
    tests::write_file(file, whole.substr(0, kept));
    append_head(file, seal_at(9), day(2));
    CHECK(read_heads(file, kKey).heads == std::vector{seal_at(9).head});
  }
}

TEST_CASE("lines that are no heads are passed over and one of another key is told",
          "[audit][heads]") {
  const tests::TempFolder folder;
  const auto file = folder / "audit.heads";
  tests::write_file(file, "\n\n" + std::string(100'000, 'x') + "\n1 2\n1 2 3\n\xff\n");
  append_head(file, seal_at(7), day(1));
  append_head(file, seal_at(8, "a guessed key"), day(1));
  append_head(file, seal_at(9, "a guessed key"), day(1));
  const HeadsRead read = read_heads(file, kKey);
  CHECK(read.heads == std::vector{seal_at(7).head});
  REQUIRE(read.trouble);
  CHECK(read.trouble->kind == Trouble::Kind::Forged);
  CHECK(read.trouble->sentence ==
        "line 8 of the file of heads, of row 8, was not written with the relay's key");
}

TEST_CASE("heads are not written through a link", "[audit][heads]") {
  const tests::TempFolder folder;
  std::filesystem::create_symlink("elsewhere", folder / "audit.heads");
  CHECK_THROWS_AS(append_head(folder / "audit.heads", seal_at(7), day(1)),
                  std::filesystem::filesystem_error);
  CHECK_FALSE(std::filesystem::exists(folder / "elsewhere"));
}
