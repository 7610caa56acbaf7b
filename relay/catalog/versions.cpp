#include "relay/catalog/versions.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {

std::optional<std::string> version_of(db::Connection& db, const std::string& feed,
                                      policy::Sequence release) {
  const auto rows =
      db.query("SELECT version FROM release WHERE feed = $1 AND sequence = $2", feed, release);
  if (rows.empty()) return std::nullopt;
  return rows.front().get<std::string>(0);
}

}  // namespace relay::catalog
