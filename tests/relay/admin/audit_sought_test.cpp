#include "relay/admin/audit_sought.h"

#include "tests/relay/admin/a_desk.h"

using relay::json::Value;
using tests::AWaitingDesk;
using tests::json_of;
using tests::sentence_of;

namespace {

Value sought(tests::ADesk& desk, const std::string& query) {
  return json_of(desk.get("/api/v1/audit", query));
}
std::size_t rows(tests::ADesk& desk, const std::string& query) {
  return sought(desk, query)["rows"].items().size();
}

/// So many rows of nobody's.
void fill(tests::ADesk& desk, std::int64_t rows) {
  desk.state.write([&](relay::db::Transaction& tx) {
    tx.run(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)"
        " INSERT INTO audit (at, actor, action, subject, detail, via, source, object, outcome)"
        " SELECT 1767225600, 'relay', 'opened', 'x', '', '', '', '', 'done' FROM n",
        rows);
  });
}

}  // namespace

TEST_CASE("the audit is asked for what somebody did and when", "[admin][audit]") {
  AWaitingDesk desk;
  desk.said("hold", R"({"groups":["office"],"reason":"Phones ring"})");
  desk.now = tests::day(5);
  desk.said("hold", R"({"groups":["office"],"lift":true,"reason":"quiet"})");
  CHECK(rows(desk, "person=ann&text=phones%20ring") == 1);
  CHECK(rows(desk, "person=bob") == 0);
  CHECK(rows(desk, "action=hold%20lifted") == 1);
  CHECK(rows(desk, "feed=clamav&person=ann&since=2026-01-06T00:00:00Z") == 1);
  CHECK(rows(desk, "feed=clamav&person=ann&since=2026-01-06T00:00:01Z") == 0);
  const auto limited = sought(desk, "person=ann&feed=clamav&limit=1");
  CHECK(limited["rows"].items().at(0)["detail"].text() == "quiet");
  const auto rest = sought(desk, "person=ann&feed=clamav&limit=9&after=" + limited["next"].text());
  CHECK(rest["next"].null());
  CHECK(rest["looked_to"].number() == 1);
}

TEST_CASE("what the audit cannot be asked for is said", "[admin][audit]") {
  AWaitingDesk desk;
  const auto said = [&](const std::string& query) {
    return sentence_of(desk.get("/api/v1/audit", query));
  };
  CHECK(said("since=yesterday") == "400: 'since' is a time such as 2026-03-04T06:00:00Z");
  CHECK(said("until=1") == "400: 'until' is a time such as 2026-03-04T06:00:00Z");
  CHECK(said("person=") == "400: 'person' is a text of 1 to 256 bytes");
  CHECK(said("text=%00") == "400: 'text' is a text of 1 to 256 bytes");
  CHECK(said("feed=" + std::string(257, 'x')) == "400: 'feed' is a text of 1 to 256 bytes");
  CHECK(desk.get("/api/v1/audit", "action=" + std::string(256, 'x')).status == 200);
}

TEST_CASE("a hundred thousand rows of the audit are looked at and then it goes on",
          "[admin][audit]") {
  tests::ADesk desk;
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::record(tx, {.at = desk.now, .actor = "zed"}, "left", "for good", "");
  });
  fill(desk, relay::admin::kMostLooked - 1);
  CHECK(rows(desk, "person=zed") == 1);
  fill(desk, 1);
  const auto first = sought(desk, "person=zed");
  CHECK(first["rows"].items().empty());
  CHECK(first["next"].text() == std::to_string(first["looked_to"].number()));
  CHECK(rows(desk, "person=zed&after=" + first["next"].text()) == 1);
}
