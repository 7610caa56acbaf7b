#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "relay/catalog/schema.h"
#include "relay/feed/files/files_feed.h"
#include "relay/feed/mirror.h"
#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

namespace tests {

inline const policy::FeedId kAcme = *policy::FeedId::parse("acme");

/// The part of a relay that mirrors feed 'acme' of kind `files`: store, catalog and mirror, all of
/// them real, in one folder.
struct ARelay {
  ARelay(const std::filesystem::path& folder, relay::net::Fetcher& net, std::string upstream,
         std::uint64_t keep_free = 0)
      : store{folder / "store"},
        database{folder / "state.db", relay::catalog::migrations()},
        feed{{.upstream = std::move(upstream)}},
        mirror{{.feed = kAcme,
                .content = policy::ContentClass::Intelligence,
                .every = std::chrono::hours{2},
                .keep_free = keep_free},
               feed,
               net,
               store,
               database} {}

  std::vector<relay::catalog::ReleaseRow> releases() {
    return database.read([](auto& db) { return relay::catalog::releases(db, kAcme); });
  }
  relay::catalog::CheckRow check() {
    return *database.read([](auto& db) { return relay::catalog::check(db, kAcme); });
  }
  std::vector<relay::catalog::QuarantineRow> quarantined() {
    return database.read([](auto& db) { return relay::catalog::quarantined(db, kAcme, 100); });
  }
  std::size_t audit_rows() {
    return database.read([](auto& db) { return relay::catalog::audit_rows(db, 0, 1000).size(); });
  }

  relay::store::Store store;
  relay::db::Database database;
  relay::feed::files::FilesFeed feed;
  relay::feed::Mirror mirror;
};

}  // namespace tests
