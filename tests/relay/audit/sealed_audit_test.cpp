#include "relay/audit/sealed_audit.h"

#include <catch2/catch.hpp>

#include "relay/crypto/signature.h"
#include "tests/relay/audit/an_audit.h"
#include "tests/support/manual_clock.h"

using namespace std::chrono_literals;
using namespace relay;
using audit::SealedAudit;
using audit::Trouble;
using tests::day;
using tests::Intruder;
using tests::kSealKey;

namespace {

/// A relay's audit through several starts of the relay.
class ALife {
 public:
  ALife() { start(); }

  void start() {
    audit.reset();
    state.reset();
    state.emplace(file, catalog::migrations());
    audit.emplace(
        *state,
        SealedAudit::Settings{
            {kSealKey, signing}, {heads}, [this](const auto& line) { told.push_back(line); }},
        log, now);
  }
  void record() {
    state->write([&](db::Transaction& tx) {
      const std::string subject = "clamav " + std::to_string(audit->head().number);
      catalog::record(tx, deed(), "opened", subject, "");
    });
  }
  catalog::Deed deed() const { return {.at = now, .actor = "ann"}; }
  std::string heads_noted() const { return tests::read_file(heads); }
  std::size_t lines() const {
    const std::string text = heads_noted();
    return static_cast<std::size_t>(std::ranges::count(text, '\n'));
  }
  std::string logged() const { return tests::read_file(folder / "log"); }
  std::size_t alarms() {
    return state->read([](db::Connection& db) {
      return db.query("SELECT number FROM audit WHERE action = 'audit does not fit'").size();
    });
  }

  tests::TempFolder folder;
  std::filesystem::path file = folder / "state.db", heads = folder / "audit.heads";
  const std::string signing = crypto::make_signing_key();
  tests::ManualClock clock;
  io::Log log{clock, io::Level::Notice, folder / "log"};
  policy::Instant now = day(1);
  std::optional<db::Database> state;
  std::vector<std::string> told{};  ///< The machine's own log.
  std::optional<SealedAudit> audit;
};

}  // namespace

TEST_CASE("heads are noted once a minute while there are new ones", "[audit][heads]") {
  ALife life;
  CHECK_FALSE(std::filesystem::exists(life.heads));  // There is nothing to note yet.
  life.record();
  life.audit->note_head(life.now);
  CHECK(life.lines() == 1);
  life.record();
  life.audit->note_head(life.now + 59s);
  CHECK(life.lines() == 1);
  life.audit->note_head(life.now + 60s);
  CHECK(life.lines() == 2);
  life.audit->note_head(life.now + 3h);
  CHECK(life.lines() == 2);
  life.record();
  life.audit->note_head(life.now - 1h);  // The clock was set back.
  CHECK(life.lines() == 3);
  life.record();
  life.audit->note_head_now(life.now - 1h);
  CHECK(life.lines() == 4);
  CHECK_THAT(life.logged(),
             Catch::Matchers::Contains(" notice audit head " + life.audit->head().text() + "\n"));
  CHECK(life.told.size() == 4);
  CHECK(life.told.back() == "audit head " + life.audit->head().text());
}

TEST_CASE("heads that cannot be noted are told once and tried again", "[audit][heads]") {
  ALife life;
  std::filesystem::create_directory(life.heads);
  life.record();
  life.audit->note_head(life.now);
  life.audit->note_head(life.now + 1min);
  const std::string said = life.logged();
  const auto first = said.find("error the audit's head is not noted: ");
  CHECK(first != std::string::npos);
  CHECK(said.find("error the audit's head is not noted: ", first + 1) == std::string::npos);
  life.start();
  REQUIRE(life.audit->trouble());
  CHECK_THAT(life.audit->trouble()->sentence,
             Catch::Matchers::StartsWith("a file of heads cannot be read: "));
  std::filesystem::remove(life.heads);
  life.audit->note_head(life.now + 2min);
  CHECK(life.lines() == 1);
}

TEST_CASE("an audit that was cut while the relay was down is found at its start",
          "[audit][start]") {
  ALife life;
  for (int i = 0; i < 5; ++i) life.record();
  life.audit->note_head_now(life.now);
  CHECK_FALSE(life.audit->trouble());
  Intruder{life.file}.run(
      "DELETE FROM audit_seal WHERE number > 3; DELETE FROM audit WHERE number > 3");
  life.start();
  const std::string told =
      "the audit ends with row 3, and row 5 was seen: rows were taken away at its end";
  REQUIRE(life.audit->trouble());
  CHECK(life.audit->trouble()->sentence == told);
  CHECK(life.alarms() == 1);
  CHECK_THAT(life.logged(), Catch::Matchers::Contains(" error the audit does not fit: " + told));

  // It is told in the audit once, and the relay goes on.
  life.record();
  life.start();
  CHECK(life.audit->trouble());
  CHECK(life.alarms() <= 2);
  life.record();
  CHECK(life.audit->head().number == life.state->read([](db::Connection& db) {
    return catalog::audit_rows(db, 0, 1).front().number;
  }));
}

TEST_CASE("a verification looks at everything and says what it found", "[audit][verify]") {
  ALife life;
  for (int i = 0; i < 3; ++i) life.record();
  const auto kept = life.audit->head();
  CHECK_FALSE(life.audit->verify({kept}, life.deed()).trouble);
  life.state->read([](db::Connection& db) {
    const auto row = catalog::audit_rows(db, 0, 1).front();
    CHECK(row.actor + ": " + row.action + ": " + row.subject + ": " + row.detail ==
          "ann: audit verified: rows 1 to 3: and a head that was kept, of row 3");
  });
  Intruder intruder{life.file};
  intruder.run("UPDATE audit SET actor = 'nobody' WHERE number = 1");
  const auto found = life.audit->verify({}, life.deed()).trouble;
  REQUIRE(found);
  CHECK(found->kind == Trouble::Kind::Edited);
  CHECK(life.audit->trouble() == found);
  CHECK(life.audit->verify({}, life.deed()).trouble == found);
  CHECK(life.alarms() == 1);
  intruder.run("UPDATE audit SET actor = 'ann' WHERE number = 1");
  CHECK_FALSE(life.audit->verify({kept}, life.deed()).trouble);
  CHECK_FALSE(life.audit->trouble());
}

TEST_CASE("the file of heads tells of a key that was replaced", "[audit][start]") {
  ALife life;
  life.record();
  life.audit->note_head_now(life.now);
  life.audit.reset();
  life.state.emplace(life.file, catalog::migrations());
  Intruder{life.file}.run("DELETE FROM audit_seal; UPDATE audit SET actor = 'nobody'");
  life.audit.emplace(*life.state, SealedAudit::Settings{{"a new key", life.signing}, {life.heads}},
                     life.log, life.now);
  REQUIRE(life.audit->trouble());
  CHECK(life.audit->trouble()->kind == Trouble::Kind::Forged);
}
