#include "relay/feed/files/manifest.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_set>
#include <utility>

#include "relay/store/tree.h"

namespace relay::feed::files {
namespace {

using policy::Refused;

// A vendor's text in our messages: printable, and not longer than a line of a log should be.
std::string in_quotes(std::string_view text) {
  constexpr std::size_t kMost = 80;
  std::string shown{text.substr(0, kMost)};
  std::ranges::replace_if(
      shown, [](char c) { return c < ' ' || c > '~'; }, '?');
  return "'" + shown + (text.size() > kMost ? "…'" : "'");
}

std::optional<std::uint64_t> parse_size(std::string_view text) {
  std::uint64_t size = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, size);
  const bool leading_zero = text.size() > 1 && text.front() == '0';
  if (error != std::errc{} || rest != end || leading_zero || size > kLargestFile) {
    return std::nullopt;
  }
  return size;
}

policy::Result<Listed, std::string> parse_line(std::string_view line) {
  const auto first = line.find(',');
  const auto last = line.rfind(',');
  if (first == last || line.find(',', first + 1) != last) {
    return Refused{"expected name,sha256,size, found " + in_quotes(line)};
  }
  const auto name = line.substr(0, first);
  const auto hash = line.substr(first + 1, last - first - 1);
  const auto amount = line.substr(last + 1);
  if (name == "PULP_MANIFEST") return Refused{std::string{"the manifest lists itself"}};
  if (!store::is_servable_path(name)) {
    return Refused{in_quotes(name) + " is not a name that can be served"};
  }
  const auto digest = policy::Digest::parse_hex(hash);
  if (!digest) return Refused{"expected 64 hexadecimal digits, found " + in_quotes(hash)};
  const auto size = parse_size(amount);
  if (!size)
    return Refused{"expected a size in bytes of at most 1 TiB, found " + in_quotes(amount)};
  return Listed{.name = std::string{name}, .digest = *digest, .size = *size};
}

}  // namespace

policy::Result<Manifest, BadManifest> parse_manifest(std::string_view text) {
  const auto bad = [](std::size_t line, std::string what) {
    return Refused{BadManifest{line, std::move(what)}};
  };
  if (text.empty()) return bad(0, "it lists no file");
  if (text.size() > kLargestManifest) return bad(0, "it is larger than 16 MiB");
  if (text.back() != '\n') return bad(0, "its last line is cut off: no line feed at the end");

  Manifest manifest;
  std::unordered_set<std::string> names;
  for (std::size_t line = 1; !text.empty(); ++line) {
    if (line > kMostFiles) return bad(0, "it lists more than 100000 files");
    const auto end = text.find('\n');
    auto listed = parse_line(text.substr(0, end));
    if (!listed) return bad(line, std::move(listed).error());
    if (!names.insert(listed->name).second)
      return bad(line, in_quotes(listed->name) + " is listed twice");
    manifest.files.push_back(*std::move(listed));
    text.remove_prefix(end + 1);
  }
  return manifest;
}

}  // namespace relay::feed::files
