#include "config/yaml.h"

#include <catch2/catch.hpp>

using config::Node;
using config::Spot;

namespace {

std::string refusal(const std::string& text) {
  config::Problems problems{"sluice.yaml"};
  const auto root = config::parse(text, problems);
  CHECK_FALSE(root);
  std::string shown;
  for (const auto& problem : std::move(problems).sorted()) shown += config::show(problem, text);
  return shown;
}

std::optional<Node> tree(const std::string& text) {
  config::Problems problems{"sluice.yaml"};
  auto root = config::parse(text, problems);
  CHECK(problems.errors() == 0);
  return root;
}

std::string nested(unsigned depth) {
  return std::string(depth, '[') + std::string(depth, ']') + "\n";
}

}  // namespace

TEST_CASE("a text becomes a tree with places", "[config][yaml]") {
  const auto root = tree("a: 1\nb:\n  - x\n  - { c: \"y z\" }\n");
  REQUIRE(root);
  REQUIRE(root->kind == Node::Kind::Map);
  REQUIRE(root->entries.size() == 2);
  CHECK(root->entries[0].key == "a");
  CHECK(root->entries[0].value.text == "1");
  CHECK(root->entries[0].value.at == Spot{1, 4});
  const Node& list = root->entries[1].value;
  CHECK(root->entries[1].at == Spot{2, 1});
  REQUIRE(list.kind == Node::Kind::List);
  REQUIRE(list.items.size() == 2);
  CHECK(list.items[0].at == Spot{3, 5});
  REQUIRE(list.items[1].entries.size() == 1);
  CHECK(list.items[1].entries[0].at == Spot{4, 7});
  CHECK(list.items[1].entries[0].value.text == "y z");
}

TEST_CASE("both of two equal keys are in the tree", "[config][yaml]") {
  const auto root = tree("approvals: 2\napprovals: 0\n");
  REQUIRE(root);
  REQUIRE(root->entries.size() == 2);
  CHECK(root->entries[1].at == Spot{2, 1});
}

TEST_CASE("nothing stands where its key stands", "[config][yaml]") {
  const auto root = tree("a:\nb: ~\nc: [~]\n");
  REQUIRE(root);
  REQUIRE(root->entries.size() == 3);
  CHECK(root->entries[0].value.kind == Node::Kind::Nothing);
  CHECK(root->entries[0].value.at == Spot{1, 1});
  CHECK(root->entries[1].value.at == Spot{2, 1});
  CHECK(root->entries[2].value.items.at(0).at == Spot{3, 4});
}

TEST_CASE("an empty text is nothing and not a failure", "[config][yaml]") {
  for (const auto* text : {"", "\n", "# a remark\n", "---\n", "\xef\xbb\xbf"}) {
    CAPTURE(text);
    const auto root = tree(text);
    REQUIRE(root);
    CHECK(root->kind == Node::Kind::Nothing);
  }
}

TEST_CASE("columns are characters and line ends of Windows are fine", "[config][yaml]") {
  const auto root = tree("\xef\xbb\xbf{ \xc3\xa4\xe2\x82\xac: x }\r\n");
  REQUIRE(root);
  REQUIRE(root->entries.size() == 1);
  CHECK(root->entries[0].at == Spot{1, 3});
  CHECK(root->entries[0].value.at == Spot{1, 7});
}

TEST_CASE("what a configuration does not need is refused where it stands", "[config][yaml]") {
  CHECK(refusal("a: &x 1\n") ==
        "sluice.yaml:1:4: anchors are not used here; write the value out\n"
        "  1 | a: &x 1\n"
        "         ^\n");
  CHECK(refusal("a: 1\nb: !!int 2\n") ==
        "sluice.yaml:2:4: tags are not used here\n"
        "  2 | b: !!int 2\n"
        "         ^\n");
  CHECK(refusal("a: 1\n---\nb: 2\n") ==
        "sluice.yaml:2:1: a second document begins here; one file is one document\n"
        "  2 | ---\n"
        "      ^\n");
  CHECK(refusal("{ [a]: b }\n") ==
        "sluice.yaml:1:3: the name of a setting is expected here\n"
        "  1 | { [a]: b }\n"
        "        ^\n");
  CHECK(refusal("a: *x\n").starts_with("sluice.yaml:1:4: this is not YAML: "));
}

TEST_CASE("a tab in the indentation is called by its name", "[config][yaml]") {
  CHECK(refusal("a:\n\tb: 1\n") ==
        "sluice.yaml:2:1: a tab stands here; YAML is indented with spaces\n"
        "  2 | \tb: 1\n"
        "      ^\n");
}

TEST_CASE("broken syntax is shown where it broke", "[config][yaml]") {
  CHECK(refusal("a: [1, 2\nb: 3\n") ==
        "sluice.yaml:2:2: this is not YAML: end of sequence flow not found\n"
        "  2 | b: 3\n"
        "       ^\n");
}

TEST_CASE("a tree is at most 32 levels deep", "[config][yaml]") {
  CHECK(tree(nested(32)));
  CHECK(
      refusal(nested(33)).starts_with("sluice.yaml:1:33: this is nested deeper than 32 levels\n"));
  CHECK(refusal(std::string(4'000, '[')).find("this is nested deeper than 32 levels") !=
        std::string::npos);
}

TEST_CASE("a text is at most a mebibyte and a line at most 4096 bytes", "[config][yaml]") {
  std::string most = "a: 1\n";
  while (most.size() + 2 <= config::kLongestText) most += "#\n";
  most.resize(config::kLongestText, '\n');
  CHECK(tree(most));
  CHECK(refusal(most + "\n") == "sluice.yaml: the file is longer than 1 MiB\n");

  CHECK(tree("a: " + std::string(config::kLongestLine - 3, 'x') + "\n"));
  CHECK(refusal("a: 1\nb: " + std::string(config::kLongestLine - 2, 'x') + "\n")
            .starts_with("sluice.yaml:2:1: this line is longer than 4096 bytes; break it up\n"));
}

TEST_CASE("only printable UTF-8 is text", "[config][yaml]") {
  for (const auto* right : {"a: \xc2\x80", "a: \xdf\xbf", "a: \xe0\xa0\x80", "a: \xed\x9f\xbf",
                            "a: \xf0\x90\x80\x80", "a: \xf4\x8f\xbf\xbf", "a:\t1", "a: 1\r\n"}) {
    CAPTURE(right);
    CHECK(tree(right));
  }
  for (const auto* wrong :
       {"a: \x80", "a: \xc1\xbf", "a: \xc3", "a: \xe0\x9f\xbf", "a: \xed\xa0\x80", "a: \xe2\x82",
        "a: \xf0\x8f\xbf\xbf", "a: \xf4\x90\x80\x80", "a: \xf5\x80\x80\x80", "a: \x01",
        "a: \x1b[2J", "a: \x7f", "a: 1\rb: 2"}) {
    CAPTURE(wrong);
    CHECK(refusal(wrong).find("this character is not printable UTF-8 text") != std::string::npos);
  }
  CHECK(refusal(std::string("a: \0b", 5)).starts_with("sluice.yaml:1:4: this character"));
}
