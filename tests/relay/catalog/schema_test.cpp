#include "relay/catalog/schema.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/relay/catalog/full_catalog.h"
#include "tests/support/temp_folder.h"

using namespace relay;
using tests::day;
using tests::FullCatalog;
using tests::kDigest;
using tests::release_with;

namespace {

struct Value {
  const char* column;
  std::string value;
  bool right;
};

}  // namespace

TEST_CASE("the schema takes what is right for a release and nothing else", "[catalog][schema]") {
  FullCatalog catalog;
  const std::vector<Value> all{
      {"feed", "'a'", true},
      {"feed", "'" + std::string(64, 'a') + "'", true},
      {"feed", "'" + std::string(65, 'a') + "'", false},
      {"feed", "''", false},
      {"feed", "'.a'", false},
      {"feed", "'a.b-c_d9'", true},
      {"feed", "'A'", false},
      {"feed", "'a/b'", false},
      {"feed", "NULL", false},
      {"sequence", "0", false},
      {"sequence", "2", false},
      {"sequence", "'one'", false},
      {"version", "''", false},
      {"version", "'" + std::string(256, 'v') + "'", true},
      {"version", "'" + std::string(257, 'v') + "'", false},
      {"tree", "'" + std::string(63, 'a') + "'", false},
      {"tree", "'" + std::string(65, 'a') + "'", false},
      {"tree", "'" + std::string(64, '9') + "'", true},
      {"tree", "'" + std::string(63, 'a') + "g'", false},
      {"tree", "'" + std::string(64, 'A') + "'", false},
      {"content", "'intelligence'", true},
      {"content", "'configuration'", true},
      {"content", "'Software'", false},
      {"evidence", "'legacy-signed'", true},
      {"evidence", "'hash-chained'", true},
      {"evidence", "'transport-only'", true},
      {"evidence", "'signed'", false},
      {"vendor_time", "0", true},
      {"vendor_time", "-1", false},
      {"vendor_time", "'yesterday'", false},
      {"expires_at", "0", true},
      {"expires_at", "-1", false},
      {"first_seen", "-1", false},
      {"first_seen", "NULL", false},
      {"standing", "'suspect'", true},
      {"standing", "'quarantined'", true},
      {"standing", "'recalled'", true},
      {"standing", "'bad'", false},
      {"standing_reason", "'but'", false},
  };
  CHECK(catalog.accepts(release_with("", "")));
  for (const Value& given : all) {
    CAPTURE(given.column, given.value);
    CHECK(catalog.accepts(release_with(given.column, given.value)) == given.right);
  }
}

TEST_CASE("the schema takes what is right for other facts and nothing else", "[catalog][schema]") {
  FullCatalog catalog;
  struct Statement {
    std::string sql;
    bool right;
  };
  const std::string opening =
      "INSERT INTO opening (feed, group_id, release, at, how, revision) VALUES ";
  const std::string activation = "INSERT INTO activation (feed, group_id, release, since) VALUES ";
  const std::string approval =
      "INSERT INTO approval (feed, group_id, release, tree, stage, person, role, at) VALUES ";
  const std::string act =
      "INSERT INTO act (kind, feed, group_id, version, person, reason, at, lifted_at, lifted_by) "
      "VALUES ";
  const std::string check =
      "INSERT INTO feed_check (feed, at, succeeded, outcome, failures) VALUES ";
  const std::vector<Statement> all{
      {opening + "('clamav', 'pilot', 1, 0, 'rules', 1)", true},
      {opening + "('clamav', 'pilot', 1, 0, 'adopted', 1)", true},
      {opening + "('clamav', 'pilot', 1, 0, 'bypass', 1)", true},
      {opening + "('clamav', 'pilot', 1, 0, 'advanced', 1)", true},
      {opening + "('clamav', 'pilot', 1, 0, 'forced', 1)", false},
      {opening + "('clamav', 'pilot', 1, -1, 'rules', 1)", false},
      {opening + "('clamav', 'Pilot', 1, 0, 'rules', 1)", false},
      {opening + "('clamav', 'pilot', 2, 0, 'rules', 1)", false},
      {opening + "('clamav', 'pilot', 1, 0, 'rules', 2)", false},
      {opening + "('clamav', 'office', 1, 0, 'rules', 1)", false},
      {activation + "('clamav', 'pilot', 1, 0)", true},
      {activation + "('clamav', 'pilot', NULL, 0)", true},
      {activation + "('clamav', 'pilot', 1, -1)", false},
      {activation + "('clamav', 'pilot', 2, 0)", false},
      {activation + "('clamav', 'office', 1, 1767312000)", false},
      {activation + "('clamav', 'office', 1, 1767312001)", true},
      {approval + "('clamav', 'office', 1, '" + kDigest + "', '" + kDigest + "', 'A', 'r', 0)",
       true},
      {approval + "('clamav', 'office', 2, '" + kDigest + "', '" + kDigest + "', 'A', 'r', 0)",
       false},
      {approval + "('clamav', 'office', 1, 'aa', '" + kDigest + "', 'A', 'r', 0)", false},
      {approval + "('clamav', 'office', 1, '" + kDigest + "', 'aa', 'A', 'r', 0)", false},
      {approval + "('clamav', 'office', 1, '" + kDigest + "', '" + kDigest + "', '', 'r', 0)",
       false},
      {approval + "('clamav', 'office', 1, '" + kDigest + "', '" + kDigest + "', 'A', '', 0)",
       false},
      {approval + "('clamav', 'office', 1, '" + kDigest + "', '" + kDigest + "', 'A', 'r', -1)",
       false},
      {act + "('hold', 'clamav', 'office', NULL, 'A', '', 0, NULL, NULL)", true},
      {act + "('hold', 'clamav', NULL, NULL, 'A', '', 0, NULL, NULL)", false},
      {act + "('hold', 'clamav', NULL, NULL, 'A', '', 0, 1, 'B')", true},
      {act + "('hold', 'clamav', NULL, NULL, 'A', '', 0, 1, NULL)", false},
      {act + "('hold', 'clamav', NULL, '1', 'A', '', 0, NULL, NULL)", false},
      {act + "('pin', 'clamav', NULL, '1', 'A', '', 0, NULL, NULL)", true},
      {act + "('pin', 'clamav', NULL, NULL, 'A', '', 0, NULL, NULL)", false},
      {act + "('pin', 'clamav', NULL, '1', 'A', '', 0, NULL, NULL),"
             "('pin', 'clamav', NULL, '2', 'A', '', 0, NULL, NULL)",
       false},
      {act + "('block', 'clamav', NULL, '1', 'A', '', 0, NULL, NULL),"
             "('block', 'clamav', NULL, '2', 'A', '', 0, NULL, NULL)",
       true},
      {act + "('floor', 'clamav', NULL, '1', 'A', '', 0, NULL, NULL)", true},
      {act + "('floor', 'clamav', NULL, NULL, 'A', '', 0, NULL, NULL)", false},
      {act + "('halt', 'clamav', NULL, '1', 'A', '', 0, NULL, NULL)", false},
      {act + "('block', 'clamav', NULL, '1', '', '', 0, NULL, NULL)", false},
      {check + "('acme', 0, 1, '', 0)", true},
      {check + "('acme', 0, 2, '', 0)", false},
      {check + "('acme', 0, 1, '', -1)", false},
      {"INSERT INTO feed_alarm VALUES ('clamav', 1, 'a')", true},
      {"INSERT INTO feed_alarm VALUES ('acme', 1, 'a')", false},
      {"INSERT INTO trusted_time VALUES (2, 0)", false},
      {"INSERT INTO revision VALUES (2, '" + kDigest + "', '', 0, 'A', '')", true},
      {"INSERT INTO revision VALUES (2, 'aa', '', 0, 'A', '')", false},
      {"INSERT INTO part VALUES ('clamav', 'main', 0, '" + kDigest + "', 0)", true},
      {"INSERT INTO part VALUES ('clamav', 'main', -1, '" + kDigest + "', 0)", false},
      {"INSERT INTO part VALUES ('clamav', '', 1, '" + kDigest + "', 0)", false},
      {"INSERT INTO quarantine (feed, part, version, reason, at) VALUES ('clamav', '', '', 'r', 0)",
       true},
      {"INSERT INTO quarantine (feed, part, version, reason, at) VALUES ('clamav', '', '', '', 0)",
       false},
  };
  for (const Statement& given : all) {
    CAPTURE(given.sql);
    CHECK(catalog.accepts(given.sql) == given.right);
  }
}

TEST_CASE("what happened is not changed", "[catalog][schema]") {
  FullCatalog catalog;
  for (const char* const change : {"UPDATE release SET version = '2'",
                                   "UPDATE release SET tree = tree",
                                   "UPDATE release SET feed = 'a'",
                                   "UPDATE release SET first_seen = 0",
                                   "UPDATE release SET evidence = 'vendor-signed'",
                                   "UPDATE release SET sequence = 7",
                                   "UPDATE release SET expires_at = 0",
                                   "UPDATE opening SET at = 0",
                                   "UPDATE activation SET since = since + 1",
                                   "UPDATE revision SET text = ''",
                                   "UPDATE approval SET person = 'Väinö'",
                                   "UPDATE act SET reason = ''",
                                   "UPDATE quarantine SET reason = 'x'",
                                   "UPDATE part SET version = 4",
                                   "UPDATE part SET digest = digest",
                                   "UPDATE trusted_time SET highest = highest - 1",
                                   "UPDATE audit SET at = 0",
                                   "UPDATE release SET major = 1",
                                   "UPDATE release SET engine = 'x'",
                                   "UPDATE widening SET reached = 700",
                                   "UPDATE stop SET reason = 'x'",
                                   "UPDATE pause SET release = 1",
                                   "UPDATE halt SET why = 'x'",
                                   "UPDATE acknowledgement SET how = 'resume'",
                                   "UPDATE check_verdict SET yes = 1",
                                   "UPDATE risk_said SET high = 0",
                                   "UPDATE bypass SET until = until + 1",
                                   "UPDATE bypass_group SET group_id = 'pilot'",
                                   "UPDATE bypass_device SET place = 8",
                                   "UPDATE bypass_grant SET role = 'x'",
                                   "UPDATE bypass_in_force SET at = 0",
                                   "UPDATE bypass_review SET at = 0",
                                   "UPDATE clock_confirmed SET at = 0",
                                   "UPDATE policy_file SET digest = digest",
                                   "UPDATE proposal SET body = ''",
                                   "UPDATE proposal_party SET person = 'Dan'",
                                   "UPDATE vote SET reason = 'x'",
                                   "UPDATE proposal_end SET how = 'void'",
                                   "UPDATE stage_author SET person = 'Dan'",
                                   "UPDATE approval SET until = 9",
                                   "UPDATE approval SET ticket = 'x'",
                                   "UPDATE enrolment SET until = until",
                                   "UPDATE enrolment_attribute SET value = 'x'",
                                   "UPDATE enrolment_voided SET at = 0",
                                   "UPDATE device SET name = 'x'",
                                   "UPDATE credential SET digest = digest",
                                   "UPDATE device_revoked SET reason = 'x'",
                                   "UPDATE device_moved SET group_id = 'office'"}) {
    CAPTURE(change);
    CHECK_THAT(catalog.says(change),
               Catch::Contains("the database says: ") && !Catch::Contains("no such"));
  }
  CHECK(catalog.accepts("UPDATE release SET standing = 'recalled', standing_reason = 'r'"));
  CHECK(catalog.accepts("UPDATE approval SET consumed_at = 1"));
  CHECK(catalog.accepts("UPDATE act SET lifted_at = 1, lifted_by = 'A'"));
  CHECK(catalog.accepts("UPDATE part SET version = 6"));
}

TEST_CASE("an approval is consumed and an act is lifted once", "[catalog][schema]") {
  FullCatalog catalog;
  catalog.state.write([](db::Transaction& tx) {
    tx.run("UPDATE approval SET consumed_at = 1");
    tx.run("UPDATE act SET lifted_at = 1, lifted_by = 'A'");
  });
  CHECK_THAT(catalog.says("UPDATE approval SET consumed_at = NULL"),
             Catch::Contains("consumed once"));
  CHECK_THAT(catalog.says("UPDATE act SET lifted_at = NULL, lifted_by = NULL"),
             Catch::Contains("lifted once"));
}

TEST_CASE("what happened is not removed and not replaced", "[catalog][schema]") {
  FullCatalog catalog;
  for (const std::string& table : std::vector<std::string>{"release",
                                                           "opening",
                                                           "activation",
                                                           "revision",
                                                           "approval",
                                                           "act",
                                                           "quarantine",
                                                           "part",
                                                           "trusted_time",
                                                           "audit",
                                                           "widening",
                                                           "stop",
                                                           "pause",
                                                           "halt",
                                                           "acknowledgement",
                                                           "check_verdict",
                                                           "risk_said",
                                                           "bypass",
                                                           "bypass_group",
                                                           "bypass_device",
                                                           "bypass_grant",
                                                           "bypass_in_force",
                                                           "bypass_review",
                                                           "clock_confirmed",
                                                           "policy_file",
                                                           "proposal",
                                                           "proposal_party",
                                                           "vote",
                                                           "proposal_end",
                                                           "stage_author",
                                                           "enrolment",
                                                           "enrolment_attribute",
                                                           "enrolment_voided",
                                                           "device",
                                                           "credential",
                                                           "device_revoked",
                                                           "device_moved"}) {
    CAPTURE(table);
    CHECK_THAT(catalog.says("DELETE FROM " + table),
               Catch::Contains("the database says: ") && !Catch::Contains("no such"));
    CHECK_FALSE(catalog.accepts("INSERT OR REPLACE INTO " + table + " SELECT * FROM " + table));
  }
}

TEST_CASE("a catalog is made from an empty file and found again", "[catalog][schema]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  {
    db::Database state{file, catalog::migrations()};
    state.write([](db::Transaction& tx) { catalog::raise_highest_time(tx, day(3)); });
  }
  db::Database state{file, catalog::migrations()};
  CHECK(state.read([](db::Connection& db) { return catalog::highest_time(db); }) == day(3));
}

TEST_CASE("the schema that is built in is the one in the numbered files", "[catalog][schema]") {
  const auto folder = std::filesystem::path{SLUICE_SOURCE} / "relay/catalog/schema";
  REQUIRE(catalog::migrations().size() == 13);
  const std::array files{
      "0001_first.sql",   "0002_engine.sql",           "0003_proposal.sql",
      "0004_device.sql",  "0005_enrolment_voided.sql", "0006_people.sql",
      "0007_audit.sql",   "0008_four_eyes.sql",        "0009_agreement.sql",
      "0010_repeats.sql", "0011_agreed_roles.sql",     "0012_audit_of_device.sql",
      "0013_deeds.sql"};
  unsigned number = 0;
  for (const db::Migration& step : catalog::migrations()) {
    CHECK(step.sql == tests::read_file(folder / files.at(number)));
    CHECK(step.number == ++number);
  }
}
