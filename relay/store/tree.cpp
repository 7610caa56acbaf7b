#include "relay/store/tree.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <tuple>
#include <utility>

#include "policy/require.h"

namespace relay::store {
namespace {

constexpr std::string_view kFirstLine = "sluice-tree-1";

constexpr std::array kRoles{std::pair{Role::Pointer, std::string_view{"pointer"}},
                            std::pair{Role::Signature, std::string_view{"signature"}},
                            std::pair{Role::Immutable, std::string_view{"immutable"}}};

std::string_view word(Role role) {
  return kRoles.at(static_cast<std::size_t>(role)).second;
}

std::optional<Role> role_in(std::string_view text) {
  for (const auto& [role, name] : kRoles) {
    if (text == name) return role;
  }
  return std::nullopt;
}

auto order(const Gap& gap) {
  return std::tie(gap.before, gap.after, gap.first, gap.last);
}

bool before(const File& one, const File& other) {
  return one.path < other.path;
}
bool before(const Gap& one, const Gap& other) {
  return order(one) < order(other);
}

// In order, and each once.
template <class Entry>
bool in_order(const std::vector<Entry>& entries) {
  const auto stuck = [](const Entry& one, const Entry& next) { return !before(one, next); };
  return std::ranges::adjacent_find(entries, stuck) == entries.end();
}

bool is_media_type(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c > ' ' && c <= '~'; });
}

bool is_sound(const Gap& gap) {
  const bool no_space = (gap.before + gap.after).find(' ') == std::string::npos;
  return no_space && gap.first <= gap.last &&
         is_servable_path(gap.before + std::to_string(gap.last) + gap.after);
}

std::string line_of(const File& file) {
  const auto also = file.also_valid_for;
  std::string line = "file ";
  for (const auto& field :
       {std::string{word(file.role)}, file.digest.hex(), std::to_string(file.size),
        std::to_string(policy::unix_seconds(file.modified)),
        also ? std::to_string(policy::unix_seconds(*also)) : std::string{"-"}, file.media_type}) {
    line += field + ' ';
  }
  return line + file.path + '\n';
}

std::string line_of(const Gap& gap) {
  return "gap " + std::to_string(gap.first) + ' ' + std::to_string(gap.last) + ' ' + gap.before +
         ' ' + gap.after + '\n';
}

// Every number has one spelling: no sign but a needed minus, no leading zero.
template <class Number>
std::optional<Number> number_in(std::string_view text) {
  Number number = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || std::to_string(number) != text) return std::nullopt;
  return number;
}

std::optional<policy::Instant> instant_in(std::string_view text) {
  const auto seconds = number_in<std::int64_t>(text);
  if (!seconds) return std::nullopt;
  return policy::from_unix_seconds(*seconds);
}

std::optional<policy::Digest> digest_in(std::string_view text) {
  const auto digest = policy::Digest::parse_hex(text);
  if (!digest || digest->hex() != text) return std::nullopt;
  return digest;
}

// Takes what stands before the first space, and the space.
std::string_view take_field(std::string_view& line) {
  const auto end = std::min(line.find(' '), line.size());
  const auto field = line.substr(0, end);
  line.remove_prefix(std::min(end + 1, line.size()));
  return field;
}

policy::Refused<std::string> refuse(const char* expected, std::string_view found) {
  return {"expected " + std::string{expected} + ", found '" + std::string{found} + "'"};
}

policy::Result<File, std::string> file_in(std::string_view line) {
  const auto role_text = take_field(line), digest_text = take_field(line);
  const auto size_text = take_field(line), modified_text = take_field(line);
  const auto also_text = take_field(line), media_type = take_field(line);
  const auto role = role_in(role_text);
  const auto digest = digest_in(digest_text);
  const auto size = number_in<std::uint64_t>(size_text);
  const auto modified = instant_in(modified_text);
  const auto also = instant_in(also_text);
  if (!role) return refuse("pointer, signature or immutable", role_text);
  if (!digest) return refuse("a SHA-256 of 64 lower-case digits", digest_text);
  if (!size) return refuse("a size in bytes", size_text);
  if (!modified) return refuse("seconds since 1970", modified_text);
  if (!also && also_text != "-") return refuse("seconds since 1970 or -", also_text);
  if (!is_media_type(media_type)) return refuse("a media type", media_type);
  if (!is_servable_path(line)) return refuse("a path that may be served", line);
  return File{.path = std::string{line},
              .digest = *digest,
              .size = *size,
              .role = *role,
              .media_type = std::string{media_type},
              .modified = *modified,
              .also_valid_for = also};
}

policy::Result<Gap, std::string> gap_in(std::string_view line) {
  const auto whole = line;
  const auto first = number_in<std::uint64_t>(take_field(line));
  const auto last = number_in<std::uint64_t>(take_field(line));
  const auto space = line.find(' ');
  if (!first || !last || space == std::string_view::npos) {
    return refuse("first, last, before and after of a gap", whole);
  }
  Gap gap{.before = std::string{line.substr(0, space)},
          .after = std::string{line.substr(space + 1)},
          .first = *first,
          .last = *last};
  if (!is_sound(gap)) return refuse("a gap of paths that may be served", whole);
  return gap;
}

// Appends an entry where it is one, and stands after the last.
template <class Entry>
std::optional<std::string> add(std::vector<Entry>& entries,
                               policy::Result<Entry, std::string> entry) {
  if (!entry) return entry.error();
  if (!entries.empty() && !before(entries.back(), *entry)) return "this stands out of order";
  entries.push_back(std::move(entry).value());
  return std::nullopt;
}

std::optional<std::string> read_line(std::string_view line, Tree& tree) {
  const auto kind = take_field(line);
  if (kind == "gap") return add(tree.gaps, gap_in(line));
  if (kind != "file") return refuse("file or gap", kind).why;
  if (!tree.gaps.empty()) return "files stand before gaps";
  return add(tree.files, file_in(line));
}

}  // namespace

const File* Tree::find(std::string_view path) const {
  const auto found = std::ranges::lower_bound(files, path, std::less<>{}, &File::path);
  return found != files.end() && found->path == path ? &*found : nullptr;
}

std::string render(Tree tree) {
  const auto sort = [](auto& entries) {
    std::ranges::sort(entries,
                      [](const auto& one, const auto& other) { return before(one, other); });
    policy::require(in_order(entries), "nothing stands in a tree twice");
  };
  sort(tree.files);
  sort(tree.gaps);
  std::string text = std::string{kFirstLine} + '\n';
  for (const File& file : tree.files) {
    policy::require(is_servable_path(file.path), "every path in a tree may be served");
    policy::require(is_media_type(file.media_type), "every file in a tree has a media type");
    text += line_of(file);
  }
  for (const Gap& gap : tree.gaps) {
    policy::require(is_sound(gap), "every gap in a tree stands for paths that may be served");
    text += line_of(gap);
  }
  return text;
}

policy::Result<Tree, BadTree> parse_tree(std::string_view text) {
  Tree tree;
  for (std::size_t number = 1; number == 1 || !text.empty(); ++number) {
    const auto end = text.find('\n');
    const auto line = text.substr(0, end);
    if (number == 1 && line != kFirstLine) {
      return policy::Refused{BadTree{number, refuse("sluice-tree-1", line).why}};
    }
    if (end == std::string_view::npos) {
      return policy::Refused{BadTree{number, "the line does not end"}};
    }
    const auto wrong = number == 1 ? std::nullopt : read_line(line, tree);
    if (wrong) return policy::Refused{BadTree{number, *wrong}};
    text.remove_prefix(end + 1);
  }
  return tree;
}

}  // namespace relay::store
