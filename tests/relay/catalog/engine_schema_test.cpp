#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/relay/catalog/full_catalog.h"
#include "tests/support/temp_folder.h"

using namespace relay;
using tests::day;
using tests::failure_of;
using tests::feed;
using tests::FullCatalog;
using tests::group;
using tests::kDigest;
using tests::release_with;

namespace {

/// What a relay of the first schema may have written.
void fill_first(db::Transaction& tx) {
  tx.run(release_with("feed", "'clamav'").c_str());
  tx.run("INSERT INTO revision VALUES (1, $1, 'feeds: {}', 0, 'A', '')", kDigest);
  tx.run("INSERT INTO revision VALUES (2, $1, 'feeds: {} ', 0, 'A', '')", kDigest);
  const auto opening = [&](const char* name, const char* how, int on) {
    tx.run(
        "INSERT INTO opening (feed, group_id, release, at, how, revision)"
        " VALUES ('clamav', $1, 1, $2, $3, 2)",
        name, policy::unix_seconds(day(on)), how);
  };
  opening("pilot", "adopted", 1);
  opening("office", "rules", 2);
  tx.run(
      "INSERT INTO act (kind, feed, group_id, version, person, reason, at, lifted_at, lifted_by)"
      " VALUES ('hold', 'clamav', NULL, NULL, 'A', 'why', 3, 4, 'B'),"
      " ('pin', 'clamav', 'office', '1', 'A', 'why', 5, NULL, NULL)");
}

}  // namespace

TEST_CASE("the schema takes what is right for the engine's facts and nothing else",
          "[catalog][schema]") {
  FullCatalog catalog;
  struct Statement {
    std::string sql;
    bool right;
  };
  const std::string widening =
      "INSERT INTO widening (feed, group_id, release, reached, at) VALUES ('clamav', ";
  const std::string stop = "INSERT INTO stop (person, reason, at, lifted_at, lifted_by) VALUES ";
  const std::string pause =
      "INSERT INTO pause (feed, group_id, release, person, reason, at) VALUES ('clamav', ";
  const std::string halt = "INSERT INTO halt (feed, release, group_id, at, why) VALUES ('clamav', ";
  const std::string acknowledgement =
      "INSERT INTO acknowledgement (halt, how, fixed_by, person, reason, at) VALUES (";
  const std::string verdict =
      "INSERT INTO check_verdict (feed, tree, name, yes, person, reason, at) VALUES ('clamav', '" +
      kDigest + "', ";
  const std::string risk =
      "INSERT INTO risk_said (feed, release, high, person, reason, at) VALUES ('clamav', ";
  const std::string bypass =
      "INSERT INTO bypass (feed, release, skips, until, person, reason, at, break_glass,"
      " fix_forward) VALUES ('clamav', ";
  const std::vector<Statement> all{
      {widening + "'office', 1, 601, 0)", true},
      {widening + "'office', 1, 600, 0)", false},
      {widening + "'office', 1, 10000, 0)", true},
      {widening + "'office', 1, 10001, 0)", false},
      {widening + "'pilot', 1, 601, 0)", false},
      {stop + "('A', '', 0, NULL, NULL)", false},
      {stop + "('A', '', 0, 1, 'B')", true},
      {stop + "('A', '', 0, 1, NULL)", false},
      {pause + "'office', 1, 'A', '', 0)", false},
      {pause + "'pilot', 1, 'A', '', 0)", true},
      {pause + "'pilot', 2, 'A', '', 0)", false},
      {halt + "1, NULL, 0, 'why')", true},
      {halt + "1, 'office', 0, 'why')", true},
      {halt + "1, NULL, 0, '')", false},
      {halt + "2, NULL, 0, 'why')", false},
      {acknowledgement + "1, 'resume', NULL, 'A', '', 0)", true},
      {acknowledgement + "1, 'forget', NULL, 'A', '', 0)", false},
      {acknowledgement + "1, 'block', 1, 'A', '', 0)", false},
      {acknowledgement + "1, 'block', 2, 'A', '', 0)", false},
      {acknowledgement + "2, 'block', NULL, 'A', '', 0)", false},
      {verdict + "'bench', 0, 'A', '', 0)", true},
      {verdict + "'bench', 2, 'A', '', 0)", false},
      {verdict + "'', 1, 'A', '', 0)", false},
      {risk + "1, 0, 'A', '', 0)", true},
      {risk + "2, 0, 'A', '', 0)", false},
      {risk + "1, 2, 'A', '', 0)", false},
      {bypass + "1, 'soak', 1, 'A', '', 0, 0, 0)", true},
      {bypass + "1, 'soak', 0, 'A', '', 0, 0, 0)", false},
      {bypass + "1, '', 1, 'A', '', 0, 0, 0)", false},
      {bypass + "2, 'soak', 1, 'A', '', 0, 0, 0)", false},
      {"INSERT INTO bypass_grant VALUES (1, 'Aino', 'other', 0)", false},
      {"INSERT INTO bypass_grant VALUES (1, 'Bo', 'r', 0)", true},
      {"INSERT INTO bypass_grant VALUES (2, 'Bo', 'r', 0)", false},
      {"INSERT INTO bypass_device VALUES (1, -1)", true},
      {"INSERT INTO bypass_device VALUES (1, 7)", false},
      {"INSERT INTO bypass_review VALUES (1, 'B', '', 0)", false},
  };
  for (const Statement& given : all) {
    CAPTURE(given.sql);
    CHECK(catalog.accepts(given.sql) == given.right);
  }
}

TEST_CASE("a catalog of the first schema keeps every row and its guards", "[catalog][schema]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  {
    db::Database old{file, catalog::migrations().first(1)};
    old.write([](db::Transaction& tx) { fill_first(tx); });
  }
  db::Database state{file, catalog::migrations()};
  const auto [openings, acts, release] = state.read([](db::Connection& db) {
    return std::tuple{catalog::openings(db, feed()), catalog::acts(db, feed()),
                      catalog::newest(db, feed())};
  });
  REQUIRE(openings.size() == 2);
  CHECK(openings[0].opening == policy::Opening{.release = {1},
                                               .how = policy::Opening::How::Adopted,
                                               .steps = {{policy::kEverybody, day(1)}}});
  CHECK(openings[1].group == group("office"));
  REQUIRE(acts.size() == 1);
  CHECK(acts[0].number == 2);
  CHECK(acts[0].kind == catalog::ActKind::Pin);
  REQUIRE(release);
  CHECK(release->release.marks == policy::Marks{});
  const auto says = [&](const char* sql) {
    return failure_of([&] { state.write([&](db::Transaction& tx) { tx.run(sql); }); });
  };
  CHECK_THAT(says("UPDATE opening SET at = 0"), Catch::Contains("openings are never changed"));
  CHECK_THAT(says("DELETE FROM opening"), Catch::Contains("openings are never removed"));
  CHECK_THAT(says("UPDATE act SET reason = 'x'"), Catch::Contains("acts are never changed"));
  CHECK_THAT(says("UPDATE act SET lifted_at = 9, lifted_by = 'B' WHERE number = 1"),
             Catch::Contains("lifted once"));
  CHECK_THAT(says("DELETE FROM act"), Catch::Contains("acts are never removed"));
  CHECK_THAT(says("INSERT INTO opening (feed, group_id, release, at, how, revision)"
                  " VALUES ('clamav', 'pilot', 1, 0, 'rules', 2)"),
             Catch::Contains("UNIQUE"));
}

TEST_CASE("a catalog that grew up has the schema of a new one", "[catalog][schema]") {
  const tests::TempFolder folder;
  const auto shape = [](db::Database& database) {
    std::vector<std::string> all;
    database.read([&](db::Connection& db) {
      for (const db::Row& row : db.query("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL"
                                         " ORDER BY type, name")) {
        all.push_back(row.get<std::string>(0));
      }
    });
    return all;
  };
  { const db::Database old{folder / "old.db", catalog::migrations().first(1)}; }
  db::Database grown{folder / "old.db", catalog::migrations()};
  db::Database made{folder / "new.db", catalog::migrations()};
  CHECK(shape(grown) == shape(made));
}
