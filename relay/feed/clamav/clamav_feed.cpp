#include "relay/feed/clamav/clamav_feed.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "relay/feed/clamav/database_survey.h"
#include "relay/feed/clamav/known_database.h"

namespace relay::feed::clamav {
namespace {

constexpr std::size_t kLongestVersion = 230;

// What changes most is named first; then the alphabet.
std::pair<std::size_t, std::string_view> place(const std::string& database) {
  constexpr std::array<std::string_view, 3> kFirst{"daily", "main", "bytecode"};
  const auto at = std::ranges::find(kFirst, database);
  return {static_cast<std::size_t>(at - kFirst.begin()), database};
}

Settings in_order(Settings settings) {
  std::ranges::sort(settings.databases, {}, place);
  const auto twice = std::unique(settings.databases.begin(), settings.databases.end());
  settings.databases.erase(twice, settings.databases.end());
  return settings;
}

// "daily 27500, main 62", cut between two names where it would be too long to be a version.
policy::VersionText version_of(const std::vector<Present>& databases) {
  std::string text;
  std::size_t left = databases.size();
  for (const Present& present : databases) {
    const std::string next = present.part.part + " " + std::to_string(present.part.version);
    if (text.size() + next.size() > kLongestVersion) break;
    text += (text.empty() ? "" : ", ") + next;
    --left;
  }
  if (left > 0) text += ", " + std::to_string(left) + " more";
  const auto version = policy::VersionText::parse(text);
  policy::require(version.has_value(), "databases and their versions make a version text");
  return *version;
}

store::Tree tree_of(const std::vector<Present>& databases) {
  store::Tree tree;
  for (const Present& present : databases) {
    std::ranges::copy(present.files, std::back_inserter(tree.files));
    tree.gaps.push_back({.before = present.part.part + "-",
                         .after = ".cdiff",
                         .first = 1,
                         .last = present.part.version});
  }
  std::ranges::sort(tree.files, {}, &store::File::path);
  return tree;
}

std::string evidence_of(const Present& present, const Keys& keys) {
  const std::string text = present.part.part + " " + std::to_string(present.part.version) +
                           ": signed with " + keys.name + " (RSA over MD5, and RSA-PSS), ";
  switch (present.vouching.kind) {
    case Vouching::Kind::Absent:
      return text + "no detached signature";
    case Vouching::Kind::Unchecked:
      return text + "detached signature unchecked (" + present.vouching.detail + ")";
    case Vouching::Kind::Trusted:
      return text + "detached signature by '" + present.vouching.detail + "'";
  }
  return text;
}

Candidate candidate_of(const std::vector<Present>& databases, const Keys& keys) {
  Candidate candidate{.version = version_of(databases),
                      .tree = tree_of(databases),
                      .evidence = policy::Evidence::VendorSigned};
  for (const Present& present : databases) {
    if (present.vouching.kind != Vouching::Kind::Trusted) {
      candidate.evidence = policy::Evidence::LegacySigned;
    }
    if (!candidate.evidence_detail.empty()) candidate.evidence_detail += "; ";
    candidate.evidence_detail += evidence_of(present, keys);
    candidate.vendor_time = std::max(candidate.vendor_time.value_or(present.stime), present.stime);
    candidate.parts.push_back(present.part);
  }
  return candidate;
}

// The same databases in the same versions are no news, even if some bytes had to be fetched again.
bool news(const Known& known, const policy::VersionText& version) {
  return !known.newest || !known.release || known.release->release.version != version;
}

// What was announced when we began is still what is announced now that we have it.
std::optional<Fault> moved(Visit& visit, const Settings& settings, const std::string& database,
                           const Fresh& fresh) {
  auto again = Upstream{visit, settings, fresh.upstream, database}.poll();
  if (again && again->bytes == fresh.announced.bytes) return std::nullopt;
  Fault fault{.part = database, .version = std::to_string(fresh.announced.header.version)};
  fault.what = again ? "it changed to version " + std::to_string(again->header.version) +
                           " while the release was put together; no release this time"
                     : again.error().what + "; no release this time";
  if (!again) fault.retry_after = again.error().retry_after;
  return fault;
}

// What the databases' surveys found, together.
struct Parts {
  std::vector<Present> present{};
  std::map<std::string, Fresh> fresh{};
  bool lost = false;

  void add(const std::string& name, DatabaseSurvey found, std::vector<Fault>& faults) {
    std::ranges::move(found.faults, std::back_inserter(faults));
    if (found.present) present.push_back(*std::move(found.present));
    if (found.fresh) fresh.emplace(name, *std::move(found.fresh));
    lost = lost || found.lost;
  }
};

}  // namespace

ClamavFeed::ClamavFeed(Settings settings) : settings_{in_order(std::move(settings))} {}

Survey ClamavFeed::survey(Visit& visit) {
  Survey survey;
  Parts parts;
  for (const std::string& name : settings_.databases) {
    parts.add(name, survey_database(visit, settings_, name), survey.faults);
  }
  const bool release =
      !parts.present.empty() && !parts.lost && news(visit.known, version_of(parts.present));
  if (!release) return survey;

  for (const auto& [name, fresh] : parts.fresh) {
    if (auto fault = moved(visit, settings_, name, fresh)) {
      survey.faults.push_back(*std::move(fault));
      return survey;
    }
  }
  for (Present& present : parts.present) {
    const std::string& name = present.part.part;
    if (parts.fresh.contains(name)) continue;
    present.vouching = known_vouching(visit, settings_.roots, name);
  }
  survey.candidate = candidate_of(parts.present, settings_.keys);
  return survey;
}

}  // namespace relay::feed::clamav
