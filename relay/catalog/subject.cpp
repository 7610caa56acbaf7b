#include "relay/catalog/subject.h"

#include "policy/require.h"
#include "relay/catalog/codecs.h"

namespace relay::catalog {

std::string subject(db::Connection& db, const policy::FeedId& feed, policy::Sequence release) {
  const auto rows =
      db.query("SELECT version FROM release WHERE feed = $1 AND sequence = $2", feed, release);
  policy::require(rows.size() == 1, "a release that is named is recorded");
  return feed.text() + " " + rows.front().get<policy::VersionText>(0).text();
}

std::string subject(db::Connection& db, const policy::FeedId& feed, policy::Sequence release,
                    const policy::GroupId& group) {
  return subject(db, feed, release) + " → " + group.text();
}

std::optional<policy::Sequence> release_named(db::Connection& db, const policy::FeedId& feed,
                                              const policy::VersionText& version) {
  const auto rows =
      db.query("SELECT sequence FROM release WHERE feed = $1 AND version = $2", feed, version);
  if (rows.empty()) return std::nullopt;
  return rows.front().get<policy::Sequence>(0);
}

std::string joined(const std::string& first, const std::string& second) {
  return first.empty() || second.empty() ? first + second : first + "; " + second;
}

}  // namespace relay::catalog
