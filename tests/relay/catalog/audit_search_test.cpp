#include "relay/catalog/audit_search.h"

#include <chrono>

#include "tests/relay/catalog/catalog.h"

using namespace std::chrono_literals;
using relay::catalog::AuditReach;
using relay::catalog::AuditWanted;
using tests::day;

namespace {

struct AnAudit {
  relay::db::Database state{":memory:", relay::catalog::migrations()};

  void add(const std::string& actor, const std::string& action, const std::string& subject,
           const std::string& detail = "", policy::Instant at = day(1)) {
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::record(tx, {.at = at, .actor = actor}, action, subject, detail);
    });
  }
  relay::catalog::AuditFound found(const AuditWanted& wanted, const AuditReach& reach) {
    return state.read(
        [&](relay::db::Connection& db) { return relay::catalog::find_audit(db, wanted, reach); });
  }
  /// The numbers of the rows, newest first.
  std::string rows(const AuditWanted& wanted, const AuditReach& reach = {.look = 1'000}) {
    std::string numbers;
    for (const auto& row : found(wanted, reach).rows) numbers += std::to_string(row.number) + " ";
    return numbers;
  }
};

struct AFullAudit : AnAudit {
  AFullAudit() {
    add("ann", "held", "clamav → office", "phones ring");
    add("bob", "held", "clamav-beta → office", "100%_SURE", day(2));
    add("relay", "opened", "clamav", "", day(3));
  }
};

}  // namespace

TEST_CASE("audit rows are found by who and what and when", "[catalog][audit]") {
  AFullAudit audit;
  CHECK(audit.rows({}) == "3 2 1 ");
  CHECK(audit.rows({.person = "ann"}) == "1 ");
  CHECK(audit.rows({.person = "an"}).empty());
  CHECK(audit.rows({.action = "held"}) == "2 1 ");
  CHECK(audit.rows({.feed = "clamav"}) == "3 1 ");
  CHECK(audit.rows({.text = "PHONES"}) == "1 ");
  CHECK(audit.rows({.text = "%_s"}) == "2 ");
  CHECK(audit.rows({.text = "office"}) == "2 1 ");
  CHECK(audit.rows({.text = "bob"}) == "2 ");
  CHECK(audit.rows({.text = "open"}) == "3 ");
  CHECK(audit.rows({.since = day(2)}) == "3 2 ");
  CHECK(audit.rows({.since = day(2) + 1s}) == "3 ");
  CHECK(audit.rows({.until = day(2)}) == "1 ");
  CHECK(audit.rows({.until = day(2) + 1s}) == "2 1 ");
  CHECK(audit.rows({.person = "ann", .action = "opened"}).empty());
}

TEST_CASE("a search looks at so many rows of the audit and says how far", "[catalog][audit]") {
  AFullAudit audit;
  CHECK(audit.rows({.person = "ann"}, {.look = 2}).empty());
  CHECK(audit.found({.person = "ann"}, {.look = 2}).looked_to == 2);
  CHECK(audit.rows({.person = "ann"}, {.look = 3}) == "1 ");
  CHECK(audit.found({.person = "ann"}, {.look = 3}).looked_to == 1);
  CHECK(audit.rows({.person = "ann"}, {.before = 2, .look = 1}) == "1 ");
  CHECK(audit.rows({}, {.before = 3, .look = 9}) == "2 1 ");
  CHECK(audit.rows({.action = "held"}, {.most = 1, .look = 9}) == "2 ");
  CHECK(audit.found({.action = "held"}, {.most = 1, .look = 9}).looked_to == 2);
  AnAudit empty;
  CHECK(empty.found({}, {.look = 9}).looked_to == 1);
}

TEST_CASE("a million rows of the audit are looked through in a moment", "[.][bench]") {
  AnAudit audit;
  audit.state.write([](relay::db::Transaction& tx) {
    tx.run(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)"
        " INSERT INTO audit (at, actor, action, subject, detail, via, source, object, outcome)"
        " SELECT i, 'ann', 'opened', 'clamav daily 27500 → office', 'because it was time', '', '',"
        " '', 'done' FROM n");
  });
  for (const std::int64_t look : {20'000, 200'000, 1'000'000}) {
    const auto begun = std::chrono::steady_clock::now();
    CHECK(audit.found({.text = "nowhere"}, {.look = look}).rows.empty());
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    WARN(look << " rows: " << took.count() << " ms");
  }
}
