#include <catch2/catch.hpp>

#include "tests/house/boundaries.h"
#include "tests/house/layers.h"
#include "tests/house/naming.h"
#include "tests/house/source_text.h"
#include "tests/house/text_rules.h"
#include "tests/house/tree.h"

/// The rules of the house, held against the tree as it lies here. What each rule refuses is shown
/// by the other tests in this folder.

namespace tests::house {
namespace {

const std::vector<File>& product() {
  static const auto files = sources({"policy", "config", "relay"});
  return files;
}

const std::vector<File>& everything() {
  static const auto files = sources({"policy", "config", "relay", "tests", "packaging"});
  return files;
}

template <class Rule>
std::string kept(const std::vector<File>& files, Rule rule) {
  std::string shown;
  for (const auto& file : files) shown += show(rule(file.path, file.text));
  return shown;
}

Layers layers() {
  return parse_layers(text_of("relay/layers.txt"));
}

}  // namespace

TEST_CASE("the tree has the rooms that the table names", "[house]") {
  CHECK(product().size() > 50);
  CHECK(layers().size() > 10);
  CHECK(show(check_order(layers())) == "");
}

TEST_CASE("every include is one that the table allows", "[house][layers]") {
  const auto table = layers();
  CHECK(kept(product(), [&table](const std::string& path, std::string_view text) {
          const auto* const room = room_of(table, path);
          const auto readme = room == nullptr ? "" : text_of(room->name + "/README.md");
          return check_includes(table, path, text, readme);
        }) == "");
}

TEST_CASE("only four boundaries catch everything", "[house]") {
  Breaches all;
  for (const auto& file : product()) {
    for (auto& found : catch_alls(file.path, file.text)) all.push_back(std::move(found));
  }
  CHECK(show(check_boundaries(all)) == "");
}

TEST_CASE("no file or type of the product is named by a word that says nothing", "[house]") {
  CHECK(kept(product(), check_names) == "");
}

TEST_CASE("every line has at most 100 columns and every file 400 lines", "[house]") {
  CHECK(kept(everything(), check_lengths) == "");
}

TEST_CASE("no source speaks of work that is not done", "[house]") {
  CHECK(kept(everything(), check_notes) == "");
}

TEST_CASE("every header is guarded", "[house]") {
  CHECK(kept(everything(), check_guard) == "");
}

TEST_CASE("no source takes in a whole namespace", "[house]") {
  CHECK(kept(product(), check_using) == "");
}

TEST_CASE("the present is asked for in one place and nothing is executed", "[house]") {
  CHECK(kept(everything(), check_calls) == "");
}

TEST_CASE("every statement is a literal", "[house]") {
  CHECK(kept(product(), check_statements) == "");
}

TEST_CASE("no name of a test has a comma", "[house]") {
  CHECK(kept(everything(), check_test_names) == "");
}

TEST_CASE("every room has a page that says what it is", "[house]") {
  std::vector<std::string> rooms{"packaging", "tests"};
  for (const auto& room : layers()) rooms.push_back(room.name);
  for (const auto& room : existing(rooms)) {
    CAPTURE(room);
    const auto readme = text_of(room + "/README.md");
    CHECK(readme.starts_with("# "));
    CHECK(lines(readme).size() <= 80);
  }
}

}  // namespace tests::house
