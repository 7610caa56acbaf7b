#include "relay/audit/notary.h"

#include <catch2/catch.hpp>
#include <functional>

#include "relay/audit/chain.h"
#include "tests/relay/audit/an_audit.h"
#include "tests/support/small_disk.h"

using namespace relay;
using audit::Notary;
using tests::AnAudit;
using tests::day;
using tests::Intruder;
using tests::kSealKey;

namespace {

std::string failure_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const db::Failure& failure) {
    return failure.what();
  }
  return "no failure";
}

/// "actor: action: subject: detail" of the newest row.
std::string newest(AnAudit& audit) {
  const auto row = audit.rows().back();
  return row.actor + ": " + row.action + ": " + row.subject + ": " + row.detail;
}

std::int64_t unsealed(AnAudit& audit) {
  return static_cast<std::int64_t>(audit.rows().size() - audit.seals().size());
}

}  // namespace

TEST_CASE("every row is sealed in the transaction that records it", "[audit][notary]") {
  AnAudit audit;
  CHECK(audit.notary.head() == audit::no_rows());
  audit.record(1);
  audit.record(3);
  const auto seals = audit.seals();
  REQUIRE(seals.size() == 4);
  CHECK(seals.back().head == audit.notary.head());
  CHECK(seals[0].head.chain == audit::link(audit::first_link(), audit::line(audit.rows()[0])));
  CHECK(audit.trouble() == "nothing");

  CHECK_THROWS(audit.state.write([](db::Transaction& tx) {
    catalog::record(tx, {.at = day(1)}, "opened", "", "");
    throw std::runtime_error{"a rule that said no"};
  }));
  audit.state.write([](db::Transaction& tx) { tx.query("SELECT 1"); });
  CHECK(audit.rows().size() == 4);
  CHECK(audit.seals() == seals);
  CHECK(audit.notary.head() == seals.back().head);
}

TEST_CASE("rows are told when they are durable and never when they are not", "[audit][notary]") {
  AnAudit audit{2};
  std::vector<std::int64_t> told;
  audit.notary.tell([&](const std::vector<audit::Recorded>& rows) {
    for (const auto& row : rows) told.push_back(row.number);
  });
  audit.record(2);
  CHECK(told == std::vector<std::int64_t>{3, 4});
  CHECK_THROWS(audit.state.write([&](db::Transaction& tx) {
    catalog::record(tx, {.at = day(1)}, "opened", "", "");
    throw std::runtime_error{"a rule that said no"};
  }));
  {
    const tests::SmallDisk disk{std::filesystem::file_size(audit.file)};
    CHECK_THROWS_AS(audit.record(2'000), db::Failure);
  }
  audit.state.write([](db::Transaction& tx) { tx.query("SELECT 1"); });
  CHECK(told.size() == 2);
  audit.record(1);
  CHECK(told == std::vector<std::int64_t>{3, 4, 5});
}

TEST_CASE("a page of rows and more are sealed in one transaction", "[audit][notary]") {
  AnAudit audit{1'000};
  audit.record(1'001);
  CHECK(audit.seals().size() == 2'001);
  CHECK(audit.trouble() == "nothing");
}

TEST_CASE("a relay that starts again goes on where it was", "[audit][notary]") {
  AnAudit audit{2};
  Notary next{kSealKey};
  CHECK_FALSE(next.begin(audit.state, day(2)));
  CHECK(next.head() == audit.notary.head());
  audit.record(1);
  CHECK(next.head().number == 3);
  CHECK(audit.trouble() == "nothing");
}

TEST_CASE("with another key nothing starts and nothing is written", "[audit][notary]") {
  AnAudit audit{2};
  audit.state.watch(nullptr);
  Notary other{"another key"};
  CHECK(failure_of([&] { other.begin(audit.state, day(2)); }) ==
        "the audit is sealed with another key than the one that is there; put back the key that "
        "belongs to this data folder");
  CHECK(audit.rows().size() == 2);
}

TEST_CASE("an audit from before seals is sealed whole and a row says so", "[audit][notary]") {
  AnAudit audit;
  audit.state.watch(nullptr);
  audit.record(1'001);
  CHECK(unsealed(audit) == 1'001);

  Notary notary{kSealKey};
  CHECK_FALSE(notary.begin(audit.state, day(2)));
  CHECK(unsealed(audit) == 0);
  CHECK(newest(audit) ==
        "relay: audit sealed: rows 1 to 1001: rows 1 to 1001 were recorded before the relay sealed "
        "its audit");
  CHECK(audit.trouble() == "nothing");
}

TEST_CASE("rows that were written past the relay are told for ever", "[audit][notary]") {
  AnAudit audit{2};
  audit.state.watch(nullptr);
  audit.record(2);
  Notary notary{kSealKey};
  const auto trouble = notary.begin(audit.state, day(2));
  REQUIRE(trouble);
  CHECK(trouble->kind == audit::Trouble::Kind::Unsealed);
  CHECK(trouble->row == 3);
  const std::string told =
      "rows 3 to 4 were written past the relay; they are sealed as they were "
      "found";
  CHECK(trouble->sentence == told);
  CHECK(newest(audit) == "relay: audit does not fit: rows 3 to 4: " + told);
  CHECK(unsealed(audit) == 0);
}

TEST_CASE("nothing is recorded once somebody else changed the end of the audit",
          "[audit][notary]") {
  const std::string attack = GENERATE(values<std::string>(
      {"UPDATE audit SET actor = 'nobody' WHERE number = 3", "DELETE FROM audit WHERE number = 3",
       "DELETE FROM audit WHERE number = 3; DELETE FROM audit_seal WHERE number = 3",
       "DELETE FROM audit; DELETE FROM audit_seal",
       "UPDATE audit_seal SET chain = mac WHERE number = 3",
       "INSERT INTO audit_seal (number, chain, mac) SELECT 4, chain, mac FROM audit_seal LIMIT "
       "1"}));
  CAPTURE(attack);
  AnAudit audit{3};
  Intruder{audit.file}.run(attack);
  const auto rows = audit.rows();
  CHECK_THAT(failure_of([&] { audit.record(1); }),
             Catch::Matchers::StartsWith("the audit was changed by somebody else: row 3 ") &&
                 Catch::Matchers::EndsWith(
                     "; nothing is recorded until it is as it was and the relay starts again"));
  CHECK(audit.rows() == rows);
}

TEST_CASE("what a full disk breaks off is neither recorded nor sealed", "[audit][notary]") {
  AnAudit audit{1};
  const auto head = audit.notary.head();
  {
    const tests::SmallDisk disk{std::filesystem::file_size(audit.file)};
    CHECK_THROWS_AS(audit.record(2'000), db::Failure);
  }
  CHECK(audit.rows().size() == 1);
  CHECK(audit.notary.head() == head);
  audit.record(1);
  CHECK(audit.trouble() == "nothing");
}
