#include "relay/admin/deeds_wanted.h"

#include "relay/admin/answers.h"
#include "relay/catalog/releases.h"

namespace relay::admin {
namespace {

using catalog::DeedsWanted;
using policy::Refused;

constexpr std::size_t kLongestPerson = 256;

/// When the release came, and when all groups of the policy had gone on to a later one.
std::optional<DeedsWanted::Of> release_of(db::Connection& db, const Call& call,
                                          const policy::FeedId& feed, const std::string& version) {
  for (const catalog::ReleaseRow& row : catalog::releases(db, feed)) {
    if (row.release.version.text() != version) continue;
    std::vector<policy::GroupId> groups;
    for (const auto& group : call.revision.document.groups) groups.push_back(group.id);
    return DeedsWanted::Of{.release = row.release.sequence,
                           .seen = row.release.first_seen,
                           .past = catalog::gone_past(db, feed, row.release.sequence, groups)};
  }
  return std::nullopt;
}

std::optional<http::Response> read_version(const Parts& parts, const Call& call,
                                           DeedsWanted& wanted) {
  const auto version = call.request.parameter("version");
  if (!version) return std::nullopt;
  if (!wanted.feed) return bad_request("no-feed", "a version is of a feed: name it as well");
  wanted.release = parts.state.read(
      [&](db::Connection& db) { return release_of(db, call, *wanted.feed, *version); });
  if (wanted.release) return std::nullopt;
  return not_found("unknown-release",
                   "feed '" + wanted.feed->text() + "' has no release '" + *version + "'");
}

std::optional<http::Response> read_did(const Call& call, DeedsWanted& wanted) {
  const auto did = call.request.parameter("did");
  if (!did) return std::nullopt;
  wanted.did = catalog::parse_did(*did);
  if (wanted.did) return std::nullopt;
  return bad_request("bad-did", "'did' is a kind of deed, such as approved, hold or bypass");
}

std::optional<http::Response> read_person(const Call& call, DeedsWanted& wanted) {
  wanted.person = call.request.parameter("person");
  const auto& person = wanted.person;
  const bool fits = !person || (!person->empty() && person->size() <= kLongestPerson &&
                                person->find('\0') == std::string::npos);
  if (fits) return std::nullopt;
  return bad_request("bad-person", "'person' is a text of 1 to 256 bytes");
}

}  // namespace

policy::Result<DeedsWanted, http::Response> deeds_wanted(const Parts& parts, const Call& call) {
  DeedsWanted wanted;
  if (const auto name = call.request.parameter("feed")) {
    auto feed = feed_named(call.revision, *name);
    if (!feed) return Refused{std::move(feed).error()};
    wanted.feed = *std::move(feed);
  }
  if (const auto name = call.request.parameter("group")) {
    auto group = group_named(call.revision, *name);
    if (!group) return Refused{std::move(group).error()};
    wanted.group = *std::move(group);
  }
  if (auto wrong = read_person(call, wanted)) return Refused{*std::move(wrong)};
  if (auto wrong = read_did(call, wanted)) return Refused{*std::move(wrong)};
  if (auto wrong = read_version(parts, call, wanted)) return Refused{*std::move(wrong)};
  return wanted;
}

}  // namespace relay::admin
