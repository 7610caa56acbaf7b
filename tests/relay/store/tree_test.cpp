#include "relay/store/tree.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/support/day.h"

using policy::Digest;
using relay::store::File;
using relay::store::Gap;
using relay::store::parse_tree;
using relay::store::render;
using relay::store::Role;
using relay::store::Tree;
using tests::day;

namespace {

const std::string kDigits = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const std::string kText =
    "sluice-tree-1\n"
    "file immutable " +
    kDigits +
    " 1637 1767312000 - application/octet-stream daily-27500.cdiff\n"
    "file pointer " +
    kDigits +
    " 9483 1767225600 1767225599 text/plain daily.cvd\n"
    "file signature " +
    kDigits +
    " 0 0 -1 x/y with a space.sign\n"
    "gap 27471 27499 daily- .cdiff\n";

Tree example() {
  const Digest digest = *Digest::parse_hex(kDigits);
  return {.files = {File{.path = "daily-27500.cdiff",
                         .digest = digest,
                         .size = 1637,
                         .modified = day(1)},
                    File{.path = "daily.cvd",
                         .digest = digest,
                         .size = 9483,
                         .role = Role::Pointer,
                         .media_type = "text/plain",
                         .modified = day(0),
                         .also_valid_for = day(0) - std::chrono::seconds{1}},
                    File{.path = "with a space.sign",
                         .digest = digest,
                         .role = Role::Signature,
                         .media_type = "x/y",
                         .also_valid_for = policy::from_unix_seconds(-1)}},
          .gaps = {Gap{.before = "daily-", .after = ".cdiff", .first = 27'471, .last = 27'499}}};
}

std::string with(const std::string& from, const std::string& to) {
  std::string text = kText;
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

/// Trees of all shapes, from a seed.
class Trees {
 public:
  explicit Trees(int seed) : chance_{static_cast<unsigned>(seed)} {}

  Tree next() {
    std::map<std::string, File> files;
    for (auto count = below(12); count > 0; --count) {
      File file = one_file();
      files.insert_or_assign(file.path, std::move(file));
    }
    std::map<std::string, Gap> gaps;
    for (auto count = below(4); count > 0; --count) {
      const std::string stem = "gap" + std::to_string(count) + "-";
      const auto first = below(~std::uint64_t{0});
      gaps[stem] = {.before = stem,
                    .after = below(2) == 0 ? "" : ".cdiff",
                    .first = first,
                    .last = first + below(~first)};
    }
    Tree tree;
    for (auto& [path, file] : files) tree.files.push_back(std::move(file));
    for (auto& [stem, gap] : gaps) tree.gaps.push_back(std::move(gap));
    return tree;
  }

  template <class Entry>
  void shuffle(std::vector<Entry>& entries) {
    std::ranges::shuffle(entries, chance_);
  }

 private:
  std::uint64_t below(std::uint64_t limit) {
    return std::uniform_int_distribution<std::uint64_t>{0, limit - (limit > 0 ? 1 : 0)}(chance_);
  }
  std::string one_path() {
    static const std::vector<std::string> kPieces{"a",  "b", "Z", "-",  ".", " ", "/",  "%3a",
                                                  "27", "_", "ß", "日", "😀", "~", "con"};
    for (;;) {
      std::string path;
      for (auto count = 1 + below(8); count > 0; --count) path += kPieces[below(kPieces.size())];
      if (relay::store::is_servable_path(path)) return path;
    }
  }
  File one_file() {
    File file{.path = one_path(), .size = below(~std::uint64_t{0})};
    for (auto& byte : file.digest.bytes) byte = static_cast<std::byte>(below(256));
    file.role = static_cast<Role>(below(3));
    if (below(2) == 0) file.media_type = "text/plain;charset=utf-8";
    file.modified = day(static_cast<int>(below(9'000)));
    if (below(2) == 0) file.also_valid_for = day(0) - std::chrono::seconds{below(4'000'000'000)};
    return file;
  }

  std::mt19937 chance_;
};

}  // namespace

TEST_CASE("a tree has one text", "[store][tree]") {
  CHECK(render(example()) == kText);
  const auto tree = parse_tree(kText);
  REQUIRE(tree);
  CHECK(*tree == example());
}

TEST_CASE("an empty tree is a tree", "[store][tree]") {
  CHECK(render({}) == "sluice-tree-1\n");
  CHECK(parse_tree("sluice-tree-1\n").value() == Tree{});
}

TEST_CASE("a file of a tree is found by its whole path", "[store][tree]") {
  const Tree tree = example();
  REQUIRE(tree.find("daily.cvd"));
  CHECK(tree.find("daily.cvd")->size == 9483);
  CHECK(tree.find("daily-27500.cdiff") == &tree.files[0]);
  CHECK(tree.find("with a space.sign") == &tree.files[2]);
  for (const auto* path : {"", "a", "daily", "daily.cvd/", "daily.cvdx", "z"}) {
    CAPTURE(path);
    CHECK(tree.find(path) == nullptr);
  }
}

TEST_CASE("what is not a tree's one text is refused with its line and place", "[store][tree]") {
  struct Case {
    std::string text;
    std::size_t line;
    std::string what;
  };
  const auto [text, line, what] = GENERATE(values<Case>({
      {"", 1, "expected sluice-tree-1, found ''"},
      {"sluice-tree-1", 1, "the line does not end"},
      {with("tree-1", "tree-2"), 1, "expected sluice-tree-1, found 'sluice-tree-2'"},
      {kText.substr(0, kText.size() - 1), 5, "the line does not end"},
      {kText + "\n", 6, "expected file or gap, found ''"},
      {kText + "hole 1 2 a b\n", 6, "expected file or gap, found 'hole'"},
      {with("file pointer", " file pointer"), 3, "expected file or gap, found ''"},
      {with("immutable", "Immutable"), 2,
       "expected pointer, signature or immutable, found 'Immutable'"},
      {with("pointer", "pointer "), 3, "expected a SHA-256 of 64 lower-case digits, found ''"},
      {with("9f86", "9F86"), 2,
       "expected a SHA-256 of 64 lower-case digits, found '9F86" + kDigits.substr(4) + "'"},
      {with("9f86", "f86"), 2,
       "expected a SHA-256 of 64 lower-case digits, found 'f86" + kDigits.substr(4) + "'"},
      {with(" 1637 ", " 01637 "), 2, "expected a size in bytes, found '01637'"},
      {with(" 1637 ", " +1637 "), 2, "expected a size in bytes, found '+1637'"},
      {with(" 1637 ", " -1637 "), 2, "expected a size in bytes, found '-1637'"},
      {with(" 1637 ", " 1637x "), 2, "expected a size in bytes, found '1637x'"},
      {with(" 1637 ", " 18446744073709551616 "), 2,
       "expected a size in bytes, found '18446744073709551616'"},
      {with(" 1767312000 -", " - -"), 2, "expected seconds since 1970, found '-'"},
      {with(" 0 -1 ", " -0 -1 "), 4, "expected seconds since 1970, found '-0'"},
      {with("1767225599", "--"), 3, "expected seconds since 1970 or -, found '--'"},
      {with("text/plain ", " "), 3, "expected a media type, found ''"},
      {with("text/plain", "text/\tplain"), 3, "expected a media type, found 'text/\tplain'"},
      {with("daily.cvd", "../cvd"), 3, "expected a path that may be served, found '../cvd'"},
      {with(" daily.cvd", ""), 3, "expected a path that may be served, found ''"},
      {with("with a", "aaaa a"), 4, "this stands out of order"},
      {with("with a space.sign", "daily.cvd"), 4, "this stands out of order"},
      {with("gap", kText.substr(14, kText.find('\n', 14) - 13) + "gap"), 5,
       "this stands out of order"},
      {kText + kText.substr(kText.find("file")), 6, "files stand before gaps"},
      {kText + kText.substr(kText.find("gap")), 6, "this stands out of order"},
      {with("27471 27499", "27500 27499"), 5,
       "expected a gap of paths that may be served, found '27500 27499 daily- .cdiff'"},
      {with("27471 ", "027471 "), 5,
       "expected first, last, before and after of a gap, found '027471 27499 daily- .cdiff'"},
      {with("daily- .cdiff\n", "daily-\n"), 5,
       "expected first, last, before and after of a gap, found '27471 27499 daily-'"},
      {with("daily- .cdiff\n", "daily- .cdiff more\n"), 5,
       "expected a gap of paths that may be served, found '27471 27499 daily- .cdiff more'"},
      {with("daily- .cdiff\n", "../ .cdiff\n"), 5,
       "expected a gap of paths that may be served, found '27471 27499 ../ .cdiff'"},
  }));
  CAPTURE(text);
  const auto tree = parse_tree(text);
  REQUIRE_FALSE(tree);
  CHECK(tree.error().line == line);
  CHECK(tree.error().what == what);
}

TEST_CASE("a gap may begin or end with its number", "[store][tree]") {
  const Tree tree{.gaps = {{.before = "", .after = ".root.json", .first = 1, .last = 1},
                           {.before = "v", .after = "", .first = 0, .last = 2}}};
  CHECK(render(tree) == "sluice-tree-1\ngap 1 1  .root.json\ngap 0 2 v \n");
  CHECK(parse_tree(render(tree)).value() == tree);
}

TEST_CASE("every tree is read as it was written", "[store][tree][property]") {
  const auto seed = GENERATE(take(300, random(0, 1'000'000)));
  CAPTURE(seed);
  const Tree tree = Trees{seed}.next();
  const std::string text = render(tree);
  CAPTURE(text);
  const auto read = parse_tree(text);
  REQUIRE(read);
  CHECK(*read == tree);
  for (const File& file : tree.files) CHECK(*tree.find(file.path) == file);
}

TEST_CASE("a tree's text does not depend on the order of its files", "[store][tree][property]") {
  const auto seed = GENERATE(take(200, random(0, 1'000'000)));
  CAPTURE(seed);
  Trees trees{seed};
  const Tree tree = trees.next();
  Tree shuffled = tree;
  trees.shuffle(shuffled.files);
  trees.shuffle(shuffled.gaps);
  CHECK(render(shuffled) == render(tree));
}

TEST_CASE("two trees have the same text only when they are equal", "[store][tree][property]") {
  const auto seed = GENERATE(take(200, random(0, 1'000'000)));
  CAPTURE(seed);
  Trees trees{seed};
  Tree tree = trees.next();
  const std::string text = render(tree);
  if (tree.files.empty()) tree.files.push_back({.path = "new"});
  File& file = tree.files.front();
  const auto change = GENERATE(range(0, 6));
  if (change == 0) file.size ^= 1;
  if (change == 1) file.digest.bytes[31] ^= std::byte{1};
  if (change == 2) file.role = file.role == Role::Pointer ? Role::Signature : Role::Pointer;
  if (change == 3) file.media_type += "x";
  if (change == 4) file.modified += std::chrono::seconds{1};
  if (change == 5) file.also_valid_for = day(99'999);
  CHECK(render(tree) != text);
}

TEST_CASE("no text that a byte was flipped in is taken for another tree's",
          "[store][tree][property]") {
  const auto seed = GENERATE(take(300, random(0, 1'000'000)));
  CAPTURE(seed);
  std::mt19937 chance{static_cast<unsigned>(seed)};
  std::string text = kText;
  text[chance() % text.size()] ^= static_cast<char>(1 << chance() % 8);
  CAPTURE(text);
  if (const auto tree = parse_tree(text)) CHECK(render(*tree) == text);
}
