#include "relay/catalog/deeds.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "tests/relay/catalog/catalog.h"
#include "tests/support/temp_folder.h"

using namespace relay;
using namespace std::chrono_literals;
using catalog::ActKind;
using catalog::DeedsWanted;
using catalog::Did;
using tests::day;
using tests::digest;
using tests::feed;
using tests::group;
using tests::version;

namespace {

/// "ann hold clamav → office: why", newest first, one a line.
std::string told(const std::vector<catalog::DeedRow>& rows) {
  std::string text;
  for (const auto& row : rows) {
    text += row.person + " " + catalog::word(row.did) + (row.lifts ? " lifted" : "");
    if (row.feed) text += " " + row.feed->text();
    if (row.release) text += " " + row.release->version.text();
    if (row.other) text += " (" + row.other->version.text() + ")";
    for (const auto& name : row.groups) text += " → " + name.text();
    if (!row.role.empty()) text += " as " + row.role;
    if (!row.check.empty()) text += " of " + row.check;
    if (!row.says.empty()) text += " says " + row.says;
    text += ": " + row.reason + "\n";
  }
  return text;
}

/// What people may do to releases, each once, by ann, a minute after the other.
class Deeds {
 public:
  explicit Deeds(const std::filesystem::path& file = ":memory:")
      : state{file, catalog::migrations()} {}

  catalog::Deed deed(const std::string& reason = "why") {
    at += 1min;
    return {.at = at, .actor = "ann", .reason = reason, .via = "token 7", .source = "10.0.0.1"};
  }
  template <class Write, class... Arguments>
  auto tell(Write write, const Arguments&... arguments) {
    return state.write([&](db::Transaction& tx) { return write(tx, arguments...); });
  }
  policy::Sequence accept(const char* name, char digit) {
    const catalog::NewRelease release{
        .feed = feed(), .version = version(name), .tree = digest(digit)};
    return tell(catalog::accept, release, catalog::Deed{.at = at});
  }
  void open(const char* name, policy::Sequence release, policy::Opening::How how) {
    const policy::Opening opening{
        .release = release, .how = how, .steps = {{policy::kEverybody, at + 1min}}};
    tell(catalog::open, feed(), group(name), opening, 1, deed());
  }
  void approve(policy::Sequence release, const std::string& shown = {},
               const std::string& told = {}) {
    catalog::NewApproval yes{.approval = {.release = release,
                                          .tree = digest('a'),
                                          .stage = digest('b'),
                                          .person = "ann",
                                          .role = "manager",
                                          .at = at + 1min,
                                          .until = at + 24h},
                             .ticket = told,
                             .report = told,
                             .decision = told,
                             .shown = shown};
    tell(catalog::approve, feed(), group("office"), yes, deed("looks good"));
  }
  void say(ActKind kind, const char* name, const char* of = nullptr) {
    catalog::NewAct act{.kind = kind, .feed = feed()};
    if (name != nullptr) act.group = group(name);
    if (of != nullptr) act.version = version(of);
    tell(catalog::say, act, deed());
  }
  void lift(ActKind kind, const char* name, const char* of = nullptr) {
    catalog::NewAct act{.kind = kind, .feed = feed()};
    if (name != nullptr) act.group = group(name);
    if (of != nullptr) act.version = version(of);
    tell(catalog::lift, act, deed("over"));
  }
  void except(policy::Sequence release, std::optional<policy::Sequence> fault) {
    policy::Bypass asked{.release = release,
                         .groups = {group("office"), group("pilot")},
                         .skips = policy::Skips{}.with(policy::Skippable::Soak),
                         .until = at + 24h};
    if (fault) asked.only = std::make_shared<const std::vector<policy::Place>>(1, policy::Place{7});
    auto asks = deed("a worm");
    asks.actor = "bob";
    const auto number = fault ? tell(catalog::ask_fix, feed(), asked, *fault, asks)
                              : tell(catalog::ask_bypass, feed(), asked, asks);
    tell(catalog::grant_bypass, number, std::string{"boss"}, deed("yes"));
    tell(catalog::put_in_force, number, deed());
    tell(catalog::review_bypass, number, deed("looked into"));
  }
  void do_all() {
    accept("1", '1');
    accept("2", '2');
    tell(catalog::revise, std::string{"feeds: {}"}, digest('9'), deed());
    open("office", {1}, policy::Opening::How::Adopted);
    open("pilot", {1}, policy::Opening::How::Rules);
    approve({2});
    say(ActKind::Hold, nullptr);
    lift(ActKind::Hold, nullptr);
    say(ActKind::Pin, "office", "1");
    say(ActKind::Block, "office", "2");
    lift(ActKind::Block, "office", "2");
    say(ActKind::Floor, nullptr, "1");
    const catalog::Paused paused{feed(), group("office"), {2}};
    tell(catalog::pause, paused, deed());
    tell(catalog::resume, paused, deed("over"));
    tell(catalog::stop, deed());
    tell(catalog::lift_stop, deed("over"));
    const auto halt = tell(catalog::halt, feed(), policy::Sequence{1},
                           std::optional{group("office")}, catalog::Deed{.at = at, .reason = "x"});
    tell(catalog::acknowledge,
         catalog::Acknowledgement{.feed = feed(), .halt = halt, .fixed_by = policy::Sequence{2}},
         deed());
    tell(catalog::judge,
         catalog::NewVerdict{
             .feed = feed(), .release = {2}, .tree = digest('2'), .check = "bench", .yes = true},
         deed());
    tell(catalog::say_risk,
         catalog::NewRisk{.feed = feed(), .release = {2}, .group = group("office")}, deed());
    except({2}, std::nullopt);
    for (const auto standing : {policy::Standing::Quarantined, policy::Standing::Good}) {
      tell(catalog::set_standing, feed(), policy::Sequence{2}, standing, deed());
    }
  }

  /// As a relay from before there were deeds.
  void forget_deeds() {
    state.write([](db::Transaction& tx) {
      for (const char* const sql : {"DROP VIEW deed_told", "DROP VIEW deed_sought",
                                    "DROP TABLE deed", "PRAGMA user_version = 12"}) {
        tx.run(sql);
      }
    });
  }
  catalog::DeedsFound find(const DeedsWanted& wanted = {}, std::int64_t before = 0,
                           std::size_t most = 100) {
    return state.read(
        [&](db::Connection& db) { return catalog::find_deeds(db, wanted, before, most); });
  }
  /// What stands of the release that came at `seen`.
  std::string of(std::uint64_t release, policy::Instant seen,
                 const std::vector<policy::GroupId>& groups) {
    const policy::Sequence sequence{release};
    const auto past = state.read(
        [&](db::Connection& db) { return catalog::gone_past(db, feed(), sequence, groups); });
    const DeedsWanted wanted{.feed = feed(), .release = DeedsWanted::Of{sequence, seen, past}};
    return told(find(wanted).rows);
  }

  policy::Instant at = day(1);
  db::Database state;
};

const std::string kAll =
    "ann trusted clamav 2: why\n"
    "ann quarantined clamav 2: why\n"
    "ann review clamav 2 → office → pilot: looked into\n"
    "ann grant clamav 2 → office → pilot as boss: yes\n"
    "bob bypass clamav 2 → office → pilot: a worm\n"
    "ann risk clamav 2 → office says high: why\n"
    "ann check clamav 2 of bench says yes: why\n"
    "ann acknowledged clamav 1 (2) → office says block: why\n"
    "ann stop lifted: over\n"
    "ann stop: why\n"
    "ann pause lifted clamav 2 → office: over\n"
    "ann pause clamav 2 → office: why\n"
    "ann floor clamav 1: why\n"
    "ann block lifted clamav 2 → office: over\n"
    "ann block clamav 2 → office: why\n"
    "ann pin clamav 1 → office: why\n"
    "ann hold lifted clamav: over\n"
    "ann hold clamav: why\n"
    "ann approved clamav 2 → office as manager: looks good\n"
    "ann adopted clamav 1 → office: why\n";

}  // namespace

TEST_CASE("whatever people do to releases is found as a deed", "[catalog][deeds]") {
  Deeds deeds;
  deeds.do_all();
  CHECK(told(deeds.find().rows) == kAll);
  CHECK(told(deeds.find({.feed = feed()}).rows) == kAll);
  CHECK(told(deeds.find({.feed = feed("acme")}).rows) == "ann stop lifted: over\nann stop: why\n");
}

TEST_CASE("deeds of a relay from before there were any are made of its facts and its audit",
          "[catalog][deeds]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  {
    Deeds old{file};
    old.do_all();
    old.forget_deeds();
  }
  CHECK(told(Deeds{file}.find().rows) == kAll);
}

TEST_CASE("what came before there were deeds has the check and the reason that were said",
          "[catalog][deeds]") {
  const tests::TempFolder folder;
  const auto file = folder / "state.db";
  {
    Deeds old{file};
    old.accept("1", '1');
    old.approve({1}, "12 survived", "C-1");
    const auto same_second = old.deed();
    for (const char* const check : {"smoke", "smoke-2"}) {
      auto deed = same_second;
      deed.reason = std::string{"fine, says "} + check;
      old.tell(
          catalog::judge,
          catalog::NewVerdict{
              .feed = feed(), .release = {1}, .tree = digest('1'), .check = check, .yes = true},
          deed);
    }
    old.forget_deeds();
  }
  CHECK(told(Deeds{file}.find().rows) ==
        "ann check clamav 1 of smoke-2 says yes: fine, says smoke-2\n"
        "ann check clamav 1 of smoke says yes: fine, says smoke\n"
        "ann approved clamav 1 → office as manager: looks good; 12 survived\n");
}

TEST_CASE("a yes says what it was bound to and whether it was used", "[catalog][deeds]") {
  Deeds deeds;
  deeds.accept("1", '1');
  deeds.approve({1}, "12 survived");
  const auto row = deeds.find().rows.at(0);
  REQUIRE(row.yes);
  CHECK(row.yes->tree == digest('a'));
  CHECK(row.yes->stage == digest('b'));
  CHECK_FALSE(row.yes->used);
  CHECK(row.reason == "looks good");
  CHECK(row.until == deeds.at + 24h - 1min);
  deeds.tell(catalog::consume_approvals, feed(), group("office"), policy::Sequence{1}, day(2) - 1s);
  CHECK(deeds.find().rows.at(0).yes->used == day(2) - 1s);
}

TEST_CASE("what was said tells when and by whom it was lifted", "[catalog][deeds]") {
  Deeds deeds;
  deeds.say(ActKind::Hold, "office");
  CHECK_FALSE(deeds.find().rows.at(0).ended_at);
  deeds.lift(ActKind::Hold, "office");
  CHECK(deeds.find().rows.at(1).ended_at == deeds.at);
  CHECK(deeds.find().rows.at(1).ended_by == "ann");
}

TEST_CASE("a bypass tells what it skips and since when", "[catalog][deeds]") {
  Deeds deeds;
  deeds.accept("1", '1');
  deeds.accept("2", '2');
  deeds.except({2}, policy::Sequence{1});
  const auto row = deeds.find({.did = Did::Bypass}).rows.at(0);
  REQUIRE(row.bypass);
  CHECK(row.bypass->number == 1);
  CHECK(policy::show(row.bypass->skips) == "soak");
  CHECK(row.bypass->fix_forward);
  CHECK_FALSE(row.bypass->break_glass);
  CHECK(row.bypass->since.has_value());
  CHECK(row.other->version == version("1"));
}

TEST_CASE("deeds are found by group and person and kind", "[catalog][deeds]") {
  Deeds deeds;
  deeds.accept("1", '1');
  deeds.say(ActKind::Hold, "office");
  deeds.say(ActKind::Hold, nullptr);
  deeds.say(ActKind::Pin, "pilot", "1");
  deeds.except({1}, std::nullopt);
  CHECK(told(deeds.find({.group = group("attic")}).rows) == "ann hold clamav: why\n");
  CHECK(deeds.find({.group = group("pilot")}).rows.size() == 5);
  CHECK(told(deeds.find({.group = group("pilot"), .did = Did::Pin}).rows) ==
        "ann pin clamav 1 → pilot: why\n");
  CHECK(deeds.find({.person = "ann"}).rows.size() == 5);
  CHECK(deeds.find({.person = "an"}).rows.empty());
}

TEST_CASE("deeds come in slices", "[catalog][deeds]") {
  Deeds deeds;
  deeds.do_all();
  const auto first = deeds.find({}, 0, 2);
  CHECK(told(first.rows) == "ann trusted clamav 2: why\nann quarantined clamav 2: why\n");
  CHECK(first.looked_to == first.rows.back().number);
  CHECK(deeds.find({}, first.looked_to, 1).rows.at(0).did == Did::Review);
  CHECK(deeds.find().looked_to == 1);
}

TEST_CASE("a release has the deeds that name it and what was in force on its way",
          "[catalog][deeds]") {
  Deeds deeds;
  deeds.tell(catalog::revise, std::string{"feeds: {}"}, digest('9'), deeds.deed());
  deeds.say(ActKind::Hold, "pilot");
  deeds.lift(ActKind::Hold, "pilot");
  deeds.say(ActKind::Hold, "office");
  const auto seen = deeds.at + 1min;
  deeds.at = seen;
  deeds.accept("1", '1');
  deeds.accept("2", '2');
  deeds.lift(ActKind::Hold, "office");
  deeds.except({2}, policy::Sequence{1});
  deeds.open("office", {2}, policy::Opening::How::Rules);
  deeds.say(ActKind::Hold, "office");  // The office has gone on, and pilot has not.
  deeds.say(ActKind::Hold, "pilot");
  deeds.tell(catalog::stop, deeds.deed());
  const std::vector groups{group("office"), group("pilot")};
  CHECK(deeds.of(2, seen, groups) ==
        "ann stop: why\n"
        "ann hold clamav → pilot: why\n"
        "ann hold clamav → office: why\n"
        "ann review clamav 2 → office → pilot: looked into\n"
        "ann grant clamav 2 → office → pilot as boss: yes\n"
        "bob bypass clamav 2 (1) → office → pilot: a worm\n"
        "ann hold lifted clamav → office: over\n"
        "ann hold clamav → office: why\n");
  CHECK(deeds.of(1, seen, groups) ==
        "ann stop: why\n"
        "ann hold clamav → pilot: why\n"
        "bob bypass clamav 2 (1) → office → pilot: a worm\n"
        "ann hold lifted clamav → office: over\n"
        "ann hold clamav → office: why\n");
  CHECK(deeds.of(1, seen, {group("office")}).find("stop") == std::string::npos);
}

TEST_CASE("a group has gone on at the first later release whichever that was", "[catalog][deeds]") {
  Deeds deeds;
  deeds.tell(catalog::revise, std::string{"feeds: {}"}, digest('9'), deeds.deed());
  for (const char digit : {'1', '2', '3'}) deeds.accept(std::string{digit}.c_str(), digit);
  const auto seen = deeds.at;
  deeds.open("office", {3}, policy::Opening::How::Rules);
  deeds.say(ActKind::Hold, "office");
  deeds.tell(catalog::stop, deeds.deed());
  deeds.open("office", {2}, policy::Opening::How::Rules);  // A pin brought it, later.
  CHECK(deeds.of(1, seen, {group("office")}).empty());
}

TEST_CASE("a feed with many deeds is looked through in a moment", "[.][bench]") {
  Deeds deeds;
  deeds.accept("1", '1');
  deeds.state.write([](db::Transaction& tx) {
    tx.run(
        "WITH RECURSIVE n (i) AS (SELECT 2 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000)"
        " INSERT INTO audit (at, actor, action, subject, detail, via, source, object, outcome)"
        " SELECT i, 'bob', 'hold', 'clamav', 'why', '', '', '', 'done' FROM n");
    tx.run(
        "INSERT INTO deed SELECT number, 'hold', 0, 'clamav', iif(number % 100, 1, NULL), NULL,"
        " NULL, NULL, 'why' FROM audit WHERE action = 'hold'");
  });
  const auto bench = [&](const char* name, const DeedsWanted& wanted) {
    const auto begun = std::chrono::steady_clock::now();
    const auto found = deeds.find(wanted);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    WARN(name << ": " << found.rows.size() << " rows in " << took.count() << " ms");
  };
  bench("all", {});
  bench("of a feed", {.feed = feed()});
  bench("of nobody", {.feed = feed(), .person = "nobody"});
  bench("of nobody anywhere", {.person = "nobody"});
}
