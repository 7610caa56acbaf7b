#include "relay/pack/tar_gz.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/tar_gz.h"
#include "tests/support/temp_folder.h"

using relay::pack::Caps;
using relay::pack::Member;
using relay::pack::Reader;

namespace {

constexpr Caps kGenerous{
    .member_bytes = 1'000'000, .total_bytes = 10'000'000, .members = 10, .ratio = 10'000};

struct Archive {
  tests::TempFolder folder;
  std::filesystem::path file = folder / "archive";
  std::uint64_t offset = 0;

  explicit Archive(const std::string& bytes, const std::string& before = "")
      : offset{before.size()} {
    tests::write_file(file, before + bytes);
  }

  auto find(const std::string& name, const Caps& caps = kGenerous) const {
    return find_member(file, offset, caps, name);
  }

  /// Everything in it, or the refusal.
  std::string read(const Caps& caps = kGenerous) const {
    std::string text;
    const auto done = read_tar_gz(file, offset, caps, [&](const Member& member) -> Reader {
      text += "[" + member.name + " " + std::to_string(member.size) + "]";
      return [&text](std::span<const std::byte> bytes) {
        text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      };
    });
    return done ? text : "refused: " + done.error().what;
  }
};

const tests::Members kTwo{{"first", "one"}, {"second", "two and more"}};

}  // namespace

TEST_CASE("all members come in order with their bytes", "[pack]") {
  CHECK(Archive{tests::tar_gz(kTwo)}.read() == "[first 3]one[second 12]two and more");
  CHECK(Archive{tests::tar_gz({})}.read().empty());
  CHECK(Archive{tests::tar_gz({{"empty", ""}})}.read() == "[empty 0]");
}

TEST_CASE("an archive may begin anywhere in a file", "[pack]") {
  CHECK(Archive{tests::tar_gz(kTwo), std::string(512, ' ')}.read() ==
        "[first 3]one[second 12]two and more");
}

TEST_CASE("one member is found by its exact name", "[pack]") {
  const Archive archive{tests::tar_gz(kTwo)};
  CHECK(**archive.find("second") == "two and more");
  CHECK(**archive.find("first") == "one");
  CHECK_FALSE(archive.find("secon")->has_value());
  CHECK_FALSE(archive.find("./second")->has_value());
}

TEST_CASE("a member may be as large as the cap and not a byte larger", "[pack]") {
  const Archive archive{tests::tar_gz({{"a", std::string(100, 'x')}})};
  Caps caps = kGenerous;
  caps.member_bytes = 100;
  CHECK(archive.find("a", caps)->has_value());
  caps.member_bytes = 99;
  CHECK(archive.find("a", caps).error().what == "'a' in the archive is larger than 99 bytes");
}

TEST_CASE("all members together may be as large as the cap and not a byte larger", "[pack]") {
  const Archive archive{tests::tar_gz({{"a", std::string(60, 'x')}, {"b", std::string(40, 'x')}})};
  Caps caps = kGenerous;
  caps.total_bytes = 100;
  CHECK(archive.read(caps).starts_with("[a 60]"));
  caps.total_bytes = 99;
  CHECK(archive.read(caps) == "refused: the archive holds more than 99 bytes");
}

TEST_CASE("an archive may have as many members as the cap and not one more", "[pack]") {
  const Archive archive{tests::tar_gz(kTwo)};
  Caps caps = kGenerous;
  caps.members = 2;
  CHECK(archive.read(caps).starts_with("[first"));
  caps.members = 1;
  CHECK(archive.read(caps) == "refused: the archive has more than 1 members");
}

TEST_CASE("a bomb is refused by its ratio", "[pack]") {
  Caps caps{.member_bytes = 50'000'000, .total_bytes = 50'000'000, .members = 10, .ratio = 200};
  const Archive bomb{tests::tar_gz({{"zeros", std::string(20'000'000, '\0')}})};
  CHECK(bomb.read(caps) == "refused: the archive unpacks to more than 200 times its size");
  caps.ratio = 2'000;
  CHECK(bomb.read(caps).starts_with("[zeros"));
}

TEST_CASE("a small regular text is not taken for a bomb", "[pack]") {
  Caps caps = kGenerous;
  caps.ratio = 2;
  CHECK(Archive{tests::tar_gz({{"zeros", std::string(900'000, '\0')}})}.read(caps).starts_with(
      "[zeros"));
}

TEST_CASE("links and folders are refused", "[pack]") {
  CHECK(Archive{tests::tar_gz_with_symlink(kTwo)}.read() ==
        "refused: 'link' in the archive is not a plain file");
  CHECK(Archive{tests::tar_gz_with_hard_link(kTwo)}.read() ==
        "refused: 'link' in the archive is not a plain file");
  CHECK(Archive{tests::tar_gz_with_folder(kTwo)}.read() ==
        "refused: 'folder/' in the archive is not a plain file");
}

TEST_CASE("an archive that is cut off is refused unless every member is in what is left",
          "[pack]") {
  const std::string whole = tests::tar_gz({{"a", "one"}, {"b", std::string(3'000, 'x')}});
  const std::string content = Archive{whole}.read();
  REQUIRE(content == "[a 3]one[b 3000]" + std::string(3'000, 'x'));
  std::size_t refused = 0;
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string read = Archive{whole.substr(0, size)}.read();
    CAPTURE(size, read);
    if (read == content) continue;
    CHECK(read.starts_with("refused: the archive is damaged"));
    ++refused;
  }
  CHECK(refused > whole.size() / 2);
}

TEST_CASE("a tar that is not compressed is refused", "[pack]") {
  CHECK(Archive{tests::tar(kTwo)}.read() == "refused: the archive is damaged: not gzip");
}

TEST_CASE("bytes that are no archive are refused", "[pack]") {
  CHECK(Archive{"<html><body>Not found</body></html>"}.read().starts_with("refused: the archive"));
  CHECK(Archive{std::string(5'000, '\0')}.read().starts_with("refused: the archive"));
}

TEST_CASE("a missing archive is a broken machine and not a bad archive", "[pack]") {
  const tests::TempFolder folder;
  CHECK_THROWS_AS(find_member(folder / "absent", 0, kGenerous, "a"),
                  std::filesystem::filesystem_error);
}
