#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "relay/audit/notary.h"
#include "relay/audit/seals.h"
#include "relay/audit/verify.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/schema.h"
#include "tests/support/day.h"
#include "tests/support/temp_folder.h"

namespace tests {

inline constexpr const char* kSealKey = "the key of the tests, which no intruder has";

/// Somebody who can write the relay's file, and has taken its triggers away.
class Intruder {
 public:
  explicit Intruder(const std::filesystem::path& file) {
    if (::sqlite3_open(file.c_str(), &connection_) != SQLITE_OK) throw std::runtime_error{"open"};
    run("PRAGMA synchronous=OFF; PRAGMA journal_mode=MEMORY; PRAGMA foreign_keys=OFF;"
        "DROP TRIGGER audit_has_no_gap; DROP TRIGGER audit_is_not_changed;"
        "DROP TRIGGER audit_is_not_removed; DROP TRIGGER audit_seal_has_no_gap;"
        "DROP TRIGGER audit_seal_is_not_changed; DROP TRIGGER audit_seal_is_not_removed");
  }
  ~Intruder() { ::sqlite3_close(connection_); }
  Intruder(const Intruder&) = delete;
  Intruder& operator=(const Intruder&) = delete;

  void run(const std::string& sql) {
    if (::sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error{::sqlite3_errmsg(connection_)};
    }
  }

 private:
  sqlite3* connection_ = nullptr;
};

/// A state database in a file, with a sealed audit.
class AnAudit {
 public:
  explicit AnAudit(int rows = 0) {
    notary.begin(state, day(0));
    record(rows);
  }

  TempFolder folder;
  std::filesystem::path file = folder / "state.db";
  relay::db::Database state{file, relay::catalog::migrations()};
  relay::audit::Notary notary{kSealKey};

  /// In one transaction.
  void record(int rows) {
    if (rows == 0) return;
    state.write([&](relay::db::Transaction& tx) {
      for (int i = 1; i <= rows; ++i) {
        relay::catalog::record(tx, {.at = day(1), .actor = "ann"}, "opened",
                               "clamav " + std::to_string(i), "by the rules");
      }
    });
  }
  std::vector<relay::catalog::AuditRow> rows() {
    return state.read(
        [](relay::db::Connection& db) { return relay::catalog::audit_rows_from(db, 1, 10'000); });
  }
  std::vector<relay::audit::Seal> seals() {
    return state.read([](relay::db::Connection& db) { return relay::audit::seals(db, 1, 10'000); });
  }
  relay::audit::Verified verify(std::vector<relay::audit::Head> seen = {}, std::int64_t from = 1) {
    return relay::audit::verify(state, kSealKey, {.from = from, .seen = std::move(seen)});
  }
  /// "edited 12: row 12 was edited: …", or "nothing".
  std::string trouble(std::vector<relay::audit::Head> seen = {}, std::int64_t from = 1) {
    const auto found = verify(std::move(seen), from).trouble;
    if (!found) return "nothing";
    return std::string{word(found->kind)} + " " + std::to_string(found->row) + ": " +
           found->sentence;
  }
};

}  // namespace tests
