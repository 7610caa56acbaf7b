#include "relay/feed/clamav/header.h"

#include <algorithm>
#include <array>
#include <optional>

#include "relay/feed/clamav/number.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

constexpr std::string_view kHeaderMagic = "ClamAV-VDB";
constexpr std::size_t kFields = 9;
constexpr std::uint64_t kMostVersion = 4'294'967'295;
constexpr std::uint64_t kLatest = 7'258'118'400;  // The year 2200.
constexpr std::size_t kLongestSignature = 350;

bool printable(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

bool md5_digits(std::string_view text) {
  return text.size() == 32 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<std::array<std::string_view, kFields>> split(std::string_view line) {
  std::array<std::string_view, kFields> fields{};
  for (std::size_t i = 0; i + 1 < kFields; ++i) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    fields[i] = line.substr(0, colon);
    line.remove_prefix(colon + 1);
  }
  if (line.find(':') != std::string_view::npos) return std::nullopt;
  fields.back() = line;
  return fields;
}

Refused<Malformed> bad(const char* field, std::string_view found, const char* right) {
  return Refused{Malformed{std::string{"the header's "} + field + " is '" + std::string{found} +
                           "', expected " + right}};
}

policy::Result<Header, Malformed> parse(std::string_view line) {
  if (!line.starts_with(kHeaderMagic)) {
    return Refused{Malformed{"it is not a ClamAV database: it does not begin with 'ClamAV-VDB'"}};
  }
  if (!printable(line)) return Refused{Malformed{"its header is not printable ASCII"}};
  const auto fields = split(line);
  if (!fields) return Refused{Malformed{"its header does not have nine fields between colons"}};
  const auto& [magic, built, version, signatures, functionality, md5, signature, builder, stime] =
      *fields;
  if (magic != kHeaderMagic) return bad("first field", magic, "'ClamAV-VDB'");

  const auto version_number = number(version, kMostVersion);
  if (!version_number || *version_number == 0) return bad("version", version, "a whole number");
  const auto count = number(signatures, kMostVersion);
  if (!count) return bad("number of signatures", signatures, "a whole number");
  const auto level = number(functionality, kMostVersion);
  if (!level) return bad("functionality level", functionality, "a whole number");
  const auto seconds = number(stime, kLatest);
  if (!seconds || *seconds == 0) return bad("time", stime, "seconds since 1970");
  if (builder.empty()) return bad("builder", builder, "a name");

  return Header{.built = std::string{built},
                .version = *version_number,
                .signatures = *count,
                .functionality = *level,
                .md5 = std::string{md5},
                .signature = std::string{signature},
                .builder = std::string{builder},
                .stime = policy::from_unix_seconds(static_cast<std::int64_t>(*seconds))};
}

}  // namespace

policy::Result<Header, Malformed> parse_header(std::string_view bytes) {
  if (bytes.size() != kHeaderBytes) {
    return Refused{Malformed{"its header is " + std::to_string(bytes.size()) +
                             " bytes, a database begins with 512"}};
  }
  auto header = parse(bytes.substr(0, bytes.find_last_not_of(' ') + 1));
  if (!header) return header;
  if (!md5_digits(header->md5)) return bad("MD5", header->md5, "32 lower-case digits");
  if (header->signature.empty() || header->signature.size() > kLongestSignature) {
    return bad("signature", header->signature, "1 to 350 characters");
  }
  return header;
}

policy::Result<Header, Malformed> parse_contents_header(std::string_view line) {
  auto header = parse(line);
  if (!header) return header;
  if (header->md5 != "X" || header->signature != "X") {
    return Refused{Malformed{"the first line of its .info has an MD5 or a signature, expected X"}};
  }
  return header;
}

}  // namespace relay::feed::clamav
