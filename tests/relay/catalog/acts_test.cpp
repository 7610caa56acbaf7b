#include "relay/catalog/acts.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"
#include "tests/support/broken_belief.h"

using namespace relay;
using catalog::ActKind;
using catalog::NewAct;
using tests::Catalog;
using tests::day;
using tests::feed;
using tests::group;
using tests::version;

namespace {

class Acts : public Catalog {
 public:
  std::int64_t say(const NewAct& act, int on = 1) {
    return tell(catalog::say, act, catalog::Deed{.at = day(on), .actor = "Aino", .reason = "why"});
  }
  std::size_t lift(const NewAct& act) {
    return tell(catalog::lift, act,
                catalog::Deed{.at = day(9), .actor = "Väinö", .reason = "over"});
  }
  std::vector<catalog::ActRow> in_force() { return ask(catalog::acts, feed()); }
};

NewAct hold(std::optional<policy::GroupId> of = std::nullopt) {
  return {.kind = ActKind::Hold, .feed = feed(), .group = std::move(of)};
}
NewAct pin(const char* to, std::optional<policy::GroupId> of = std::nullopt) {
  return {.kind = ActKind::Pin, .feed = feed(), .group = std::move(of), .version = version(to)};
}
NewAct block(const char* what, std::optional<policy::GroupId> of = std::nullopt) {
  return {.kind = ActKind::Block, .feed = feed(), .group = std::move(of), .version = version(what)};
}

NewAct floor(const char* at, std::optional<policy::GroupId> of = std::nullopt) {
  return {.kind = ActKind::Floor, .feed = feed(), .group = std::move(of), .version = version(at)};
}

}  // namespace

TEST_CASE("what a person said is in force with who and when and why", "[catalog]") {
  Acts acts;
  CHECK(acts.in_force().empty());
  CHECK(acts.say(hold(group("office"))) == 1);
  CHECK(acts.last_deed() == "Aino: hold: clamav → office: why");
  CHECK(acts.say(block("daily 3"), 2) == 2);
  CHECK(acts.last_deed() == "Aino: block: clamav daily 3 → all groups: why");

  const auto rows = acts.in_force();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].number == 1);
  CHECK(rows[0].kind == ActKind::Hold);
  CHECK(rows[0].feed == feed());
  CHECK(rows[0].group == group("office"));
  CHECK_FALSE(rows[0].version);
  CHECK(rows[0].person == "Aino");
  CHECK(rows[0].reason == "why");
  CHECK(rows[0].at == day(1));
  CHECK(rows[1].kind == ActKind::Block);
  CHECK_FALSE(rows[1].group);
  CHECK(rows[1].version == version("daily 3"));
  CHECK(acts.ask(catalog::acts, feed("acme")).empty());
}

TEST_CASE("saying again what is in force writes nothing", "[catalog]") {
  Acts acts;
  const auto act =
      GENERATE(hold(), hold(group("office")), pin("daily 3"), pin("daily 3", group("office")),
               block("daily 3"), block("daily 3", group("office")), floor("daily 3"));
  const auto number = acts.say(act);
  CHECK(acts.say(act, 2) == number);
  CHECK(acts.in_force().size() == 1);
  CHECK(acts.deeds() == 1);
  CHECK(acts.lift(act) == 1);
  CHECK(acts.in_force().empty());
  CHECK(acts.say(act, 3) == number + 1);
}

TEST_CASE("a new pin takes the place of the pin for the same feed and group", "[catalog]") {
  Acts acts;
  acts.say(pin("daily 3"));
  acts.say(pin("daily 3", group("office")));
  acts.say(pin("daily 4", group("office")));
  const auto rows = acts.in_force();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].version == version("daily 3"));
  CHECK_FALSE(rows[0].group);
  CHECK(rows[1].version == version("daily 4"));
  const auto audit = acts.ask(catalog::audit_rows, 0, 2);
  CHECK(audit[0].action == "pin");
  CHECK(audit[1].action == "pin lifted");
  CHECK(audit[1].subject == "clamav daily 3 → office");
}

TEST_CASE("only what is meant is lifted", "[catalog]") {
  Acts acts;
  acts.say(hold());
  acts.say(hold(group("office")));
  acts.say(pin("daily 3", group("office")));
  acts.say(block("daily 3", group("office")));
  acts.say(block("daily 4", group("office")));

  CHECK(acts.lift(hold(group("pilot"))) == 0);
  CHECK(acts.deeds() == 5);
  CHECK(acts.lift(block("daily 4")) == 0);
  CHECK(acts.lift(block("daily 4", group("office"))) == 1);
  CHECK(acts.last_deed() == "Väinö: block lifted: clamav daily 4 → office: over");
  CHECK(acts.lift(hold()) == 1);
  CHECK(acts.last_deed() == "Väinö: hold lifted: clamav → all groups: over");
  CHECK(acts.lift({.kind = ActKind::Pin, .feed = feed(), .group = group("office")}) == 1);
  CHECK(acts.last_deed() == "Väinö: pin lifted: clamav daily 3 → office: over");

  const auto rows = acts.in_force();
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].kind == ActKind::Hold);
  CHECK(rows[0].group == group("office"));
  CHECK(rows[1].version == version("daily 3"));
}

TEST_CASE("floors are lifted one by one or all at once", "[catalog]") {
  Acts acts;
  acts.say(floor("daily 3"));
  acts.say(floor("daily 4"));
  acts.say(floor("daily 5"));
  CHECK(acts.last_deed() == "Aino: floor: clamav daily 5 → all groups: why");
  CHECK(acts.lift(floor("daily 4")) == 1);
  CHECK(acts.in_force().size() == 2);
  CHECK(acts.lift({.kind = ActKind::Floor, .feed = feed()}) == 2);
  CHECK(acts.in_force().empty());
}

TEST_CASE("a pin and a block name a version and a hold does not", "[catalog]") {
  Acts acts;
  CHECK_FALSE(
      tests::broken_belief([&] { acts.say({.kind = ActKind::Pin, .feed = feed()}); }).empty());
  CHECK_FALSE(
      tests::broken_belief([&] { acts.say({.kind = ActKind::Block, .feed = feed()}); }).empty());
  NewAct named = pin("daily 3");
  CHECK(tests::broken_belief([&] { acts.say(named); }).empty());
  named.kind = ActKind::Hold;
  CHECK_FALSE(tests::broken_belief([&] { acts.say(named); }).empty());
}
