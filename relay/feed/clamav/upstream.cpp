#include "relay/feed/clamav/upstream.h"

#include <utility>

#include "relay/feed/clamav/cdiff.h"
#include "relay/feed/clamav/database.h"
#include "relay/feed/clamav/paths.h"
#include "relay/feed/clamav/sign_file.h"

namespace relay::feed::clamav {
namespace {

using policy::Refused;

constexpr std::uint64_t kLargestDatabase = 2'147'483'648;
constexpr std::uint64_t kLargestPatch = 268'435'456;

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

}  // namespace

struct Upstream::Signature {
  std::optional<std::string> text{};
  Vouching vouching{};
};

Upstream::Upstream(Visit& visit, const Settings& settings, std::string url, std::string database)
    : visit_{visit},
      settings_{settings},
      url_{without_slash(std::move(url))},
      database_{std::move(database)} {}

policy::Result<Poll, Fault> Upstream::poll() {
  auto asked = ask(cvd_path(database_), kHeaderBytes);
  asked.range = net::ByteRange{0, kHeaderBytes - 1};
  auto fetched = fetch_text(visit_, database_, asked);
  if (!fetched) return Refused{std::move(fetched).error()};
  auto header = parse_header(fetched->text);
  if (!header) return Refused{fault(Fault::Kind::Refused, 0, header.error().what)};
  return Poll{std::move(fetched->text), *std::move(header)};
}

policy::Result<Taken, Fault> Upstream::take(const Poll& announced,
                                            const std::optional<policy::Digest>& digest) {
  const std::uint64_t version = announced.header.version;
  auto fetched = fetch_file(visit_, database_, ask(cvd_path(database_), kLargestDatabase));
  if (!fetched) {
    fetched.error().version = std::to_string(version);
    return Refused{std::move(fetched).error()};
  }
  store::Draft& draft = fetched->draft;
  const auto verified = verify_database(draft.path(), database_, settings_.keys);
  if (!verified) return Refused{fault(Fault::Kind::Refused, version, verified.error().what)};
  if (verified->header_bytes != announced.bytes) {
    return Refused{fault(Fault::Kind::Unreachable, version, "it changed while it was read")};
  }
  if (digest && draft.digest() != *digest) {
    return Refused{
        fault(Fault::Kind::Refused, version, "its bytes changed under the same version")};
  }
  auto sign = signature(cvd_sign_path(database_, version), version, draft.path());
  if (!sign) return Refused{std::move(sign).error()};

  const auto blob = visit_.store.keep(std::move(draft));
  Taken taken{.database = {.path = cvd_path(database_),
                           .digest = blob.digest,
                           .size = blob.size,
                           .role = store::Role::Pointer,
                           .modified = visit_.now,
                           .also_valid_for = verified->header.stime},
              .vouching = std::move(sign->vouching)};
  if (sign->text) {
    taken.sign = immutable(cvd_sign_path(database_, version), visit_.store.put(*sign->text));
  }
  return taken;
}

policy::Result<std::vector<store::File>, Fault> Upstream::patch(std::uint64_t version) {
  const std::string path = cdiff_path(database_, version);
  const auto bad = [&](const std::string& what) {
    return Refused{fault(Fault::Kind::Refused, version, path + ": " + what)};
  };
  auto fetched = fetch_file(visit_, database_, ask(path, kLargestPatch));
  if (!fetched && fetched.error().kind == Fault::Kind::Missing) return std::vector<store::File>{};
  if (!fetched) {
    fetched.error().version = std::to_string(version);
    return Refused{std::move(fetched).error()};
  }
  store::Draft& draft = fetched->draft;
  if (draft.size() > 0) {
    const auto verified = verify_cdiff(draft.path(), settings_.keys);
    if (!verified) return bad(verified.error().what);
    if (verified->version != version) {
      return bad("it is the patch to version " + std::to_string(verified->version));
    }
  }
  auto sign = signature(path + ".sign", version, draft.path());
  if (!sign) return Refused{std::move(sign).error()};

  std::vector<store::File> files{immutable(path, visit_.store.keep(std::move(draft)))};
  if (sign->text) files.push_back(immutable(path + ".sign", visit_.store.put(*sign->text)));
  return files;
}

net::Ask Upstream::ask(const std::string& path, std::uint64_t cap) const {
  return {.url = url_ + "/" + path, .size_cap = cap, .user_agent = settings_.user_agent};
}

Fault Upstream::fault(Fault::Kind kind, std::uint64_t version, std::string what) const {
  return {.kind = kind,
          .part = database_,
          .version = version == 0 ? "" : std::to_string(version),
          .what = std::move(what) + "; not taken"};
}

policy::Result<Upstream::Signature, Fault> Upstream::signature(
    const std::string& path, std::uint64_t version, const std::filesystem::path& content) {
  const bool required = settings_.detached == Detached::Required;
  auto fetched = fetch_text(visit_, database_, ask(path, kLargestSign));
  if (!fetched && fetched.error().kind != Fault::Kind::Missing) {
    fetched.error().version = std::to_string(version);
    return Refused{std::move(fetched).error()};
  }
  if (!fetched) {
    if (!required) return Signature{};
    return Refused{fault(Fault::Kind::Refused, version,
                         "there is no '" + path + "', and this feed requires detached signatures")};
  }
  auto vouching = judge_sign_file(fetched->text, content, settings_.roots, visit_.now);
  if (!vouching) {
    return Refused{fault(Fault::Kind::Refused, version, path + ": " + vouching.error().what)};
  }
  if (required && vouching->kind != Vouching::Kind::Trusted) {
    return Refused{fault(Fault::Kind::Refused, version,
                         path + ": " + vouching->detail +
                             ", and this feed requires detached signatures under a known root")};
  }
  return Signature{std::move(fetched->text), *std::move(vouching)};
}

store::File Upstream::immutable(std::string path, const store::Blob& blob) const {
  return {.path = std::move(path),
          .digest = blob.digest,
          .size = blob.size,
          .role = store::Role::Immutable,
          .modified = visit_.now};
}

}  // namespace relay::feed::clamav
