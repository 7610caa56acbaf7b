#include "config/values.h"

#include <algorithm>
#include <charconv>

#include "config/guess.h"
#include "config/units.h"

namespace config {
namespace {

// Longer than any sensible value; a message is no place for a page.
constexpr std::size_t kLongestQuote = 80;

// The text of a node, read by `parse`.
template <class Parse>
auto parsed(Problems& problems, const Node* node, std::string_view expected, Parse parse)
    -> decltype(parse(std::string_view{})) {
  if (node == nullptr) return std::nullopt;
  if (node->kind == Node::Kind::Text) {
    if (auto value = parse(std::string_view{node->text})) return value;
  }
  add_unexpected(problems, *node, expected);
  return std::nullopt;
}

}  // namespace

std::string found(const Node& node) {
  switch (node.kind) {
    case Node::Kind::Nothing:
      return "nothing";
    case Node::Kind::List:
      return "a list";
    case Node::Kind::Map:
      return "a map";
    case Node::Kind::Text:
      break;
  }
  if (node.text.size() <= kLongestQuote) return "'" + node.text + "'";
  return std::to_string(node.text.size()) + " characters of text";
}

void add_unexpected(Problems& problems, const Node& node, std::string_view expected,
                    std::string hint) {
  problems.add(node.at, "expected " + std::string{expected} + ", found " + found(node),
               std::move(hint));
}

std::optional<std::string> text(Problems& problems, const Node* node, std::string_view expected) {
  return parsed(problems, node, expected, [](std::string_view written) {
    return written.empty() ? std::nullopt : std::optional{std::string{written}};
  });
}

std::optional<policy::Span> span(Problems& problems, const Node* node) {
  return parsed(problems, node, "a duration such as 90m, 12h or 3d", policy::parse_span);
}

std::optional<policy::Span> lasting(Problems& problems, const Node* node) {
  return parsed(problems, node, "a duration above 0s such as 90m, 12h or 3d",
                [](std::string_view written) {
                  const auto read = policy::parse_span(written);
                  return read && *read > policy::Span::zero() ? read : std::nullopt;
                });
}

std::optional<std::uint64_t> size(Problems& problems, const Node* node) {
  return parsed(problems, node, "a size such as 512 KiB or 10 GiB", parse_size);
}

std::optional<std::uint64_t> rate(Problems& problems, const Node* node) {
  return parsed(problems, node, "a rate such as 5 MiB/s", parse_rate);
}

std::optional<bool> flag(Problems& problems, const Node* node) {
  return parsed(problems, node, "true or false", [](std::string_view written) {
    if (written == "true") return std::optional{true};
    return written == "false" ? std::optional{false} : std::nullopt;
  });
}

std::optional<std::uint64_t> count(Problems& problems, const Node* node, Range range) {
  const std::string expected =
      "a number from " + std::to_string(range.least) + " to " + std::to_string(range.most);
  return parsed(problems, node, expected,
                [range](std::string_view written) -> std::optional<std::uint64_t> {
                  std::uint64_t number = 0;
                  const char* const end = written.data() + written.size();
                  const auto [rest, error] = std::from_chars(written.data(), end, number);
                  if (error != std::errc{} || rest != end) return std::nullopt;
                  if (number < range.least || number > range.most) return std::nullopt;
                  return number;
                });
}

std::optional<policy::VersionText> version(Problems& problems, const Node* node) {
  return parsed(
      problems, node, "a version, 1 to 256 printable ASCII characters",
      [](std::string_view written) { return policy::VersionText::parse(std::string{written}); });
}

std::optional<std::filesystem::path> path(Problems& problems, const Node* node) {
  const auto written = text(problems, node, "a path");
  if (!written) return std::nullopt;
  const auto folder = std::filesystem::path{problems.file()}.parent_path();
  return (folder / *written).lexically_normal();
}

std::string read_user_agent(Problems& problems, const Node* node) {
  const auto printable = [](char c) { return c >= ' ' && c <= '~'; };
  const auto agent = parsed(problems, node, "a user agent of 1 to 256 printable ASCII characters",
                            [printable](std::string_view written) {
                              const bool sized = !written.empty() && written.size() <= 256;
                              return sized && std::ranges::all_of(written, printable)
                                         ? std::optional{std::string{written}}
                                         : std::nullopt;
                            });
  return agent.value_or("");
}

std::vector<const Node*> items(Problems& problems, const Node* node, std::string_view expected) {
  if (node == nullptr) return {};
  if (node->kind == Node::Kind::List) return one_or_list(node);
  add_unexpected(problems, *node, expected);
  return {};
}

std::vector<const Node*> one_or_list(const Node* node) {
  if (node == nullptr) return {};
  if (node->kind != Node::Kind::List) return {node};
  std::vector<const Node*> all;
  for (const Node& item : node->items) all.push_back(&item);
  return all;
}

void add_unknown_word(Problems& problems, const Node& node, const std::vector<std::string>& words) {
  const bool written = node.kind == Node::Kind::Text;
  const auto meant = written ? nearest(node.text, words) : std::string_view{};
  add_unexpected(problems, node, either(words),
                 meant.empty() ? "" : "did you mean '" + std::string{meant} + "'?");
}

}  // namespace config
