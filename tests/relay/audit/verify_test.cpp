#include "relay/audit/verify.h"

#include <catch2/catch.hpp>

#include "relay/audit/chain.h"
#include "tests/relay/audit/an_audit.h"

using namespace relay::audit;
using tests::AnAudit;
using tests::Intruder;
using tests::kSealKey;

namespace {

/// What somebody does who rewrites the audit and seals it again, with what he has for a key.
void chain_again(AnAudit& audit, Intruder& intruder, const std::string& key) {
  Head head = no_rows();
  for (const auto& row : audit.rows()) {
    head = {row.number, link(head.chain, line(row))};
    intruder.run("UPDATE audit_seal SET chain = '" + head.chain.hex() + "', mac = '" +
                 mac(key, head.number, head.chain).hex() +
                 "' WHERE number = " + std::to_string(head.number));
  }
}

}  // namespace

TEST_CASE("an audit that nobody touched verifies from any row on", "[audit][verify]") {
  AnAudit audit;
  CHECK(audit.trouble() == "nothing");
  CHECK(audit.verify().to == no_rows());

  audit.record(2'001);  // Two pages of the verification, and one row.
  const Head head = audit.notary.head();
  CHECK(audit.verify().to == head);
  CHECK(head.number == 2'001);
  const auto seals = audit.seals();
  const std::vector<Head> seen{no_rows(), seals[0].head, seals[999].head, head};
  CHECK(audit.trouble(seen) == "nothing");
  CHECK(audit.trouble(seen, 1'500) == "nothing");
  CHECK(audit.trouble({}, 2'001) == "nothing");
  CHECK(audit.trouble({}, 2'002) == "nothing");
  CHECK(audit.trouble({}, 2'003) == "missing 2002: row 2002 has no seal");
}

TEST_CASE("what was done to the file is found wherever pages begin and end", "[audit][verify]") {
  const std::int64_t number = GENERATE(1, 1'000, 1'001);
  const std::string n = std::to_string(number), next = std::to_string(number + 1);
  CAPTURE(number);
  AnAudit audit{1'002};
  Intruder intruder{audit.file};
  const std::string swap = "UPDATE audit SET subject = 'clamav ' || CASE number WHEN " + n +
                           " THEN " + next + " ELSE " + n + " END WHERE number IN (" + n + ", " +
                           next + ")";
  intruder.run(swap);
  CHECK(audit.trouble() ==
        "swapped " + n + ": row " + n + " is not in its place: it was sealed as row " + next);
  intruder.run("UPDATE audit SET subject = 'clamav ' || number");
  CHECK(audit.trouble() == "nothing");

  intruder.run("UPDATE audit SET at = at + 1 WHERE number = " + n);
  CHECK(audit.trouble() == "edited " + n + ": row " + n + " was edited: it is not what was sealed");
  intruder.run("UPDATE audit SET at = at - 1 WHERE number = " + n);

  intruder.run("DELETE FROM audit WHERE number = " + n);
  CHECK(audit.trouble() == "missing " + n + ": row " + n + " is missing");
  intruder.run("UPDATE audit SET number = number + 9999 WHERE number > " + n +
               "; UPDATE audit SET number = number - 10000 WHERE number > 9999");
  CHECK(audit.trouble() ==
        "missing " + n + ": row " + n + " is missing: those after it were moved up");
}

TEST_CASE("an inserted row and a row past the relay are found", "[audit][verify]") {
  AnAudit audit{5};
  Intruder intruder{audit.file};
  intruder.run(
      "INSERT INTO audit (number, at, actor, action, subject, detail)"
      " VALUES (6, 0, 'ann', 'approved', 'clamav', '')");
  CHECK(audit.trouble() ==
        "unsealed 6: row 6 has no seal: it was written past the relay, or its "
        "seal was taken away");
  intruder.run(
      "DELETE FROM audit WHERE number = 6;"
      "UPDATE audit SET number = number + 9999 WHERE number >= 3;"
      "UPDATE audit SET number = number - 9998 WHERE number > 9999;"
      "INSERT INTO audit (number, at, actor, action, subject, detail)"
      " VALUES (3, 0, 'ann', 'approved', 'clamav', '')");
  CHECK(audit.trouble() == "inserted 3: row 3 was inserted: another one was sealed in its place");
}

TEST_CASE("an audit that was cut anywhere is found by a head that was seen", "[audit][verify]") {
  AnAudit audit{1'000};
  const std::vector<Head> seen{audit.notary.head()};
  Intruder intruder{audit.file};
  for (std::int64_t left = 999; left >= 0; --left) {
    CAPTURE(left);
    const std::string last = std::to_string(left);
    intruder.run("DELETE FROM audit_seal WHERE number > " + last +
                 "; DELETE FROM audit WHERE number > " + last);
    const std::int64_t from = std::max<std::int64_t>(1, left);
    CHECK(audit.trouble(seen, from) ==
          "truncated " + std::to_string(left + 1) + ": the audit ends with row " + last +
              ", and row 1000 was seen: rows were taken away at its end");
  }
  CHECK(audit.trouble() == "nothing");  // It cannot be seen from within.
}

TEST_CASE("an audit that was written again is found by the key or by a head", "[audit][verify]") {
  AnAudit audit{20};
  const std::vector<Head> seen{audit.seals()[9].head};
  const Head outside = audit.notary.head();
  Intruder intruder{audit.file};
  intruder.run("UPDATE audit SET actor = 'nobody' WHERE number = 12");
  chain_again(audit, intruder, "a guessed key");
  CHECK(audit.trouble() ==
        "forged 1: row 1 is sealed without the relay's key: somebody computed "
        "the chain again");

  chain_again(audit, intruder, kSealKey);
  CHECK(audit.trouble() == "nothing");
  CHECK(audit.trouble(seen) == "nothing");  // That head is of rows before the forged one.
  CHECK(audit.trouble({outside}) ==
        "forked 20: up to row 20 it is not the audit of which the head " + outside.text() +
            " was seen: somebody who has the key wrote it again");
}

TEST_CASE("a seal that was taken away or changed is found", "[audit][verify]") {
  AnAudit audit{5};
  Intruder intruder{audit.file};
  intruder.run("UPDATE audit_seal SET mac = substr(mac, 2) || '0' WHERE number = 2");
  CHECK_THAT(audit.trouble(), Catch::Matchers::StartsWith("forged 2: "));
  CHECK(audit.trouble({}, 3) == "forged 2: row 2 is sealed without the relay's key");
  CHECK(audit.trouble({}, 4) == "nothing");
  intruder.run("DELETE FROM audit_seal WHERE number = 4");
  CHECK_THAT(audit.trouble({}, 4), Catch::Matchers::StartsWith("unsealed 4: "));
  CHECK(audit.trouble({}, 5) == "missing 4: row 4 has no seal");
}
