#include "relay/db/look.h"

#include <array>
#include <catch2/catch.hpp>

#include "tests/support/temp_folder.h"

using relay::db::Connection;
using relay::db::Database;
using relay::db::Look;
using relay::db::Transaction;

namespace {

constexpr std::array kLooked{
    relay::db::Migration{1, "CREATE TABLE looked (n INTEGER NOT NULL) STRICT;"}};

std::int64_t counted(Connection& db) {
  return db.query("SELECT count(*) FROM looked").at(0).get<std::int64_t>(0);
}

void add_one(Database& database) {
  database.write([](Transaction& tx) { tx.run("INSERT INTO looked VALUES (1)"); });
}

}  // namespace

TEST_CASE("a look sees what is committed and holds up nobody who writes", "[db][look]") {
  const tests::TempFolder folder;
  Database database{folder / "telemetry.db", kLooked, relay::db::Disposable{1U << 20U}};
  Look look{folder / "telemetry.db"};
  CHECK(look.read(counted) == 0);
  add_one(database);
  CHECK(look.read(counted) == 1);
  // Somebody writes while it is being read.
  look.read([&](Connection& db) {
    CHECK(counted(db) == 1);
    add_one(database);
  });
  CHECK(look.read(counted) == 2);
}

TEST_CASE("a look writes nothing and needs a file that is there", "[db][look]") {
  const tests::TempFolder folder;
  CHECK_THROWS_WITH(Look{folder / "none.db"},
                    "database '" + (folder / "none.db").string() +
                        "': it cannot be looked at: unable to open database file");
  CHECK_FALSE(std::filesystem::exists(folder / "none.db"));
}
