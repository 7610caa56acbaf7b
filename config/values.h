#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/release.h"
#include "policy/time.h"

/// Typed values out of a tree. Each takes a node or nothing: nothing yields nothing without a word,
/// a node that is not what is wanted yields nothing and a problem.
namespace config {

/// "'three days'", "a list", "a map", "nothing": how a message calls what it found.
std::string found(const Node& node);

void add_unexpected(Problems& problems, const Node& node, std::string_view expected,
                    std::string hint = {});

/// Text that is not empty.
std::optional<std::string> text(Problems& problems, const Node* node, std::string_view expected);
std::optional<policy::Span> span(Problems& problems, const Node* node);
/// As span(), and above 0s: what must last for a while.
std::optional<policy::Span> lasting(Problems& problems, const Node* node);
std::optional<std::uint64_t> size(Problems& problems, const Node* node);
std::optional<std::uint64_t> rate(Problems& problems, const Node* node);
std::optional<bool> flag(Problems& problems, const Node* node);

struct Range {
  std::uint64_t least = 0;
  std::uint64_t most = 0;
};
std::optional<std::uint64_t> count(Problems& problems, const Node* node, Range range);

/// What a vendor calls a release.
std::optional<policy::VersionText> version(Problems& problems, const Node* node);

/// Relative to the folder of the file that is read.
std::optional<std::filesystem::path> path(Problems& problems, const Node* node);

/// What stands in a User-Agent field: printable ASCII, at most 256 characters. Empty when absent.
std::string read_user_agent(Problems& problems, const Node* node);

/// The entries of a list.
std::vector<const Node*> items(Problems& problems, const Node* node, std::string_view expected);
/// The entries of a list, or the one that stands there alone.
std::vector<const Node*> one_or_list(const Node* node);

/// A name of the kind Id; `what` is "a group", "a feed".
template <class Id>
std::optional<Id> name(Problems& problems, const Node* node, std::string_view what) {
  const std::string expected = "a name of " + std::string{what} + " (" + Id::kShape + ")";
  const auto written = text(problems, node, expected);
  if (!written) return std::nullopt;
  auto id = Id::parse(*written);
  if (!id) add_unexpected(problems, *node, expected);
  return id;
}

/// One word of a closed set.
template <class T>
using Words = std::vector<std::pair<std::string, T>>;

/// Says that this is none of the words, and which was probably meant.
void add_unknown_word(Problems& problems, const Node& node, const std::vector<std::string>& words);

template <class T>
std::optional<T> word(Problems& problems, const Node* node, const Words<T>& words) {
  if (node == nullptr) return std::nullopt;
  std::vector<std::string> known;
  for (const auto& [written, value] : words) {
    if (node->kind == Node::Kind::Text && node->text == written) return value;
    known.push_back(written);
  }
  add_unknown_word(problems, *node, known);
  return std::nullopt;
}

}  // namespace config
