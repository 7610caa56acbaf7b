#include "relay/catalog/rollouts.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"
#include "tests/support/broken_belief.h"

using namespace relay;
using namespace std::chrono_literals;
using policy::Opening;
using policy::Sequence;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::failure_of;
using tests::feed;
using tests::group;

namespace {

/// Two releases and a revision: what openings need.
class Releases : public Catalog {
 public:
  Releases() {
    accept("daily 1", '1');
    accept("daily 2", '2');
    revise();
  }
  void open(const char* name, std::uint64_t release, std::int64_t revision = 1) {
    tell(catalog::open, feed(), group(name),
         Opening{.release = {release}, .steps = {{policy::kEverybody, day(1)}}}, revision,
         catalog::Deed{.at = day(1)});
  }
  policy::Instant activate(const char* name, std::optional<Sequence> release, policy::Instant at) {
    return tell(catalog::activate, feed(), group(name), release, catalog::Deed{.at = at});
  }
  bool approve(const policy::Approval& approval, const char* name = "office") {
    return tell(
        catalog::approve, feed(), group(name), catalog::NewApproval{approval},
        catalog::Deed{.at = approval.at, .actor = approval.person, .reason = "looked at it"});
  }
  std::vector<policy::Approval> approvals(const char* name = "office") {
    std::vector<policy::Approval> found;
    for (const auto& row : ask(catalog::approvals, feed())) {
      if (row.group == group(name)) found.push_back(row.approval);
    }
    return found;
  }
};

policy::Approval a_yes() {
  return {.release = {2},
          .tree = digest('2'),
          .stage = digest('5'),
          .person = "Aino",
          .role = "release-manager",
          .at = day(1)};
}

}  // namespace

TEST_CASE("openings are read in the order in which they happened", "[catalog]") {
  Releases catalog;
  catalog.tell(
      catalog::open, feed(), group("office"),
      Opening{
          .release = {1}, .how = Opening::How::Adopted, .steps = {{policy::kEverybody, day(3)}}},
      1, catalog::Deed{.at = day(3), .actor = "Aino", .reason = "what we run today"});
  CHECK(catalog.last_deed() ==
        "Aino: opened: clamav daily 1 → office: adopted under revision 1; what we run today");
  catalog.open("pilot", 2);
  CHECK(catalog.last_deed() == "relay: opened: clamav daily 2 → pilot: by the rules of revision 1");
  catalog.open("office", 2);

  const auto rows = catalog.ask(catalog::openings, feed());
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].group == group("office"));
  CHECK(rows[0].opening.release == Sequence{1});
  CHECK(rows[0].opening.settled() == day(3));
  CHECK(rows[0].opening.how == Opening::How::Adopted);
  CHECK(rows[1].group == group("pilot"));
  CHECK(rows[1].opening.how == Opening::How::Rules);
  CHECK(rows[2].opening.release == Sequence{2});
  CHECK(catalog.ask(catalog::openings, feed("acme")).empty());
}

TEST_CASE("an opening is read with the steps of its ramp", "[catalog]") {
  Releases catalog;
  catalog.tell(catalog::open, feed(), group("office"),
               Opening{.release = {1}, .how = Opening::How::Bypass, .steps = {{{500}, day(1)}}}, 1,
               catalog::Deed{.at = day(1), .reason = "bypass 1 by Aino"});
  CHECK(
      catalog.last_deed() ==
      "relay: opened: clamav daily 1 → office: to 5%; past rules of revision 1; bypass 1 by Aino");
  catalog.open("pilot", 1);
  const auto widen = [&](unsigned to, int on) {
    catalog.tell(catalog::widen,
                 catalog::Widening{feed(), group("office"), {1}, policy::BasisPoints{to}},
                 catalog::Deed{.at = day(on)});
  };
  widen(2'500, 2);
  CHECK(catalog.last_deed() == "relay: widened: clamav daily 1 → office: to 25%");
  widen(10'000, 3);

  const auto rows = catalog.ask(catalog::openings, feed());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].opening ==
        Opening{.release = {1},
                .how = Opening::How::Bypass,
                .steps = {{{500}, day(1)}, {{2'500}, day(2)}, {{10'000}, day(3)}}});
  CHECK(rows[1].opening.steps.size() == 1);
}

TEST_CASE("a ramp only widens and only where it was opened", "[catalog]") {
  Releases catalog;
  catalog.tell(catalog::open, feed(), group("office"),
               Opening{.release = {1}, .steps = {{{500}, day(1)}}}, 1, catalog::Deed{.at = day(1)});
  const auto widen = [&](std::uint64_t release, unsigned to) {
    return failure_of([&] {
      catalog.tell(catalog::widen,
                   catalog::Widening{feed(), group("office"), {release}, policy::BasisPoints{to}},
                   catalog::Deed{.at = day(2)});
    });
  };
  CHECK_THAT(widen(1, 500), Catch::Contains("only widens"));
  CHECK(widen(1, 501).empty());
  CHECK_THAT(widen(1, 501), Catch::Contains("only widens"));
  CHECK_THAT(widen(1, 10'001), Catch::Contains("CHECK"));
  CHECK_THAT(widen(2, 600), Catch::Contains("FOREIGN KEY"));
}

TEST_CASE("a release is opened to a group once", "[catalog]") {
  Releases catalog;
  catalog.open("pilot", 1);
  CHECK(tests::broken_belief([&] { catalog.open("pilot", 1); }) ==
        "sluice: this must hold and does not: a release is opened to a group once\n");
}

TEST_CASE("what is opened is recorded and so is the revision under which it opens", "[catalog]") {
  Releases catalog;
  CHECK_THAT(failure_of([&] { catalog.open("pilot", 1, 2); }), Catch::Contains("FOREIGN KEY"));
  CHECK_THAT(failure_of([&] { catalog.open("pilot", 3); }), Catch::Contains("FOREIGN KEY"));
  CHECK(catalog.ask(catalog::openings, feed()).empty());
}

TEST_CASE("switches of a group are at least a second apart even when the clock goes back",
          "[catalog]") {
  Releases catalog;
  CHECK(catalog.activate("office", Sequence{1}, day(2)) == day(2));
  CHECK(catalog.activate("office", Sequence{2}, day(2)) == day(2) + 1s);
  CHECK(catalog.activate("office", Sequence{1}, day(1)) == day(2) + 2s);
  CHECK(catalog.activate("office", Sequence{2}, day(2) + 2s) == day(2) + 3s);
  CHECK(catalog.activate("office", Sequence{1}, day(2) + 4s) == day(2) + 4s);
  CHECK(catalog.activate("office", Sequence{2}, day(3)) == day(3));
  // Also than another group's to another release, but not than its own there.
  CHECK(catalog.activate("pilot", Sequence{2}, day(1)) == day(2) + 5s);
  CHECK(catalog.last_deed() == "relay: switched: clamav daily 2 → pilot: ");
  CHECK(catalog.activate("office", std::nullopt, day(3)) == day(3) + 1s);
  CHECK(catalog.last_deed() == "relay: withdrawn: clamav → office: ");

  const auto rows = catalog.ask(catalog::activations, feed());
  REQUIRE(rows.size() == 8);
  CHECK(rows[1].release == Sequence{2});
  CHECK(rows[1].since == day(2) + 1s);
  CHECK(rows[6].group == group("pilot"));
  CHECK(rows[7].group == group("office"));
  CHECK_FALSE(rows[7].release);
  CHECK(catalog.ask(catalog::activations, feed("acme")).empty());
}

TEST_CASE("an approval is counted once for each person whatever the role", "[catalog]") {
  Releases catalog;
  auto yes = a_yes();
  CHECK(catalog.approve(yes));
  CHECK(catalog.last_deed() ==
        "Aino: approved: clamav daily 2 → office: as release-manager; looked at it");
  const auto deeds = catalog.deeds();
  yes.at = day(2);
  CHECK_FALSE(catalog.approve(yes));
  CHECK(catalog.deeds() == deeds);
  CHECK(catalog.approve(yes, "pilot"));
  yes.role = "service-owner";
  CHECK_FALSE(catalog.approve(yes));
  yes.person = "Väinö";
  CHECK(catalog.approve(yes));
  yes.stage = digest('6');
  CHECK(catalog.approve(yes));
  yes.release = {1};
  yes.tree = digest('1');
  CHECK(catalog.approve(yes));

  const auto found = catalog.approvals();
  REQUIRE(found.size() == 4);
  CHECK(found[0].release == Sequence{2});
  CHECK(found[0].tree == digest('2'));
  CHECK(found[0].stage == digest('5'));
  CHECK(found[0].person == "Aino");
  CHECK(found[0].role == "release-manager");
  CHECK(found[0].at == day(1));
  CHECK(found[1].person == "Väinö");
  CHECK(catalog.approvals("pilot").size() == 1);
}

TEST_CASE("a yes that has ended is given anew and with what is told", "[catalog]") {
  Releases catalog;
  auto yes = a_yes();
  yes.until = day(3);
  CHECK(catalog.approve(yes));
  CHECK(catalog.approvals()[0].until == day(3));
  yes.at = day(3) - 1s;
  yes.until = day(5);
  CHECK_FALSE(catalog.approve(yes));
  yes.at = day(3);
  CHECK(catalog.tell(catalog::approve, feed(), group("office"),
                     catalog::NewApproval{yes, "CHG-12", "tested", "go"},
                     catalog::Deed{.at = yes.at, .actor = yes.person, .reason = "looked at it"}));
  CHECK(catalog.last_deed() ==
        "Aino: approved: clamav daily 2 → office: as release-manager; ticket CHG-12; report "
        "tested; decision go; looked at it");
  REQUIRE(catalog.approvals().size() == 1);
  CHECK(catalog.approvals()[0].at == day(3));
  CHECK(catalog.approvals()[0].until == day(5));
}

TEST_CASE("an opening consumes the approvals of its release and group only", "[catalog]") {
  Releases catalog;
  auto yes = a_yes();
  catalog.approve(yes);
  catalog.approve(yes, "pilot");
  yes.release = {1};
  catalog.approve(yes);

  catalog.tell(catalog::consume_approvals, feed(), group("office"), Sequence{2}, day(2));
  REQUIRE(catalog.approvals().size() == 1);
  CHECK(catalog.approvals()[0].release == Sequence{1});
  CHECK(catalog.approvals("pilot").size() == 1);
  CHECK_FALSE(catalog.approve(a_yes()));
  catalog.tell(catalog::consume_approvals, feed(), group("office"), Sequence{2}, day(3));
  CHECK(catalog.approvals().size() == 1);
}
