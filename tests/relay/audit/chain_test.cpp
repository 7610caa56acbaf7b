#include "relay/audit/chain.h"

#include <catch2/catch.hpp>

#include "relay/audit/head.h"
#include "tests/support/day.h"

using namespace relay::audit;
using relay::catalog::AuditRow;
using relay::catalog::Outcome;
using tests::day;

namespace {

AuditRow a_row() {
  return {.number = 1,
          .at = day(1),
          .actor = "relay",
          .action = "opened",
          .subject = "clamav 1 → pilot",
          .detail = "by the rules"};
}

}  // namespace

// The digests are sha256sum's and openssl's, of the same bytes.
TEST_CASE("a row has one line and a line one link", "[audit][chain]") {
  CHECK(line(a_row()) ==
        "{\"v\":1,\"number\":1,\"at\":\"2026-01-02T00:00:00Z\",\"actor\":\"relay\",\"via\":\"\","
        "\"source\":\"\",\"action\":\"opened\",\"subject\":\"clamav 1 → pilot\",\"object\":\"\","
        "\"outcome\":\"done\",\"detail\":\"by the rules\"}\n");
  CHECK(first_link().hex() == "71462aca78775eaddec5323a41d250e460810cf8ede0fbc5d8dec15b8b84764c");
  const auto first = link(first_link(), line(a_row()));
  CHECK(first.hex() == "1bd045c59c8761211cc22eb0acaa5f42c81e850d6115d7053e02e0fd0e97734e");
  CHECK(mac("a key", 1, first).hex() ==
        "e3fdaa6cdcbad312848101af1ae4ed410cf5aae70090d46ea4fec48ca4fab3e1");
  CHECK(mac("a key", 2, first) != mac("a key", 1, first));
  CHECK(mac("a kez", 1, first) != mac("a key", 1, first));
}

TEST_CASE("every field of a row is in its line", "[audit][chain]") {
  const std::string before = line(a_row());
  std::vector<AuditRow> others(10, a_row());
  others[0].number = 2;
  others[1].at += std::chrono::seconds{1};
  others[2].actor = "ann";
  others[3].via = "session 3f9a1c";
  others[4].source = "10.1.9.3";
  others[5].action = "open";
  others[6].subject += " ";
  others[7].object = first_link();
  others[8].outcome = Outcome::Denied;
  others[9].detail = "";
  for (const AuditRow& other : others) CHECK(line(other) != before);
  CHECK_THAT(line(others[7]), Catch::Matchers::Contains("\"object\":\"sha256:71462aca"));
}

TEST_CASE("nobody's words break out of their line", "[audit][chain]") {
  AuditRow row = a_row();
  row.detail = "a\"b\\c\r\n\x1b[2J\",\"outcome\":\"done\"";
  CHECK_THAT(line(row), Catch::Matchers::EndsWith(
                            "\"detail\":\"a\\\"b\\\\c\\r\\n\\u001b[2J\\\",\\\"outcome\\\":"
                            "\\\"done\\\"\"}\n"));
  CHECK(line(row).find('\n') == line(row).size() - 1);
}

TEST_CASE("a head is read as it is written and as nothing else", "[audit][head]") {
  const Head head{4711, first_link()};
  const std::string digest = first_link().hex();
  CHECK(head.text() == "4711:" + digest);
  CHECK(Head::parse(head.text()) == head);
  CHECK(Head::parse("0:" + digest) == no_rows());
  const std::vector<std::string> wrong{"",
                                       ":",
                                       "4711",
                                       ":" + digest,
                                       "4711:" + digest.substr(1),
                                       "4711:" + digest + "0",
                                       "-1:" + digest,
                                       " 4711:" + digest,
                                       "4711 :" + digest,
                                       "4711:" + digest + "\n",
                                       "99999999999999999999:" + digest};
  for (const std::string& bad : wrong) {
    CAPTURE(bad);
    CHECK_FALSE(Head::parse(bad));
  }
}
