#include "relay/catalog/proposals.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using namespace std::chrono_literals;
using catalog::Ending;
using catalog::NotTaken;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::WithPeople;

namespace {

/// Four people, all but dan administrators; ann wants cai to be boss.
class Administrators : public WithPeople {
 public:
  Administrators() {
    for (const char* const name : {"bob", "cai", "dan"}) make(name);
    for (const char* const name : {"ann", "bob", "cai"}) {
      seats.push_back(*give(name, "administrator"));
    }
  }
  static catalog::NewProposal wanted(unsigned people = 1) {
    return {.kind = "grant",
            .subject = "boss of cai",
            .base = "p1",
            .body = R"({"role":"boss"})",
            .role = "administrator",
            .people = people,
            .until = day(8),
            .parties = {"cai"}};
  }
  std::int64_t propose(unsigned people = 1) {
    return tell(
        [](db::Transaction& tx, const catalog::NewProposal& proposed, const policy::Digest& of,
           const catalog::Deed& deed) { return catalog::propose(tx, proposed, of, deed); },
        wanted(people), digest('5'), by("ann"));
  }
  catalog::Proposal one(std::int64_t number = 1) { return *ask(catalog::proposal, number); }
  /// Why a word is not taken; "taken" when it is.
  static std::string told(const catalog::Taken& taken) {
    return taken ? "taken" : taken.error().what;
  }
  std::string vote(const char* who, policy::Instant at = day(2), char shown = '5',
                   std::int64_t number = 1) {
    const auto before = deeds();
    const auto taken = tell(catalog::vote, number, digest(shown), at_time(who, at));
    CHECK((deeds() == before) == !taken);
    return told(taken);
  }
  static catalog::Deed at_time(const char* who, policy::Instant at) {
    return {.at = at, .actor = who, .reason = "fine"};
  }
  void end(Ending how, const char* who = "bob", policy::Instant at = day(2)) {
    tell(catalog::end_proposal, std::int64_t{1}, how, at_time(who, at));
  }
  std::vector<std::int64_t> seats{};
};

std::vector<std::int64_t> numbers(const std::vector<catalog::ProposalTitle>& titles) {
  std::vector<std::int64_t> found;
  for (const auto& one : titles) found.push_back(one.number);
  return found;
}

}  // namespace

TEST_CASE("what a proposal binds is written in one way", "[catalog][proposal]") {
  CHECK(catalog::bound_text(Administrators::wanted(2)) ==
        "sluice-proposal-v1\ngrant\nboss of cai\np1\nadministrator\n2\n{\"role\":\"boss\"}");
}

TEST_CASE("a proposal is kept whole until others have agreed", "[catalog][proposal]") {
  Administrators catalog;
  CHECK_FALSE(catalog.ask(catalog::proposal, std::int64_t{1}));
  CHECK(catalog.propose() == 1);
  CHECK(catalog.last_deed() == "ann: grant proposed: proposal 1: boss of cai; why");
  auto kept = catalog.one();
  CHECK(kept.title.kind == "grant");
  CHECK(kept.title.subject == "boss of cai");
  CHECK(kept.title.base == "p1");
  CHECK(kept.title.digest == digest('5'));
  CHECK(kept.title.role == "administrator");
  CHECK(kept.title.people == 1);
  CHECK(kept.title.said == policy::Said{.by = "ann", .why = "why", .at = day(1)});
  CHECK(kept.title.is_open(day(8) - 1s));
  CHECK_FALSE(kept.title.is_open(day(8)));
  CHECK(kept.body == R"({"role":"boss"})");
  CHECK(kept.parties == std::vector<std::string>{"cai"});
  CHECK_FALSE(kept.is_agreed());

  CHECK(catalog.vote("bob") == "taken");
  CHECK(catalog.last_deed() == "bob: agreed: proposal 1: boss of cai; fine");
  CHECK(catalog.one().is_agreed());
  catalog.end(Ending::Done);
  CHECK(catalog.last_deed() == "bob: proposal done: proposal 1: boss of cai; fine");
  kept = catalog.one();
  REQUIRE(kept.title.end);
  CHECK(kept.title.end->how == Ending::Done);
  CHECK(kept.title.end->said == policy::Said{.by = "bob", .why = "fine", .at = day(2)});
  CHECK_FALSE(kept.title.is_open(day(2)));
  REQUIRE(kept.votes.size() == 1);
  CHECK(kept.votes[0].said.by == "bob");
}

TEST_CASE("a vote that may not be is refused with its reason", "[catalog][proposal]") {
  Administrators catalog;
  catalog.propose(2);
  CHECK(catalog.vote("bob", day(2), '5', 7) == "there is no proposal 7");
  CHECK(catalog.vote("ann") == "ann proposed it, so somebody else must say yes");
  CHECK(catalog.vote("cai") == "cai takes part in it, so somebody else must say yes");
  CHECK(catalog.vote("dan") ==
        "this needs the role 'administrator', which you do not have everywhere");
  CHECK(catalog.vote("bob", day(2), '6') ==
        "it has changed since you looked: proposal 1 is sha256:" + std::string(64, '5') +
            "; look again with 'sluice proposals 1'");
  CHECK(catalog.vote("bob", day(8)) == "proposal 1 ended at 2026-01-09 00:00 UTC");
  CHECK(catalog.vote("bob", day(8) - 1s) == "taken");
  CHECK(catalog.vote("bob") == "bob has said yes to proposal 1 already");
  CHECK_FALSE(catalog.one().is_agreed());
  catalog.end(Ending::Void);
  CHECK(catalog.vote("dan") == "proposal 1 is over: void by bob at 2026-01-03 00:00 UTC: fine");
}

TEST_CASE("the vote of somebody who may no longer counts no longer", "[catalog][proposal]") {
  Administrators catalog;
  catalog.propose();
  catalog.vote("bob");
  REQUIRE(catalog.one().is_agreed());
  SECTION("disabled") {
    catalog.tell(catalog::disable_account, std::string{"bob"}, catalog.by("cai"));
  }
  SECTION("without the role") {
    catalog.tell(catalog::take_role, std::string{"bob"}, catalog.seats[1], catalog.machine);
  }
  CHECK_FALSE(catalog.one().votes[0].counts);
  CHECK_FALSE(catalog.one().is_agreed());
  CHECK_THAT(tests::failure_of([&] { catalog.end(Ending::Done); }),
             Catch::Contains("not enough people agreed"));
}

TEST_CASE("one no is enough and one's own proposal is taken back", "[catalog][proposal]") {
  Administrators catalog;
  catalog.propose();
  const auto refuse = [&](const char* who) {
    return Administrators::told(catalog.tell(catalog::refuse, std::int64_t{1}, catalog.by(who)));
  };
  const auto withdraw = [&](const char* who) {
    return Administrators::told(catalog.tell(catalog::withdraw, std::int64_t{1}, catalog.by(who)));
  };
  CHECK(refuse("dan") == "this needs the role 'administrator', which you do not have everywhere");
  CHECK(withdraw("bob") == "ann proposed it, and nobody else withdraws it");
  SECTION("refused") {
    CHECK(refuse("bob") == "taken");
    CHECK(catalog.last_deed() == "bob: proposal refused: proposal 1: boss of cai; why");
    CHECK(withdraw("ann") == "proposal 1 is over: refused by bob at 2026-01-02 00:00 UTC: why");
  }
  SECTION("withdrawn") {
    CHECK(withdraw("ann") == "taken");
    CHECK(catalog.last_deed() == "ann: proposal withdrawn: proposal 1: boss of cai; why");
    CHECK(refuse("bob") == "proposal 1 is over: withdrawn by ann at 2026-01-02 00:00 UTC: why");
  }
}

TEST_CASE("proposals are listed from the newest on", "[catalog][proposal]") {
  Administrators catalog;
  for (int n = 0; n < 4; ++n) catalog.propose();
  REQUIRE(catalog.tell(catalog::withdraw, std::int64_t{3}, catalog.by("ann")));
  const auto listed = [&](std::int64_t before, std::size_t most) {
    return numbers(catalog.ask(catalog::proposals, before, most));
  };
  const auto open = [&](policy::Instant now, std::int64_t before, std::size_t most) {
    return numbers(catalog.ask(catalog::open_proposals, now, before, most));
  };
  using Numbers = std::vector<std::int64_t>;
  CHECK(listed(0, 9) == Numbers{4, 3, 2, 1});
  CHECK(listed(4, 2) == Numbers{3, 2});
  CHECK(open(day(2), 0, 9) == Numbers{4, 2, 1});
  CHECK(open(day(2), 4, 1) == Numbers{2});
  CHECK(open(day(8) - 1s, 0, 9).size() == 3);
  CHECK(open(day(8), 0, 9).empty());
}

TEST_CASE("a proposal to change what has changed is void", "[catalog][proposal]") {
  Administrators catalog;
  catalog.propose();
  const auto sweep = [&](const char* kind, const char* subject, const char* base) {
    catalog.tell(catalog::void_overtaken, std::string{kind}, std::string{subject},
                 std::string{base}, catalog.by("bob"));
    return !catalog.one().title.is_open(day(1));
  };
  CHECK_FALSE(sweep("grant", "boss of cai", "p1"));
  CHECK_FALSE(sweep("grant", "boss of dan", "p2"));
  CHECK_FALSE(sweep("token", "boss of cai", "p2"));
  CHECK(sweep("grant", "boss of cai", "p2"));
  CHECK(catalog.last_deed() ==
        "bob: proposal void: proposal 1: boss of cai; what it would change has changed");
}

namespace {

std::int64_t propose(Catalog& catalog, std::int64_t from, const std::string& text) {
  return catalog.tell([](db::Transaction& tx, const catalog::PolicyChange& change,
                         const catalog::Deed& deed) { return catalog::propose(tx, change, deed); },
                      catalog::PolicyChange{from, digest('5'), text},
                      catalog::Deed{.at = day(1), .actor = "Aino", .reason = "too slow"});
}

}  // namespace

TEST_CASE("a policy is proposed whole for a second person", "[catalog][proposal]") {
  Catalog catalog;
  catalog.revise("a: 1");
  CHECK_FALSE(catalog.ask(catalog::open_proposal, day(2)));
  CHECK(propose(catalog, 1, "a: 2") == 1);
  CHECK(catalog.last_deed() == "Aino: policy proposed: proposal 1: the policy; too slow");
  const auto open = catalog.ask(catalog::open_proposal, day(2));
  REQUIRE(open);
  CHECK(open->number == 1);
  CHECK(open->proposed.base == 1);
  CHECK(open->proposed.digest == digest('5'));
  CHECK(open->proposed.text == "a: 2");
  CHECK(open->at == day(1));
  CHECK(open->by == "Aino");
  CHECK(open->reason == "too slow");
  CHECK(open->until == day(8));
  CHECK(catalog.ask(catalog::open_proposal, day(8) - std::chrono::seconds{1}));
  CHECK_FALSE(catalog.ask(catalog::open_proposal, day(8)));
  const auto same = catalog.ask(catalog::proposal, std::int64_t{1});
  CHECK(same->title.kind == "policy");
  CHECK(same->title.role == "policy-editor");
  CHECK(same->body == "a: 2");
}

TEST_CASE("another policy takes the place of the one proposed before", "[catalog][proposal]") {
  Catalog catalog;
  catalog.revise("a: 1");
  propose(catalog, 1, "a: 2");
  CHECK(propose(catalog, 1, "a: 3") == 2);
  CHECK(catalog.ask(catalog::open_proposal, day(2))->proposed.text == "a: 3");
  const auto before = catalog.ask(catalog::proposal, std::int64_t{1});
  REQUIRE(before->title.end);
  CHECK(before->title.end->how == Ending::Void);
  CHECK(before->title.end->said.why == "another takes its place");
}

TEST_CASE("a revision ends what was proposed before it for good", "[catalog][proposal]") {
  Catalog catalog;
  catalog.revise("a: 1");
  propose(catalog, 1, "a: 2");
  catalog.revise("a: 3");
  CHECK_FALSE(catalog.ask(catalog::open_proposal, day(2)));
  catalog.revise("a: 1");
  CHECK_FALSE(catalog.ask(catalog::open_proposal, day(2)));
}
