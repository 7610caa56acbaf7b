#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"

/// YAML text as a tree with places, in the part of YAML that a configuration needs: maps with plain
/// names, lists, text. Anchors, aliases, tags and second documents are refused, so nothing in a
/// tree is larger than what was written. Both of two equal keys are in the tree; who reads it
/// complains.
namespace config {

constexpr std::size_t kLongestText = 1'048'576;  ///< Bytes.
constexpr std::size_t kLongestLine = 4'096;      ///< Bytes.
constexpr unsigned kDeepest = 32;                ///< Maps and lists within each other.

struct Entry;

struct Node {
  enum class Kind { Nothing, Text, List, Map };

  Kind kind = Kind::Nothing;
  Spot at{};  ///< Its first character; of nothing, its key's.
  std::string text{};
  std::vector<Node> items;     ///< Of a list.
  std::vector<Entry> entries;  ///< Of a map, in the order of the text.
};

struct Entry {
  std::string key{};
  Spot at{};
  Node value;
};

/// Nothing when the text cannot be read as a tree; `problems` then says why. An empty text is a
/// node of kind Nothing.
std::optional<Node> parse(std::string_view text, Problems& problems);

}  // namespace config
