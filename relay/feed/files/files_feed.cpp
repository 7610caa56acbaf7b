#include "relay/feed/files/files_feed.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/require.h"
#include "relay/crypto/sha256.h"
#include "relay/feed/amount.h"
#include "relay/feed/files/manifest.h"
#include "relay/feed/visit.h"
#include "relay/net/url.h"

namespace relay::feed::files {
namespace {

using policy::Refused;

constexpr const char* kManifestName = "PULP_MANIFEST";
constexpr const char* kPart = "manifest";

// RFC 3986, 2.3: everything but the unreserved is escaped; '/' stands between a name's parts.
std::string escaped(std::string_view name) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  constexpr std::string_view kPlain =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  std::string text;
  for (const char c : name) {
    if (kPlain.find(c) != std::string_view::npos) {
      text += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    text += {'%', kDigits[byte >> 4U], kDigits[byte & 15U]};
  }
  return text;
}

std::string without_slash(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  return url;
}

// Without credentials.
std::string shown(const std::string& url) {
  const auto parsed = net::Url::parse(url);
  return parsed ? parsed->shown() : url;
}

std::string what_vouches(std::string_view upstream) {
  const std::string unsigned_list = "PULP_MANIFEST is not signed: ";
  if (upstream.starts_with("file:")) return unsigned_list + "it is trusted as the folder is";
  if (upstream.starts_with("https:"))
    return unsigned_list + "only the TLS connection vouches for it";
  return unsigned_list + "it came over plain HTTP, and nothing vouches for it";
}

net::Ask ask_manifest(const FilesSettings& settings) {
  return {.url = settings.upstream + "/" + kManifestName,
          .size_cap = kLargestManifest,
          .user_agent = settings.user_agent};
}

// One survey of one vendor: the manifest as it was first read, and the files that it asks for.
class Reading {
 public:
  Reading(const FilesSettings& settings, Visit& visit, std::string text)
      : settings_{settings},
        visit_{visit},
        text_{std::move(text)},
        digest_{crypto::sha256(text_)},
        version_{"manifest " + digest_.hex().substr(0, 12)} {}

  Survey survey() {
    const auto manifest = parse_manifest(text_);
    if (!manifest) return {.faults = {refused(show(manifest.error()))}};
    if (auto fault = fetch_missing(*manifest)) return {.faults = {*std::move(fault)}};
    return {.candidate = candidate(*manifest)};
  }

 private:
  static std::string show(const BadManifest& bad) {
    const std::string place = bad.line == 0 ? "" : ":" + std::to_string(bad.line);
    return kManifestName + place + ": " + bad.what;
  }

  Fault refused(std::string what) const {
    return {.kind = Fault::Kind::Refused, .version = version_, .what = std::move(what)};
  }

  std::optional<Fault> fetch_missing(const Manifest& manifest) {
    std::vector<const Listed*> missing;
    std::set<policy::Digest> wanted;
    std::uint64_t need = 0;
    for (const Listed& file : manifest.files) {
      if (visit_.store.has(file.digest, file.size) || !wanted.insert(file.digest).second) continue;
      missing.push_back(&file);
      need += file.size;
    }
    if (need > visit_.room) return disk_full(visit_, "", show_bytes(need));
    for (const Listed* const file : missing) {
      if (auto fault = fetch(*file)) return judged_again(*std::move(fault));
    }
    // All that was fetched is what the first answer promised; the second says that it still holds.
    return missing.empty() ? std::nullopt : changed();
  }

  std::optional<Fault> fetch(const Listed& file) {
    auto fetched = fetch_file(visit_, "",
                              {.url = settings_.upstream + "/" + escaped(file.name),
                               .size_cap = file.size,
                               .user_agent = settings_.user_agent});
    if (!fetched) {
      fetched.error().version = version_;
      return std::move(fetched).error();
    }
    const store::Draft& draft = fetched->draft;
    if (draft.size() != file.size) {
      return refused(file.name + ": " + std::to_string(draft.size()) + " bytes came, " +
                     kManifestName + " says " + std::to_string(file.size));
    }
    if (const auto actual = draft.digest(); actual != file.digest) {
      return refused(file.name + ": its SHA-256 is " + actual.hex() + ", " + kManifestName +
                     " says " + file.digest.hex());
    }
    visit_.store.keep(std::move(fetched->draft));
    return std::nullopt;
  }

  // A file that is wrong or gone may only belong to a manifest that came after ours.
  Fault judged_again(Fault fault) {
    const bool may_be_newer =
        fault.kind == Fault::Kind::Refused || fault.kind == Fault::Kind::Missing;
    if (!may_be_newer) return fault;
    auto now_changed = changed();
    return now_changed ? *std::move(now_changed) : std::move(fault);
  }

  std::optional<Fault> changed() {
    auto again = fetch_text(visit_, "", ask_manifest(settings_));
    if (!again) return std::move(again).error();
    if (again->text == text_) return std::nullopt;
    return Fault{.kind = Fault::Kind::Unreachable,
                 .version = version_,
                 .what = shown(settings_.upstream) + "/" + kManifestName +
                         ": it changed while its files were fetched; nothing was taken"};
  }

  Candidate candidate(const Manifest& manifest) {
    const store::Blob index = visit_.store.put(text_);
    auto version = policy::VersionText::parse(version_);
    policy::require(version.has_value(), "a digest makes a version text");
    Candidate made{.version = *std::move(version),
                   .evidence_detail = what_vouches(settings_.upstream),
                   .marks = {.unknown = true},  // A file's name says nothing of what it touches.
                   .parts = {part()}};
    made.tree.files.push_back(pointer(kManifestName, index));
    for (const Listed& file : manifest.files) {
      made.tree.files.push_back(pointer(file.name, {.digest = file.digest, .size = file.size}));
    }
    std::ranges::sort(made.tree.files, {}, &store::File::path);
    return made;
  }

  store::File pointer(const std::string& path, const store::Blob& blob) const {
    return {.path = path,
            .digest = blob.digest,
            .size = blob.size,
            .role = store::Role::Pointer,
            .modified = visit_.now};
  }

  // The vendor has no numbers; ours say in which order its manifests were accepted.
  catalog::PartRow part() const {
    const auto before = visit_.known.parts.find(kPart);
    const std::uint64_t last = before == visit_.known.parts.end() ? 0 : before->second.version;
    return {.part = kPart, .version = last + 1, .digest = digest_, .accepted_at = visit_.now};
  }

  const FilesSettings& settings_;
  Visit& visit_;
  const std::string text_;
  const policy::Digest digest_;
  const std::string version_;
};

}  // namespace

FilesFeed::FilesFeed(FilesSettings settings)
    : settings_{.upstream = without_slash(std::move(settings.upstream)),
                .user_agent = std::move(settings.user_agent)} {}

Survey FilesFeed::survey(Visit& visit) {
  auto manifest = fetch_text(visit, "", ask_manifest(settings_));
  if (!manifest) return {.faults = {std::move(manifest).error()}};
  return Reading{settings_, visit, std::move(manifest->text)}.survey();
}

}  // namespace relay::feed::files
