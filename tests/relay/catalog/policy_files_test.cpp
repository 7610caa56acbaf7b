#include "relay/catalog/policy_files.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/full_catalog.h"
#include "tests/support/temp_folder.h"

using namespace relay;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::FullCatalog;
using tests::kDigest;

TEST_CASE("the last reading of the policy file that was taken up is known", "[catalog]") {
  Catalog catalog;
  CHECK_FALSE(catalog.ask(catalog::policy_file));
  catalog.revise("a: 1");
  catalog.revise("a: 2");
  const catalog::Deed deed{.at = day(1), .actor = "Aino"};
  const auto note = [&](const char* file, char digit, std::int64_t revision) {
    catalog.tell(catalog::note_policy_file, catalog::PolicyFileRow{file, digest(digit), revision},
                 deed);
  };
  note("old.yaml", '1', 1);
  CHECK(catalog.last_deed() ==
        "Aino: policy file read: revision 1: old.yaml, sha256:" + std::string(64, '1'));
  CHECK(catalog.ask(catalog::file_of_revision, std::int64_t{1}) == "old.yaml");
  CHECK_FALSE(catalog.ask(catalog::file_of_revision, std::int64_t{2}));
  note("new.yaml", '2', 2);
  const auto last = catalog.ask(catalog::policy_file);
  REQUIRE(last);
  CHECK(last->file == "new.yaml");
  CHECK(last->digest == digest('2'));
  CHECK(last->revision == 2);
  CHECK(catalog.ask(catalog::file_of_revision, std::int64_t{1}) == "old.yaml");
}

TEST_CASE("every revision of a catalog from before came from the file", "[catalog][schema]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  {
    db::Database old{file, catalog::migrations().first(2)};
    old.write([](db::Transaction& tx) {
      tx.run("INSERT INTO revision VALUES (1, $1, 'a: 1', 5, 'A', '')", digest('1').hex());
      tx.run("INSERT INTO revision VALUES (2, $1, 'a: 2', 6, 'A', '')", digest('2').hex());
    });
  }
  db::Database state{file, catalog::migrations()};
  const auto last = state.read([](db::Connection& db) { return catalog::policy_file(db); });
  REQUIRE(last);
  CHECK(last->digest == digest('2'));
  CHECK(last->revision == 2);
  const auto first =
      state.read([](db::Connection& db) { return catalog::file_of_revision(db, 1); });
  CHECK(first == "policy.yaml");
}

TEST_CASE("the schema takes what is right for a reading of the file and nothing else",
          "[catalog][schema]") {
  FullCatalog catalog;
  const std::string reading = "INSERT INTO policy_file (file, digest, revision, at) VALUES (";
  CHECK(catalog.accepts(reading + "'p', '" + kDigest + "', 1, 0)"));
  CHECK_FALSE(catalog.accepts(reading + "'', '" + kDigest + "', 1, 0)"));
  CHECK_FALSE(catalog.accepts(reading + "'p', 'aa', 1, 0)"));
  CHECK_FALSE(catalog.accepts(reading + "'p', '" + kDigest + "', 2, 0)"));
  CHECK_FALSE(catalog.accepts(reading + "'p', '" + kDigest + "', 1, -1)"));
}
