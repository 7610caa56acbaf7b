#include "relay/catalog/audit.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using tests::Catalog;
using tests::day;
using tests::failure_of;

namespace {

void three_deeds(Catalog& catalog) {
  catalog.state.write([](db::Transaction& tx) {
    catalog::record(tx, {.at = day(1)}, "opened", "clamav 1 → pilot", "by the rules");
    catalog::record(tx, {.at = day(2), .actor = "Aino"}, "hold", "clamav → office",
                    "inventory week");
    catalog::record(tx, {.at = day(1)}, "refused", "clamav daily 3", "");
  });
}

}  // namespace

TEST_CASE("the audit is read newest first and page by page", "[catalog][audit]") {
  Catalog catalog;
  CHECK(catalog.ask(catalog::audit_rows, 0, 10).empty());
  three_deeds(catalog);

  const auto rows = catalog.ask(catalog::audit_rows, 0, 2);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].number == 3);
  CHECK(rows[1].number == 2);
  CHECK(rows[1].at == day(2));
  CHECK(rows[1].actor == "Aino");
  CHECK(rows[1].action == "hold");
  CHECK(rows[1].subject == "clamav → office");
  CHECK(rows[1].detail == "inventory week");

  const auto rest = catalog.ask(catalog::audit_rows, 2, 10);
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].actor == "relay");
  CHECK(catalog.ask(catalog::audit_rows, 1, 10).empty());
}

TEST_CASE("an audit row says by what from where on which bytes and how it ended",
          "[catalog][audit]") {
  Catalog catalog;
  const catalog::Deed deed{
      .at = day(1), .actor = "aino", .reason = "r", .via = "token 7 ci", .source = "10.1.9.3"};
  const auto bytes = tests::digest('5');
  catalog.state.write([&](db::Transaction& tx) {
    catalog::record(tx, deed, "hold", "clamav", "r");
    for (const auto how :
         {catalog::Outcome::Done, catalog::Outcome::Denied, catalog::Outcome::Failed}) {
      catalog::record(
          tx, deed,
          {.action = "a", .subject = "s", .detail = "d", .object = bytes, .outcome = how});
    }
  });
  const auto rows = catalog.ask(catalog::audit_rows, 0, 10);
  REQUIRE(rows.size() == 4);
  CHECK(rows[3] == catalog::AuditRow{.number = 1,
                                     .at = day(1),
                                     .actor = "aino",
                                     .action = "hold",
                                     .subject = "clamav",
                                     .detail = "r",
                                     .via = "token 7 ci",
                                     .source = "10.1.9.3"});
  CHECK(rows[0] == catalog::AuditRow{.number = 4,
                                     .at = day(1),
                                     .actor = "aino",
                                     .action = "a",
                                     .subject = "s",
                                     .detail = "d",
                                     .via = "token 7 ci",
                                     .source = "10.1.9.3",
                                     .object = bytes,
                                     .outcome = catalog::Outcome::Failed});
  CHECK(rows[1].outcome == catalog::Outcome::Denied);
  CHECK(rows[2].outcome == catalog::Outcome::Done);
  CHECK(std::string{word(rows[1].outcome)} == "denied");
}

TEST_CASE("an audit row is never changed or removed or put in between", "[catalog][audit]") {
  Catalog catalog;
  three_deeds(catalog);
  const auto refused = [&](const char* sql) {
    return failure_of([&] { catalog.state.write([&](db::Transaction& tx) { tx.run(sql); }); });
  };
  CHECK_THAT(refused("UPDATE audit SET actor = 'nobody'"),
             Catch::Contains("audit rows are never changed"));
  CHECK_THAT(refused("UPDATE audit SET number = 9 WHERE number = 3"),
             Catch::Contains("never changed"));
  CHECK_THAT(refused("DELETE FROM audit WHERE number = 3"),
             Catch::Contains("audit rows are never removed"));
  CHECK_THAT(refused("DELETE FROM audit"), Catch::Contains("audit rows are never removed"));
  CHECK_THAT(refused("INSERT OR REPLACE INTO audit (number, at, actor, action, subject, detail) "
                     "VALUES (3, 0, 'a', 'b', 'c', 'd')"),
             Catch::Contains("numbered without gaps"));
  CHECK_THAT(refused("INSERT INTO audit (number, at, actor, action, subject, detail) VALUES (5, 0, "
                     "'a', 'b', 'c', 'd')"),
             Catch::Contains("numbered without gaps"));
  CHECK(refused("INSERT INTO audit (number, at, actor, action, subject, detail) VALUES (4, 0, 'a', "
                "'b', 'c', 'd')")
            .empty());
  CHECK(catalog.deeds() == 4);
}

TEST_CASE("a deed without an actor or an action or before 1970 is refused", "[catalog][audit]") {
  Catalog catalog;
  const auto recorded = [&](const catalog::Deed& deed, const char* action) {
    return failure_of([&] {
             catalog.state.write(
                 [&](db::Transaction& tx) { catalog::record(tx, deed, action, "", ""); });
           })
        .empty();
  };
  CHECK(recorded({.at = policy::from_unix_seconds(0)}, "opened"));
  CHECK_FALSE(recorded({.at = policy::from_unix_seconds(-1)}, "opened"));
  CHECK_FALSE(recorded({.at = day(0), .actor = ""}, "opened"));
  CHECK_FALSE(recorded({.at = day(0)}, ""));
  CHECK(catalog.deeds() == 1);
}

TEST_CASE("a transaction that fails leaves neither the fact nor its audit row",
          "[catalog][audit]") {
  Catalog catalog;
  CHECK_FALSE(failure_of([&] {
                catalog.state.write([](db::Transaction& tx) {
                  catalog::accept(tx,
                                  {.feed = tests::feed(),
                                   .version = tests::version("daily 1"),
                                   .tree = tests::digest('1')},
                                  {.at = day(0)});
                  catalog::record(tx, {.at = day(0), .actor = ""}, "x", "y", "z");
                });
              }).empty());
  CHECK(catalog.ask(catalog::releases, tests::feed()).empty());
  CHECK(catalog.deeds() == 0);
}
