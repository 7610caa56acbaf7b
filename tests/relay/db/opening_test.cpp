#include "relay/db/opening.h"

#include <sqlite3.h>
#include <sys/stat.h>

#include <array>
#include <catch2/catch.hpp>
#include <chrono>
#include <string>
#include <vector>

#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::db::Connection;
using relay::db::Database;
using relay::db::Failure;
using relay::db::Migration;
using relay::db::Transaction;

namespace {

constexpr Migration kFirst{1,
                           "CREATE TABLE thing (number INTEGER PRIMARY KEY) STRICT;"
                           "INSERT INTO thing VALUES (1);"};
constexpr Migration kSecond{2,
                            "ALTER TABLE thing ADD COLUMN name TEXT NOT NULL DEFAULT 'x';"
                            "INSERT INTO thing VALUES (2, 'y');"};
constexpr std::array kOld{kFirst};
constexpr std::array kNew{kFirst, kSecond};

std::int64_t asked(Database& database, const char* sql) {
  return database.read([&](Connection& db) { return db.query(sql).at(0).get<std::int64_t>(0); });
}

std::string refusal(const std::filesystem::path& file,
                    std::span<const Migration> migrations = kOld) {
  try {
    const Database database{file, migrations, 50ms};
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "opened";
}

/// A connection of somebody else's.
class Stranger {
 public:
  explicit Stranger(const std::filesystem::path& file) { sqlite3_open(file.c_str(), &connection_); }
  ~Stranger() { sqlite3_close(connection_); }
  Stranger(const Stranger&) = delete;
  Stranger& operator=(const Stranger&) = delete;
  void run(const char* sql) {
    CAPTURE(sql);
    REQUIRE(sqlite3_exec(connection_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  }

 private:
  sqlite3* connection_ = nullptr;
};

unsigned mode_of(const std::filesystem::path& file) {
  struct stat now {};
  REQUIRE(::stat(file.c_str(), &now) == 0);
  return now.st_mode & 0777U;
}

}  // namespace

TEST_CASE("a database is opened with the settings that durability rests on", "[db]") {
  const tests::TempFolder folder;
  Database database{folder / "state.db", kOld, 1234ms};
  CHECK(asked(database, "PRAGMA synchronous") == 3);
  CHECK(asked(database, "PRAGMA foreign_keys") == 1);
  CHECK(asked(database, "PRAGMA recursive_triggers") == 1);
  CHECK(asked(database, "PRAGMA trusted_schema") == 0);
  CHECK(asked(database, "PRAGMA cell_size_check") == 1);
  CHECK(asked(database, "PRAGMA busy_timeout") == 1234);
  CHECK(asked(database, "PRAGMA application_id") == 0x536c7569);
  database.read([](Connection& db) {
    CHECK(db.query("PRAGMA journal_mode").at(0).get<std::string>(0) == "delete");
  });
}

TEST_CASE("a database of ours in another journal mode is brought back to the rollback journal",
          "[db]") {
  const tests::TempFolder folder;
  { const Database database{folder / "state.db", kOld}; }
  Stranger{folder / "state.db"}.run("PRAGMA journal_mode = WAL");
  Database database{folder / "state.db", kOld};
  database.read([](Connection& db) {
    CHECK(db.query("PRAGMA journal_mode").at(0).get<std::string>(0) == "delete");
  });
}

TEST_CASE("a disposable database is kept in a log beside it and never grows too large", "[db]") {
  const tests::TempFolder folder;
  const relay::db::Disposable kept{.most_bytes = 20'000};
  const auto fill = [](Database& database) {
    for (std::int64_t i = 2;; ++i) {
      database.write([&](Transaction& tx) { tx.run("INSERT INTO thing VALUES ($1)", i); });
    }
  };
  {
    Database database{folder / "telemetry.db", kOld, kept};
    CHECK(asked(database, "PRAGMA synchronous") == 1);
    CHECK(asked(database, "PRAGMA foreign_keys") == 1);
    CHECK(asked(database, "PRAGMA max_page_count") == 4);
    database.read([](Connection& db) {
      CHECK(db.query("PRAGMA journal_mode").at(0).get<std::string>(0) == "wal");
    });
    CHECK_THROWS_WITH(fill(database),
                      "the database says: database or disk is full, to: INSERT INTO thing VALUES "
                      "($1)");
    CHECK(asked(database, "SELECT count(*) FROM thing") > 100);
    // As a crash leaves it: what it holds is in the log beside it.
    std::filesystem::copy(folder / "telemetry.db", folder / "crashed.db");
    std::filesystem::copy(folder / "telemetry.db-wal", folder / "crashed.db-wal");
  }
  CHECK(std::filesystem::file_size(folder / "telemetry.db") == 4 * 4'096);
  Database crashed{folder / "crashed.db", kOld, kept};
  CHECK(asked(crashed, "SELECT count(*) FROM thing") > 100);
  CHECK_THROWS_WITH((Database{folder / "telemetry.db", kOld, relay::db::Disposable{10'000}}),
                    "database '" + (folder / "telemetry.db").string() +
                        "': it is larger than the 10000 bytes it may have");
  Database in_memory{":memory:", kOld, kept};
  CHECK(asked(in_memory, "PRAGMA max_page_count") == 4);
}

TEST_CASE("only the owner may read a database", "[db]") {
  const tests::TempFolder folder;
  { const Database database{folder / "state.db", kOld}; }
  CHECK(mode_of(folder / "state.db") == 0600);
  std::filesystem::permissions(folder / "state.db", std::filesystem::perms{0644});
  { const Database database{folder / "state.db", kOld}; }
  CHECK(mode_of(folder / "state.db") == 0600);
}

TEST_CASE("an empty file becomes a database and is found again", "[db]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "state.db", "");
  {
    Database database{folder / "state.db", kOld};
    CHECK(asked(database, "PRAGMA user_version") == 1);
    database.write([](Transaction& tx) { tx.run("INSERT INTO thing VALUES ($1)", 7); });
  }
  Database database{folder / "state.db", kOld};
  CHECK(asked(database, "SELECT sum(number) FROM thing") == 8);
}

TEST_CASE("an older database is brought up step by step and keeps what it holds", "[db]") {
  const tests::TempFolder folder;
  { const Database database{folder / "state.db", kOld}; }
  Database database{folder / "state.db", kNew};
  CHECK(asked(database, "PRAGMA user_version") == 2);
  CHECK(asked(database, "SELECT count(*) FROM thing WHERE name = 'x' AND number = 1") == 1);
  CHECK(asked(database, "SELECT count(*) FROM thing") == 2);
}

TEST_CASE("a migration that fails leaves the schema as it was", "[db]") {
  const tests::TempFolder folder;
  { const Database database{folder / "state.db", kOld}; }
  const std::array broken{kFirst, Migration{2, "INSERT INTO thing VALUES (2); SELECT nonsense;"}};
  CHECK(refusal(folder / "state.db", broken) ==
        "database '" + (folder / "state.db").string() +
            "': the database says: no such column: nonsense, to: INSERT INTO thing VALUES (2); "
            "SELECT nonsense;");
  Database database{folder / "state.db", kOld};
  CHECK(asked(database, "PRAGMA user_version") == 1);
  CHECK(asked(database, "SELECT count(*) FROM thing") == 1);
}

TEST_CASE("a database of a newer program is refused and left as it is", "[db]") {
  const tests::TempFolder folder;
  { const Database database{folder / "state.db", kNew}; }
  const std::string before = tests::read_file(folder / "state.db");
  CHECK(
      refusal(folder / "state.db") ==
      "database '" + (folder / "state.db").string() +
          "': it was written by a newer program (schema 2, this program knows up to 1); start the "
          "newer program, or restore the backup made before it");
  CHECK(tests::read_file(folder / "state.db") == before);
  CHECK(refusal(folder / "state.db", kNew) == "opened");
}

TEST_CASE("the database of another program is refused and left as it is", "[db]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  const auto* const journal = GENERATE("PRAGMA journal_mode = DELETE", "PRAGMA journal_mode = WAL");
  Stranger{file}.run(journal);
  const auto* const id = GENERATE("CREATE TABLE theirs (a)", "PRAGMA application_id = 252006");
  Stranger{file}.run(id);
  const std::string before = tests::read_file(file);
  const unsigned mode = mode_of(file);

  CHECK(refusal(file) == "'" + file.string() +
                             "' is the database of another program; it was left as it is: move it "
                             "away, or name another folder for our data");
  CHECK(tests::read_file(file) == before);
  CHECK(mode_of(file) == mode);
}

TEST_CASE("a file that is no database is refused and left as it is", "[db]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  for (const std::string& text :
       {std::string{"a"}, std::string(8192, 'a'), std::string(8192, '\0')}) {
    tests::write_file(file, text);
    CHECK(refusal(file) == "'" + file.string() +
                               "' is not a database; it was left as it is: move it away, or name "
                               "another folder for our data");
    CHECK(tests::read_file(file) == text);
  }
}

TEST_CASE("a first transaction that was cut off is begun anew", "[db]") {
  const tests::TempFolder folder;
  // What a power cut leaves when the second page reached the disk and the first did not: the
  // journal says that the file was empty (0 pages of 4096 bytes, one record of none).
  tests::write_file(folder / "state.db", std::string(8192, '\0'));
  std::string journal{"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8};
  journal += std::string(
      "\0\0\0\0"
      "\0\0\0\0"
      "\0\0\0\0"
      "\0\0\x02\0"
      "\0\0\x10\0",
      20);
  journal.resize(512, '\0');
  tests::write_file(folder / "state.db-journal", journal);
  Database database{folder / "state.db", kOld};
  CHECK(asked(database, "SELECT count(*) FROM thing") == 1);
}

TEST_CASE("a damaged database is refused with what to do", "[db]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  {
    Database database{file, kOld};
    database.write([](Transaction& tx) {
      for (int number = 2; number < 2000; ++number) tx.run("INSERT INTO thing VALUES ($1)", number);
    });
  }
  std::string bytes = tests::read_file(file);
  REQUIRE(bytes.size() > 3 * 4096);
  const auto damage = GENERATE(0, 1, 2);
  if (damage == 0) bytes.resize(bytes.size() / 4096 / 2 * 4096);       // Half of it is gone.
  if (damage == 1) bytes.replace(2 * 4096, 64, std::string(64, 'x'));  // A page in the middle.
  if (damage == 2) bytes.replace(100, 64, std::string(64, 'x'));       // The schema's own page.
  tests::write_file(file, bytes);

  const std::string said = refusal(file);
  CAPTURE(said);
  CHECK(said.starts_with("database '" + file.string() + "': it is damaged ("));
  CHECK(said.ends_with("); keep a copy of it, put the newest backup in its place and start again"));
  CHECK(tests::read_file(file) == bytes);
}

TEST_CASE("a folder that is not there is named", "[db]") {
  const tests::TempFolder folder;
  const auto file = folder / "missing" / "state.db";
  CHECK_THROWS_WITH(refusal(file), Catch::Contains(file.string()));
}

TEST_CASE("a lock of another program is waited for as long as we were told and no longer", "[db]") {
  const tests::TempFolder folder;
  Database database{folder / "state.db", kOld, 50ms};
  const auto insert = [&] {
    database.write([](Transaction& tx) { tx.run("INSERT INTO thing VALUES ($1)", 7); });
  };
  {
    Stranger stranger{folder / "state.db"};
    stranger.run("BEGIN IMMEDIATE");
    const auto begun = std::chrono::steady_clock::now();
    CHECK_THROWS_WITH(insert(), "the database says: database is locked, to: BEGIN IMMEDIATE");
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
    CHECK(asked(database, "SELECT count(*) FROM thing") == 1);  // Reading needs no such lock.
  }
  insert();
  CHECK(asked(database, "SELECT count(*) FROM thing") == 2);
}

TEST_CASE("a commit that another reader stands in the way of is rolled back whole", "[db]") {
  const tests::TempFolder folder;
  Database database{folder / "state.db", kOld, 50ms};
  Stranger stranger{folder / "state.db"};
  stranger.run("BEGIN; SELECT * FROM thing");
  const auto insert = [&] {
    database.write([](Transaction& tx) { tx.run("INSERT INTO thing VALUES ($1)", 7); });
  };
  CHECK_THROWS_WITH(insert(), "the database says: database is locked, to: COMMIT");
  CHECK(asked(database, "SELECT count(*) FROM thing") == 1);
  stranger.run("COMMIT");
  insert();
  CHECK(asked(database, "SELECT count(*) FROM thing") == 2);
}
