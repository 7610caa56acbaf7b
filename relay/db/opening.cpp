#include "relay/db/opening.h"

#include <sqlite3.h>

#include <array>

#include "policy/require.h"
#include "relay/db/ownership.h"
#include "relay/db/statement.h"

namespace relay::db {
namespace {

struct Setting {
  const char* set;
  const char* ask;
  std::int64_t wanted;
};

constexpr std::array kSettings{
    Setting{"PRAGMA synchronous = EXTRA", "PRAGMA synchronous", 3},
    Setting{"PRAGMA foreign_keys = ON", "PRAGMA foreign_keys", 1},
    // Else INSERT OR REPLACE would remove rows past the triggers that forbid it.
    Setting{"PRAGMA recursive_triggers = ON", "PRAGMA recursive_triggers", 1},
    Setting{"PRAGMA trusted_schema = OFF", "PRAGMA trusted_schema", 0},
    Setting{"PRAGMA cell_size_check = ON", "PRAGMA cell_size_check", 1},
};

void keep_journal(sqlite3* connection, const std::string& wanted) {
  execute(connection, "PRAGMA journal_mode = " + wanted);
  const auto mode = only<std::string>(connection, "PRAGMA journal_mode");
  const bool in_memory = mode == "memory";  // A database in memory has no other.
  if (mode != wanted && !in_memory) throw Failure{"it keeps the journal mode '" + mode + "'"};
}

void apply(sqlite3* connection, const Setting& setting) {
  execute(connection, setting.set);
  if (only<std::int64_t>(connection, setting.ask) != setting.wanted) {
    throw Failure{std::string{"it ignores "} + setting.set};
  }
}

// Double quotes are for names only, and no statement may rewrite the schema or the file as such.
void close_old_doors(sqlite3* connection) {
  const auto set = [&](int option, int wanted) {
    int now = -1;
    sqlite3_db_config(connection, option, wanted, &now);
    if (now != wanted) throw Failure{"it does not take the setting " + std::to_string(option)};
  };
  set(SQLITE_DBCONFIG_DEFENSIVE, 1);
  set(SQLITE_DBCONFIG_DQS_DML, 0);
  set(SQLITE_DBCONFIG_DQS_DDL, 0);
}

// Inside the transaction that the caller began: two programs may have come here at once.
void apply(sqlite3* connection, const Migration& migration) {
  if (only<std::int64_t>(connection, "PRAGMA user_version") >= std::int64_t{migration.number})
    return;
  execute(connection, std::string{migration.sql});
  execute(connection, "PRAGMA application_id = " + std::to_string(kApplicationId));
  execute(connection, "PRAGMA user_version = " + std::to_string(migration.number));
}

}  // namespace

void settle(sqlite3* connection, std::chrono::milliseconds patience) {
  sqlite3_busy_timeout(connection, static_cast<int>(patience.count()));
  if (only<std::int64_t>(connection, "PRAGMA busy_timeout") != patience.count()) {
    throw Failure{"it does not take its time-out"};
  }
  close_old_doors(connection);
  keep_journal(connection, "delete");
  for (const Setting& setting : kSettings) apply(connection, setting);
}

void require_sound(sqlite3* connection) {
  const auto finding = only<std::string>(connection, "PRAGMA quick_check(1)");
  if (finding != "ok") throw Damaged{finding};
}

void migrate(sqlite3* connection, std::span<const Migration> migrations) {
  const auto version = only<std::int64_t>(connection, "PRAGMA user_version");
  const auto newest = static_cast<std::int64_t>(migrations.size());
  if (version > newest) {
    throw Failure{"it was written by a newer program (schema " + std::to_string(version) +
                  ", this program knows up to " + std::to_string(newest) +
                  "); start the newer program, or restore the backup made before it"};
  }
  std::int64_t number = 0;
  for (const Migration& migration : migrations) {
    policy::require(migration.number == ++number, "migrations are numbered 1, 2, 3 …");
    if (number <= version) continue;
    // A throw in between leaves the transaction open, and closing the connection rolls it back.
    execute(connection, "BEGIN IMMEDIATE");
    apply(connection, migration);
    execute(connection, "COMMIT");
  }
}

void relax(sqlite3* connection, Disposable kept) {
  keep_journal(connection, "wal");
  apply(connection, Setting{"PRAGMA synchronous = NORMAL", "PRAGMA synchronous", 1});
  const auto page = only<std::int64_t>(connection, "PRAGMA page_size");
  const auto most = static_cast<std::int64_t>(kept.most_bytes) / page;
  execute(connection, "PRAGMA max_page_count = " + std::to_string(most));
  if (only<std::int64_t>(connection, "PRAGMA max_page_count") != most) {
    throw Failure{"it is larger than the " + std::to_string(kept.most_bytes) +
                  " bytes it may have"};
  }
}

}  // namespace relay::db
