#include "relay/net/folder_fetcher.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "policy/require.h"
#include "relay/net/http_date.h"
#include "relay/net/letters.h"
#include "relay/net/source_file.h"
#include "relay/net/url.h"

namespace relay::net {
namespace {

using policy::Refused;
using policy::Result;
using Kind = Unreachable::Kind;
using Parts = std::vector<std::string>;

Refused<Unreachable> refuse(Kind kind, const std::string& url, const std::string& what) {
  return Refused{Unreachable{kind, url + ": " + what, std::nullopt}};
}

/// Escapes are decoded once; nothing for a broken one.
std::optional<std::string> decoded(std::string_view text) {
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      plain += text[at];
      continue;
    }
    if (at + 2 >= text.size() || hex_digit(text[at + 1]) < 0 || hex_digit(text[at + 2]) < 0) {
      return std::nullopt;
    }
    plain += static_cast<char>(hex_digit(text[at + 1]) * 16 + hex_digit(text[at + 2]));
    at += 2;
  }
  return plain;
}

bool allowed_part(const std::string& part) {
  return part != "." && part != ".." &&
         part.find_first_of(std::string_view{"/\\\0", 3}) == std::string::npos;
}

/// The parts of an absolute path, taken apart before they are decoded, so that an escaped slash
/// cannot make two out of one.
std::optional<Parts> parts_of(std::string_view path) {
  Parts parts;
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = std::min(path.find('/'), path.size());
    const auto part = decoded(path.substr(0, end));
    if (!part || !allowed_part(*part)) return std::nullopt;
    if (!part->empty()) parts.push_back(*part);
    path.remove_prefix(end);
  }
  return parts;
}

Parts parts_of(const std::filesystem::path& folder) {
  Parts parts;
  for (const auto& part : folder.lexically_normal().relative_path()) {
    if (!part.empty()) parts.push_back(part.string());
  }
  return parts;
}

/// The path below the folder; nothing when it is not below.
std::optional<Parts> below(const std::filesystem::path& folder, const Parts& parts) {
  const Parts start = parts_of(folder);
  if (parts.size() <= start.size() || !std::equal(start.begin(), start.end(), parts.begin())) {
    return std::nullopt;
  }
  return Parts(parts.begin() + static_cast<std::ptrdiff_t>(start.size()), parts.end());
}

std::string etag_of(const SourceFile::State& state) {
  return "\"" + std::to_string(state.size) + "-" + std::to_string(state.seconds) + "." +
         std::to_string(state.nanoseconds) + "\"";
}

struct Stretch {
  std::uint64_t from = 0;
  std::uint64_t end = 0;  ///< Behind the last byte.
};

Result<Stretch, std::string> stretch_of(const Ask& ask, std::uint64_t size) {
  if (!ask.range) return Stretch{0, size};
  if (ask.range->first >= size || ask.range->last < ask.range->first) {
    return Refused{"has " + std::to_string(size) + " bytes; asked for " +
                   std::to_string(ask.range->first) + "-" + std::to_string(ask.range->last)};
  }
  return Stretch{ask.range->first, std::min(size - 1, ask.range->last) + 1};
}

/// False when the file ends early.
bool copy(const SourceFile& file, Stretch stretch, const Ask& ask, Sink& sink) {
  std::vector<std::byte> room(262'144);
  while (stretch.from < stretch.end && !ask.stop.stop_requested()) {
    const auto wanted = std::min<std::uint64_t>(room.size(), stretch.end - stretch.from);
    const auto count = file.read_at(stretch.from, std::span{room}.first(wanted));
    if (count == 0) return false;
    sink.append(std::span{room}.first(count));
    stretch.from += count;
  }
  return true;
}

Result<Answer, Unreachable> read(const SourceFile& file, const Ask& ask, Sink& sink) {
  const auto before = file.state();
  Answer answer{.status = ask.range ? 206 : 200,
                .etag = etag_of(before),
                .last_modified = http_date(policy::from_unix_seconds(before.seconds))};
  const bool known = ask.if_none_match.empty() ? ask.if_modified_since == answer.last_modified
                                               : ask.if_none_match == answer.etag;
  if (known) {
    answer.status = 304;
    return answer;
  }
  const auto stretch = stretch_of(ask, before.size);
  if (!stretch) return refuse(Kind::Status, ask.url, stretch.error());
  answer.received = stretch->end - stretch->from;
  if (answer.received > ask.size_cap) {
    return refuse(Kind::TooLong, ask.url,
                  "has " + std::to_string(answer.received) + " bytes; at most " +
                      std::to_string(ask.size_cap) + " are taken");
  }
  const bool all = copy(file, *stretch, ask, sink);
  if (ask.stop.stop_requested())
    return refuse(Kind::NoConnection, ask.url, "given up, because it was stopped");
  if (!all || file.state() != before) {
    return refuse(Kind::NotWanted, ask.url, "changed while it was read");
  }
  return answer;
}

}  // namespace

FolderFetcher::FolderFetcher(std::vector<std::filesystem::path> allowed)
    : allowed_{std::move(allowed)} {
  policy::require(std::ranges::all_of(allowed_, [](const auto& one) { return one.is_absolute(); }),
                  "folders to fetch from are absolute paths");
}

Result<Answer, Unreachable> FolderFetcher::fetch(const Ask& ask, Sink& sink) {
  const auto url = Url::parse(ask.url);
  const bool local =
      url && url->scheme == "file" && (url->host.empty() || url->host == "localhost");
  const auto parts = local ? parts_of(std::string_view{url->path}) : std::nullopt;
  if (!parts) return refuse(Kind::NotWanted, ask.url, "not a URL of a file below a folder");
  for (const auto& folder : allowed_) {
    const auto rest = below(folder, *parts);
    if (!rest) continue;
    const auto file = SourceFile::open(folder, *rest);
    if (!file) return refuse(Kind::Missing, ask.url, "no such file, or a link");
    return read(*file, ask, sink);
  }
  return refuse(Kind::NotWanted, ask.url, "not below a folder that may be read");
}

}  // namespace relay::net
