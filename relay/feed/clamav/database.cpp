#include "relay/feed/clamav/database.h"

#include <map>
#include <optional>
#include <utility>

#include "relay/crypto/md5.h"
#include "relay/crypto/sha256.h"
#include "relay/feed/clamav/file_reader.h"
#include "relay/pack/tar_gz.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

// The vendor's largest, main, unpacks to some hundred MiB in a dozen members.
constexpr pack::Caps kCaps{
    .member_bytes = 4'294'967'296, .total_bytes = 4'294'967'296, .members = 100'000, .ratio = 200};
constexpr std::uint64_t kMostContents = 16'777'216;

/// What came out of the archive.
struct Unpacked {
  std::optional<std::string> contents{};  ///< The text of the .info, once.
  std::map<std::string, Member> members{};
  std::optional<std::string> wrong{};
};

// Hashes each member, and keeps the text of the one that lists them.
class Unpacking {
 public:
  explicit Unpacking(std::string contents) : contents_name_{std::move(contents)} {}

  pack::Reader open(const pack::Member& member) {
    close();
    if (member.name == contents_name_) return open_contents(member);
    if (!seen_.members.emplace(member.name, Member{member.name, member.size}).second) {
      seen_.wrong = "its archive has two members '" + member.name + "'";
    }
    current_ = member.name;
    return [this](std::span<const std::byte> bytes) { hash_.add(bytes); };
  }

  Unpacked finish() && {
    close();
    return std::move(seen_);
  }

 private:
  pack::Reader open_contents(const pack::Member& member) {
    if (seen_.contents) seen_.wrong = "its archive has two members '" + member.name + "'";
    if (member.size > kMostContents) seen_.wrong = "its .info is larger than 16 MiB";
    seen_.contents.emplace();
    if (seen_.wrong) return {};
    return [this](std::span<const std::byte> bytes) {
      seen_.contents->append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    };
  }

  void close() {
    if (current_) seen_.members[*current_].digest = hash_.finish();
    current_.reset();
  }

  const std::string contents_name_;
  Unpacked seen_;
  std::optional<std::string> current_;
  crypto::Sha256 hash_;
};

std::optional<std::string> wrong_body(const FileReader& file, const Header& header,
                                      const Keys& keys) {
  crypto::Md5 sum;
  file.read(kHeaderBytes, file.size() - kHeaderBytes,
            [&](std::span<const std::byte> bytes) { sum.add(bytes); });
  const auto md5 = sum.finish();
  if (crypto::hex_of(md5) != header.md5) {
    return "its bytes have the MD5 " + crypto::hex_of(md5) + " but its header says " + header.md5;
  }
  if (!signed_header(keys, md5, header.signature)) return "the signature in its header is wrong";
  return std::nullopt;
}

std::string differs(const std::string& field, const std::string& header,
                    const std::string& contents) {
  return "its header says " + field + " " + header + " but the signed .info says " + contents;
}

// The header's fields are not covered by its signature: only this binds them.
std::optional<std::string> unbound(const Header& header, const Header& info) {
  const auto text = [](std::uint64_t value) { return std::to_string(value); };
  const auto quoted = [](const std::string& value) { return "'" + value + "'"; };
  if (header.version != info.version) {
    return differs("version", text(header.version), text(info.version));
  }
  if (header.stime != info.stime) {
    return differs("time", policy::rfc3339(header.stime), policy::rfc3339(info.stime));
  }
  if (header.built != info.built) {
    return differs("build time", quoted(header.built), quoted(info.built));
  }
  if (header.signatures != info.signatures) {
    return differs("number of signatures", text(header.signatures), text(info.signatures));
  }
  if (header.functionality != info.functionality) {
    return differs("functionality level", text(header.functionality), text(info.functionality));
  }
  if (header.builder != info.builder) {
    return differs("builder", quoted(header.builder), quoted(info.builder));
  }
  return std::nullopt;
}

std::optional<std::string> unlisted(const Contents& contents, std::map<std::string, Member> held) {
  held.erase("COPYING");
  for (const auto& listed : contents.members) {
    const auto found = held.find(listed.name);
    if (found == held.end()) return "its .info lists '" + listed.name + "', which is not in it";
    if (found->second != listed) return "'" + listed.name + "' in it is not what its .info lists";
    held.erase(found);
  }
  if (held.empty()) return std::nullopt;
  return "'" + held.begin()->first + "' in it is not listed in its .info";
}

}  // namespace

policy::Result<Database, Malformed> verify_database(const std::filesystem::path& path,
                                                    std::string_view name, const Keys& keys) {
  const FileReader file{path};
  Database database{.header_bytes = file.read(0, kHeaderBytes)};
  auto header = parse_header(database.header_bytes);
  if (!header) return Refused{std::move(header).error()};
  database.header = *std::move(header);
  if (auto wrong = wrong_body(file, database.header, keys)) {
    return Refused{Malformed{*std::move(wrong)}};
  }

  const std::string contents_name = std::string{name} + ".info";
  Unpacking unpacking{contents_name};
  const auto read = pack::read_tar_gz(path, kHeaderBytes, kCaps, [&](const pack::Member& member) {
    return unpacking.open(member);
  });
  if (!read) return Refused{Malformed{read.error().what}};
  const Unpacked unpacked = std::move(unpacking).finish();
  if (unpacked.wrong) return Refused{Malformed{*unpacked.wrong}};
  if (!unpacked.contents) {
    return Refused{Malformed{"there is no '" + contents_name + "' in it: it is another database"}};
  }

  const auto contents = parse_contents(*unpacked.contents, keys);
  if (!contents) return Refused{contents.error()};
  auto wrong = unbound(database.header, contents->header);
  if (!wrong) wrong = unlisted(*contents, unpacked.members);
  if (wrong) return Refused{Malformed{*std::move(wrong)}};
  return database;
}

}  // namespace relay::feed::clamav
