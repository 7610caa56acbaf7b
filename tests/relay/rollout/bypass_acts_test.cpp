#include "relay/rollout/bypass_acts.h"

#include <catch2/catch.hpp>

#include "relay/rollout/bypass_view.h"
#include "relay/rollout/judge_acts.h"
#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using policy::Skippable;
using policy::Skips;
using relay::rollout::break_glass;
using relay::rollout::bypass;
using relay::rollout::BypassNamed;
using relay::rollout::BypassWish;
using relay::rollout::fix_forward;
using relay::rollout::FixForward;
using tests::ARelay;
using tests::day;

namespace {

const BypassWish kWish{
    .skips = Skips{}.with(Skippable::Gate).with(Skippable::Train).with(Skippable::Approval),
    .lasts = 12h};

/// Everybody runs 3; 4 is baking in pilot. One boss may grant a bypass, two where the risk is high.
struct ABypassRelay : ARelay {
  ABypassRelay() {
    revision.document.bypass = {.normal = {{.role = "boss"}},
                                .high_risk = {{.role = "boss", .people = 2}},
                                .at_most = 24h,
                                .break_glass_at_most = 4h,
                                .review_within = 24h};
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    now = day(2);
    accept("4");
    turn();
  }
  std::string grant(const char* person, std::int64_t number = 1) {
    return act([&](auto& tx) {
      return relay::rollout::grant(tx, revision, {"clamav", number}, deed(person));
    });
  }
  std::string review(const char* person, std::int64_t number = 1) {
    return act([&](auto& tx) {
      return relay::rollout::review(tx, revision, {"clamav", number}, deed(person));
    });
  }
};

}  // namespace

TEST_CASE("a bypass opens its release when somebody else has granted it", "[rollout][bypass]") {
  ABypassRelay relay;
  CHECK(relay.on(bypass, {"office"}, "4", kWish) ==
        "bypass 1 of clamav 4 for office skips gate,train,approval until 2026-01-03 12:00 UTC;"
        " it waits for boss (0 of 1)");
  CHECK(relay.served("office") == "3");
  CHECK(relay.grant("ann") ==
        "no: bypass 1 of clamav 4 was asked for by ann: somebody else grants it");
  CHECK(relay.grant("bo", 7) == "no: feed 'clamav' has no bypass 7");
  CHECK(relay.grant("bo") ==
        "granted bypass 1 of clamav 4 for office skips gate,train,approval until 2026-01-03 12:00 "
        "UTC; it is in force");
  CHECK(relay.served("office") == "4");
  CHECK(relay.served("default") == "3");
  CHECK_THAT(relay.last_deed("opened"), Catch::Contains("past rules of revision 1") &&
                                            Catch::Contains("bypass 1 by ann: because"));
  CHECK(relay.grant("cy") == "no: bypass 1 of clamav 4 is in force and needs no more grants");
}

TEST_CASE("a bypass ends by itself and what it opened stays open", "[rollout][bypass]") {
  ABypassRelay relay;
  relay.on(bypass, {}, "4", kWish);
  relay.now = day(2) + 12h;
  CHECK(relay.grant("bo") == "no: bypass 1 of clamav 4 ended at 2026-01-03 12:00 UTC");
  relay.on(bypass, {"office"}, "4", kWish);
  relay.grant("bo", 2);
  REQUIRE(relay.served("office") == "4");
  relay.now = day(5);
  relay.turn();
  CHECK(relay.served("office") == "4");
  CHECK(relay.served("default") == "3");
}

TEST_CASE("with nobody else the word of who asks is enough", "[rollout][bypass]") {
  ABypassRelay relay;
  relay.revision.single_person = true;
  CHECK_THAT(relay.on(bypass, {"office"}, "4", kWish), Catch::EndsWith("; it is in force"));
  CHECK(relay.served("office") == "4");
}

TEST_CASE("a release of high risk takes more people", "[rollout][bypass]") {
  ABypassRelay relay;
  relay.on(relay::rollout::raise_risk, {}, "4");
  CHECK_THAT(relay.on(bypass, {"office"}, "4", kWish), Catch::EndsWith("boss (0 of 2)"));
  CHECK_THAT(relay.grant("bo"), Catch::EndsWith("; it waits for boss (1 of 2)"));
  CHECK(relay.grant("bo") == "no: bo has granted bypass 1 of clamav 4 already");
  CHECK_THAT(relay.grant("cy"), Catch::EndsWith("; it is in force"));
}

TEST_CASE("a bypass that cannot be is refused and says what would be right", "[rollout][bypass]") {
  ABypassRelay relay;
  const auto before = relay.audit().size();
  CHECK(relay.on(bypass, {"office"}, "", kWish) == "no: a bypass needs a version");
  CHECK(relay.on(bypass, {"office"}, "4", BypassWish{.lasts = 1h}) ==
        "no: which rules are to be skipped? Name at least one");
  BypassWish wish = kWish;
  wish.lasts = 24h + 1s;
  CHECK(relay.on(bypass, {"office"}, "4", wish) == "no: such a bypass lasts at most 1d, not 1d 1s");
  wish.lasts = 0s;
  CHECK_THAT(relay.on(bypass, {"office"}, "4", wish), Catch::Contains("at most 1d"));
  CHECK(relay.audit().size() == before);
  relay.say(relay::catalog::ActKind::Block, {}, "4");
  CHECK(relay.on(bypass, {"office"}, "4", kWish) ==
        "no: 'office': 4 is blocked by ann: because; no bypass skips that");
  relay.revision.document.bypass.normal.clear();
  CHECK_THAT(relay.on(bypass, {"office"}, "4", kWish),
             Catch::StartsWith("no: the policy lets nobody bypass its rules"));
}

TEST_CASE("a bypass is seen with what it waits for and how it stands", "[rollout][bypass]") {
  ABypassRelay relay;
  const auto sentence = [&relay] {
    const policy::Moment moment{.now = relay.now};
    const auto views = relay.state.read([&](relay::db::Connection& db) {
      return relay::rollout::views(db, relay.revision, tests::feed("clamav"), moment);
    });
    return relay::rollout::bypass_views(views, relay.revision.document.bypass, moment)
        .front()
        .sentence;
  };
  relay.on(bypass, {"office"}, "4", kWish);
  const std::string terms =
      "bypass 1 of clamav 4 for office skips gate,train,approval until 2026-01-03 12:00 UTC";
  CHECK(sentence() == terms + "; it waits for boss (0 of 1)");
  relay.on(relay::rollout::raise_risk, {"default"}, "4");
  CHECK(sentence() == terms + "; it waits for boss (0 of 1)");
  relay.on(relay::rollout::raise_risk, {"office"}, "4");
  CHECK(sentence() == terms + "; it waits for boss (0 of 2)");
  relay.grant("bo");
  CHECK(sentence() == terms + "; it waits for boss (1 of 2)");
  relay.grant("cy");
  CHECK(sentence() == terms + "; it is in force; nobody has reviewed it");
  relay.now = day(2) + 12h;
  CHECK(sentence() == terms + "; it is over; nobody has reviewed it");
  relay.review("bo");
  CHECK(sentence() == terms + "; it is over; reviewed at 2026-01-03 12:00 UTC");

  relay.on(bypass, {}, "4", BypassWish{.skips = kWish.skips, .lasts = 1h});
  relay.now += 1h - 1s;
  CHECK_THAT(sentence(), Catch::Contains("for all groups") && Catch::EndsWith("boss (0 of 2)"));
  relay.now += 1s;
  CHECK_THAT(sentence(), Catch::EndsWith("; it was never granted"));
}

TEST_CASE("break-glass that nobody reviewed in time says so", "[rollout][bypass]") {
  ABypassRelay relay;
  relay.on(break_glass, {"office"}, "4", BypassWish{.skips = kWish.skips, .lasts = 4h});
  const auto seen = [&relay](policy::Instant now) {
    const policy::Moment moment{.now = now};
    const auto views = relay.state.read([&](relay::db::Connection& db) {
      return relay::rollout::views(db, relay.revision, tests::feed("clamav"), moment);
    });
    return relay::rollout::bypass_views(views, relay.revision.document.bypass, moment).front();
  };
  CHECK_FALSE(seen(day(3) - 1s).overdue);
  CHECK_THAT(seen(day(3) - 1s).sentence,
             Catch::EndsWith("; it is over; it must be reviewed until 2026-01-04 00:00 UTC"));
  CHECK(seen(day(3)).overdue);
  CHECK_THAT(seen(day(3)).sentence,
             Catch::EndsWith("; nobody reviewed it until 2026-01-04 00:00 UTC, so it spreads no "
                             "further"));
}

TEST_CASE("break-glass works at once and must be reviewed by somebody else", "[rollout][bypass]") {
  ABypassRelay relay;
  BypassWish wish = kWish;
  CHECK_THAT(relay.on(break_glass, {"office"}, "4", wish), Catch::Contains("at most 4h"));
  wish.lasts = 4h;
  CHECK_THAT(relay.on(break_glass, {"office"}, "4", wish),
             Catch::EndsWith("; it is in force, and must be reviewed until 2026-01-04 00:00 UTC"));
  CHECK(relay.served("office") == "4");
  relay.now = day(3);
  relay.approve({"default"}, "4");
  CHECK(relay.served("default") == "3");
  CHECK(relay.review("ann") ==
        "no: bypass 1 of clamav 4 was asked for by ann: somebody else reviews it");
  CHECK(relay.review("bo") == "reviewed bypass 1 of clamav 4");
  CHECK(relay.served("default") == "4");
  CHECK(relay.review("cy") == "no: bypass 1 of clamav 4 was reviewed at 2026-01-04 00:00 UTC");

  relay.revision.document.bypass.break_glass_at_most = 0s;
  CHECK_THAT(relay.on(break_glass, {"office"}, "4", wish),
             Catch::StartsWith("no: the policy has no break-glass"));
}

TEST_CASE("a fix-forward is for exactly the devices that took the bad release",
          "[rollout][bypass]") {
  ABypassRelay relay;
  relay.revision.single_person = true;
  FixForward wish{.wish = kWish, .of = "3"};
  CHECK(relay.on(fix_forward, {"office"}, "4", wish) == "no: no device has taken 3");
  wish.devices = {{9}, {2}, {9}};
  CHECK(relay.on(fix_forward, {"office"}, "3", wish) ==
        "no: the fix of 3 came after it: 3 did not");
  CHECK_THAT(relay.on(fix_forward, {"office"}, "4", wish), Catch::EndsWith("; it is in force"));
  CHECK(relay.given("office", {9}) == "4");
  CHECK(relay.given("office", {2}) == "4");
  CHECK(relay.given("office", {3}) == "3");
  CHECK(relay.given("default", {9}) == "3");
  const auto published = relay.published;
  relay.turn();
  CHECK(relay.published == published);
}
