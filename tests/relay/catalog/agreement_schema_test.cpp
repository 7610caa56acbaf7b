#include <catch2/catch.hpp>
#include <string>

#include "relay/catalog/holders.h"
#include "tests/relay/catalog/with_people.h"
#include "tests/support/temp_folder.h"

using namespace relay;
using namespace std::chrono_literals;
using Catch::Contains;
using tests::day;
using tests::digest;
using tests::failure_of;
using tests::feed;
using tests::group;
using tests::WithPeople;

namespace {

const std::string kTree(64, '1');
const std::string kStage(64, '2');
const std::string kShown(64, '5');

/// ann proposes to make cai boss; bob may agree, dan has no role.
class AProposal : public WithPeople {
 public:
  AProposal() {
    for (const char* const name : {"bob", "cai", "dan"}) make(name);
    for (const char* const name : {"ann", "bob", "cai"}) give(name, "administrator");
    tell(
        [](db::Transaction& tx, const catalog::NewProposal& proposed, const policy::Digest& of,
           const catalog::Deed& deed) { return catalog::propose(tx, proposed, of, deed); },
        catalog::NewProposal{.kind = "grant",
                             .subject = "boss of cai",
                             .role = "administrator",
                             .until = policy::from_unix_seconds(policy::unix_seconds(day(1)) + 100),
                             .parties = {"cai"}},
        digest('5'), by("ann"));
  }
  std::string vote(const std::string& who, const std::string& shown = kShown, int later = 0) {
    return "INSERT INTO vote (proposal, person, digest, reason, at) VALUES (1, '" + who + "', '" +
           shown + "', '', " + at(later) + ")";
  }
  std::string end(const std::string& how, const std::string& who = "bob", int later = 0) {
    return "INSERT INTO proposal_end (proposal, how, person, reason, at) VALUES (1, '" + how +
           "', '" + who + "', '', " + at(later) + ")";
  }
  void run(const std::string& sql) {
    state.write([&](db::Transaction& tx) { tx.run(sql.c_str()); });
  }
  static std::string at(int later) { return std::to_string(policy::unix_seconds(day(1)) + later); }
};

/// A release that waits in a stage whose rules ann wrote in revision 1. ann and bob are bosses.
class AStage : public WithPeople {
 public:
  AStage() {
    make("bob");
    accept("daily 1", '1');
    revise();
    tell(catalog::note_stage_author, digest('2'), std::string{"ann"}, std::int64_t{1});
    of_ann = *give("ann", "boss");
  }
  static std::string yes(const std::string& who, const std::string& role = "boss",
                         const std::string& until = "200") {
    return "INSERT INTO approval (feed, group_id, release, tree, stage, person, role, at, until)"
           " VALUES ('clamav', 'office', 1, '" +
           kTree + "', '" + kStage + "', '" + who + "', '" + role + "', 100, " + until + ")";
  }
  void run(const std::string& sql) {
    state.write([&](db::Transaction& tx) { tx.run(sql.c_str()); });
  }
  /// "ann boss, bob owner": those that count.
  std::string counted() {
    std::string text;
    for (const auto& row : ask(catalog::approvals, feed())) {
      text += (text.empty() ? "" : ", ") + row.approval.person + " " + row.approval.role;
    }
    return text;
  }
  std::int64_t of_ann = 0;
};

}  // namespace

TEST_CASE("the database refuses a vote that may not be", "[catalog][schema][hostile]") {
  AProposal catalog;
  const auto another = Contains("whoever asked for it, or took part, does not agree to it");
  CHECK_THAT(catalog.says(catalog.vote("ann")), another);
  CHECK_THAT(catalog.says(catalog.vote("cai")), another);
  const auto who = Contains("a vote is by an enabled account in the role that is asked for");
  CHECK_THAT(catalog.says(catalog.vote("dan")), who);
  CHECK_THAT(catalog.says(catalog.vote("eve")), who);
  CHECK_THAT(catalog.says(catalog.vote("bob", std::string(64, '6'))),
             Contains("a vote is for exactly what was shown"));
  CHECK_THAT(catalog.says(catalog.vote("bob", kShown, 100)),
             Contains("a proposal that is over takes no vote"));
  CHECK(catalog.says(catalog.vote("bob", kShown, 99)) == "accepted");
  catalog.run(catalog.vote("bob"));
  CHECK_THAT(catalog.says(catalog.vote("bob")), Contains("UNIQUE"));
  CHECK_THAT(catalog.says("INSERT INTO proposal_party VALUES (1, 'bob')"),
             Contains("who took part is known before the first vote"));
  catalog.run(catalog.end("void"));
  catalog.make("eve");
  catalog.give("eve", "administrator");
  CHECK_THAT(catalog.says(catalog.vote("eve")), Contains("a proposal that is over takes no vote"));
  CHECK_THAT(catalog.says(catalog.end("refused")), Contains("UNIQUE"));
}

TEST_CASE("the database refuses the vote of a disabled account", "[catalog][schema][hostile]") {
  AProposal catalog;
  catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann"));
  CHECK_THAT(catalog.says(catalog.vote("bob")), Contains("by an enabled account"));
}

TEST_CASE("the database ends a proposal only as it may end", "[catalog][schema][hostile]") {
  AProposal catalog;
  CHECK_THAT(catalog.says(catalog.end("done")), Contains("not enough people agreed"));
  CHECK_THAT(catalog.says(catalog.end("forgotten")), Contains("CHECK"));
  CHECK_THAT(catalog.says(catalog.end("withdrawn")), Contains("whoever asked for it withdraws it"));
  CHECK_THAT(catalog.says(catalog.end("refused", "dan")),
             Contains("a no is by an enabled account"));
  CHECK(catalog.says(catalog.end("withdrawn", "ann")) == "accepted");
  CHECK(catalog.says(catalog.end("refused", "bob")) == "accepted");
  catalog.run(catalog.vote("bob"));
  CHECK(catalog.says(catalog.end("done", "bob", 99)) == "accepted");
  CHECK_THAT(catalog.says(catalog.end("done", "bob", 100)),
             Contains("a proposal that is over is not done"));
  catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann"));
  CHECK_THAT(catalog.says(catalog.end("done")), Contains("not enough people agreed"));
}

TEST_CASE("the schema takes what is right for a proposal and nothing else",
          "[catalog][schema][hostile]") {
  AProposal catalog;
  const auto proposal = [](const std::string& number, const std::string& rest) {
    return "INSERT INTO proposal (number, subject, base, body, reason, kind, digest, role, people,"
           " until, person, at) VALUES (" +
           number + ", 's', '', '', '', " + rest + ")";
  };
  const std::string good = "'" + kShown + "', 'r', 1, 10, 'ann', 9";
  CHECK(catalog.says(proposal("2", "'move', " + good)) == "accepted");
  for (const std::string& bad : {
           proposal("3", "'move', " + good),
           proposal("1", "'move', " + good),
           proposal("2", "'', " + good),
           proposal("2", "'Move', " + good),
           proposal("2", "'move', 'aa', 'r', 1, 10, 'ann', 9"),
           proposal("2", "'move', '" + kShown + "', '', 1, 10, 'ann', 9"),
           proposal("2", "'move', '" + kShown + "', 'r', 0, 10, 'ann', 9"),
           proposal("2", "'move', '" + kShown + "', 'r', 101, 10, 'ann', 9"),
           proposal("2", "'move', '" + kShown + "', 'r', 1, 9, 'ann', 9"),
           proposal("2", "'move', '" + kShown + "', 'r', 1, 10, 'eve', 9"),
           proposal("2", "'move', '" + kShown + "', 'r', 1, 10, 'ann', -1"),
       }) {
    CAPTURE(bad);
    CHECK_THAT(catalog.says(bad), Contains("the database says: "));
  }
}

TEST_CASE("the author of a stage says no yes while somebody else could",
          "[catalog][schema][hostile]") {
  AStage catalog;
  CHECK(catalog.says(AStage::yes("ann")) == "accepted");  // Nobody else is a boss.
  catalog.run(AStage::yes("ann"));
  CHECK(catalog.counted() == "ann boss");
  SECTION("a boss of another feed or group could not") {
    catalog.give("bob", "boss", {.feed = feed("acme")});
    catalog.give("bob", "boss", {.group = group("pilot")});
    CHECK(catalog.counted() == "ann boss");
    CHECK_FALSE(catalog.ask(catalog::others_hold, std::string{"ann"}, std::string{"boss"},
                            catalog::Reach{feed(), group("office")}));
  }
  SECTION("another boss could be also a disabled one") {
    catalog.give("bob", "boss", {.feed = feed(), .group = group("office")});
    catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann"));
    CHECK(catalog.counted().empty());
    catalog.run("UPDATE approval SET consumed_at = 200");
    CHECK_THAT(catalog.says(AStage::yes("ann")),
               Contains("whoever wrote the rules gives no yes under them"));
    CHECK_THAT(catalog.says(AStage::yes("bob")), Contains("a yes is by an enabled account"));
    catalog.tell(catalog::enable_account, std::string{"bob"}, catalog.by("ann"));
    CHECK(catalog.says(AStage::yes("bob")) == "accepted");
    CHECK(catalog.ask(catalog::others_hold, std::string{"ann"}, std::string{"boss"},
                      catalog::Reach{feed(), group("office")}));
  }
}

TEST_CASE("a yes counts as long as its person may give it and in what he may", "[catalog]") {
  AStage catalog;
  const auto of_bob = *catalog.give("bob", "boss");
  catalog.run(AStage::yes("bob"));
  CHECK(catalog.counted() == "bob boss");
  const auto owner = *catalog.give("bob", "owner", {.feed = feed()});
  catalog.give("bob", "chief", {.feed = feed("acme")});
  catalog.give("bob", "keeper", {.group = group("pilot")});
  CHECK(catalog.counted() == "bob boss, bob owner");
  catalog.tell(catalog::take_role, std::string{"bob"}, of_bob, catalog.by("ann"));
  CHECK(catalog.counted() == "bob owner");
  catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann"));
  CHECK(catalog.counted().empty());
  catalog.tell(catalog::enable_account, std::string{"bob"}, catalog.by("ann"));
  CHECK(catalog.counted() == "bob owner");
  catalog.tell(catalog::take_role, std::string{"bob"}, owner, catalog.by("ann"));
  CHECK(catalog.counted().empty());
  catalog.give("bob", "boss");
  CHECK_THAT(catalog.says(AStage::yes("bob", "boss", "100")), Contains("CHECK"));
}

TEST_CASE("a yes that was used is not given again and one that has ended is",
          "[catalog][schema][hostile]") {
  AStage catalog;
  catalog.run(AStage::yes("ann"));
  const auto [used_at, again] = GENERATE(values<std::pair<const char*, bool>>(
      {{"NULL", false}, {"199", false}, {"200", true}, {"201", true}}));
  catalog.run(std::string{"UPDATE approval SET consumed_at = "} + used_at);
  CHECK((catalog.says(AStage::yes("ann")) == "accepted") == again);
}

TEST_CASE("a grant of a bypass counts where its role counts for all of it",
          "[catalog][schema][hostile]") {
  AStage catalog;
  catalog.make("cai");
  policy::Bypass asked{
      .release = {1}, .skips = policy::Skips{}.with(policy::Skippable::Soak), .until = day(2)};
  if (GENERATE(false, true)) asked.groups = {group("office"), group("pilot")};
  catalog.tell(catalog::ask_bypass, feed(), asked, catalog.by("ann"));
  const std::string grant = "INSERT INTO bypass_grant VALUES (1, 'bob', 'boss', 0)";
  const auto nobody = Contains("a grant is by an enabled account in its role");
  const auto may = [&] {
    return catalog.ask(catalog::may_grant, std::int64_t{1}, std::string{"bob"},
                       std::string{"boss"});
  };
  catalog.give("bob", "boss", {.feed = feed("acme")});
  catalog.give("bob", "boss", {.group = group("office")});
  CHECK_FALSE(may());
  CHECK_THAT(catalog.says(grant), nobody);
  const auto seat = *catalog.give("bob", "boss", {.feed = feed()});
  CHECK(may());
  catalog.run(grant);
  const auto grants = [&] { return catalog.ask(catalog::bypasses, feed())[0].grants.size(); };
  CHECK(grants() == 1);
  catalog.tell(catalog::take_role, std::string{"bob"}, seat, catalog.by("ann"));
  CHECK(grants() == 0);
  catalog.give("bob", "boss");
  CHECK(grants() == 1);
  catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("ann"));
  CHECK(grants() == 0);
}

TEST_CASE("a grant of one group covers a bypass for that group alone", "[catalog]") {
  AStage catalog;
  const policy::Bypass asked{.release = {1},
                             .groups = {group("office")},
                             .skips = policy::Skips{}.with(policy::Skippable::Soak),
                             .until = day(2)};
  catalog.tell(catalog::ask_bypass, feed(), asked, catalog.by("ann"));
  catalog.give("bob", "boss", {.group = group("office")});
  CHECK(catalog.ask(catalog::may_grant, std::int64_t{1}, std::string{"bob"}, std::string{"boss"}));
}

TEST_CASE("what was proposed and approved before there were accounts is kept and ends",
          "[catalog][schema]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  {
    db::Database old{file, catalog::migrations().first(8)};
    old.write([](db::Transaction& tx) {
      tx.run(
          "INSERT INTO release (feed, sequence, version, tree, content, evidence,"
          " evidence_detail, first_seen, standing, standing_reason) VALUES ('clamav', 1, '1',"
          " $1, 'intelligence', 'vendor-signed', '', 0, 'good', '')",
          kTree);
      tx.run("INSERT INTO revision VALUES (1, $1, 'a: 1', 0, 'A', '')", kTree);
      tx.run("INSERT INTO proposal VALUES (1, 1, $1, 'a: 2', 'A', 'why', 7)", kShown);
      tx.run(
          "INSERT INTO approval (feed, group_id, release, tree, stage, person, role, at)"
          " VALUES ('clamav', 'office', 1, $1, $2, 'A', 'boss', 7)",
          kTree, kStage);
    });
  }
  db::Database state{file, catalog::migrations()};
  const auto [proposal, approvals] = state.read([](db::Connection& db) {
    return std::pair{*catalog::proposal(db, 1), catalog::approvals(db, feed())};
  });
  CHECK(proposal.body == "a: 2");
  CHECK(proposal.title.base == "1");
  CHECK(proposal.title.subject == "the policy");
  REQUIRE(proposal.title.end);
  CHECK(proposal.title.end->how == catalog::Ending::Void);
  CHECK(proposal.title.end->said.by == "relay");
  CHECK(proposal.title.end->said.why == "it is from before there were accounts");
  REQUIRE(approvals.size() == 1);
  CHECK(approvals[0].approval.role == "boss");
  CHECK(approvals[0].approval.until == policy::from_unix_seconds(7 + 14 * 24 * 3'600));
}
