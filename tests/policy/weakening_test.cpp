#include "policy/weakening.h"

#include <catch2/catch.hpp>
#include <random>

#include "policy/difference.h"
#include "tests/policy/a_document.h"

using namespace std::chrono_literals;
using policy::Document;
using policy::Gate;
using policy::Stage;
using tests::a_document;
using tests::group;
using tests::version;
using Sentences = std::vector<std::string>;

namespace {

/// One way to protect less, and what is said of it.
struct Weakening {
  void (*weaken)(Document&);
  Sentences said;
};

Stage& last(Document& document) {
  return document.paths.at(0).stages.at(2);
}
Gate& gate(Document& document) {
  return *last(document).gate;
}
policy::Limit& limit(Document& document) {
  return document.limits.at(0);
}
void change(Document& document, void (*edit)(policy::Calendar&)) {
  auto calendar = *last(document).window;
  edit(calendar);
  last(document).window = std::make_shared<const policy::Calendar>(calendar);
  document.calendars = {last(document).window};
}

const std::string kStage = "path 'software', stage 3: ";

/// Those whose mirror is a strengthening and nothing else.
std::vector<Weakening> one_way() {
  return {
      {[](Document& d) { last(d).soak -= 1s; }, {kStage + "soak 7d → 6d 23h 59m 59s"}},
      {[](Document& d) { last(d).gate.reset(); }, {kStage + "the gate is gone"}},
      {[](Document& d) { gate(d).bake = 71h; }, {kStage + "bake 3d → 2d 23h"}},
      {[](Document& d) { gate(d).survived->share = {7'999}; }, {kStage + "survived 80% → 79.99%"}},
      {[](Document& d) { gate(d).survived.reset(); },
       {kStage + "the gate no longer asks that survived are at least 80%"}},
      {[](Document& d) { gate(d).confirmed->devices = 4; }, {kStage + "confirmed 5 → 4"}},
      {[](Document& d) { gate(d).confirmed.reset(); },
       {kStage + "the gate no longer asks that confirmed are at least 5"}},
      {[](Document& d) { gate(d).failed = policy::BasisPoints{101}; },
       {kStage + "failed 1% → 1.01%"}},
      {[](Document& d) { gate(d).failed.reset(); },
       {kStage + "the gate no longer limits failed to 1%"}},
      {[](Document& d) { gate(d).silent = policy::BasisPoints{201}; },
       {kStage + "silent 2% → 2.01%"}},
      {[](Document& d) { gate(d).silent.reset(); },
       {kStage + "the gate no longer limits silent to 2%"}},
      {[](Document& d) { gate(d).by.clear(); },
       {kStage + "the gate no longer judges each 'model' by itself"}},
      {[](Document& d) { gate(d).watch = {group("early")}; },
       {kStage + "the gate no longer watches 'pilot'"}},
      {[](Document& d) { gate(d).watch.clear(); }, {kStage + "the gate no longer watches 'pilot'"}},
      {[](Document& d) { last(d).checks.clear(); }, {kStage + "check 'bench' is gone"}},
      {[](Document& d) { last(d).approve.at(0).people = 1; },
       {kStage + "approval by manager 2 → 1"}},
      {[](Document& d) { last(d).approve.at(0).asks.ticket = false; },
       {kStage + "approval by manager without ticket"}},
      {[](Document& d) { last(d).approve.at(0).asks = {}; },
       {kStage + "approval by manager without ticket, report"}},
      {[](Document& d) { last(d).approve.clear(); },
       {kStage + "approval no longer asks 2 manager (with ticket, report)"}},
      {[](Document& d) { last(d).approve_high_risk.pop_back(); },
       {kStage + "approval of high risk no longer asks 1 owner"}},
      {[](Document& d) { last(d).approve_high_risk.clear(); },
       {kStage + "approval of high risk no longer asks 1 owner"}},
      {[](Document& d) { last(d).window.reset(); }, {kStage + "window 'work' is gone"}},
      {[](Document& d) { last(d).ramp.clear(); },
       {kStage + "ramp 5% for 4h, 25% for 1d, 100% → none"}},
      {[](Document& d) { last(d).ramp.at(0).to = {501}; },
       {kStage + "ramp 5% for 4h, 25% for 1d, 100% → 5.01% for 4h, 25% for 1d, 100%"}},
      {[](Document& d) { last(d).ramp.at(1).hold = 23h; },
       {kStage + "ramp 5% for 4h, 25% for 1d, 100% → 5% for 4h, 25% for 23h, 100%"}},
      {[](Document& d) { change(d, [](auto& c) { c.open.clear(); }); },
       {"calendar 'work': its windows are open at more hours of the week"}},
      {[](Document& d) { change(d, [](auto& c) { c.open.at(0).lasts += 1s; }); },
       {"calendar 'work': its windows are open at more hours of the week"}},
      {[](Document& d) { change(d, [](auto& c) { c.closed.clear(); }); },
       {"calendar 'work': open during 2026-12-18 to 2027-01-06 (freeze)"}},
      {[](Document& d) { change(d, [](auto& c) { c.closed.at(0).until -= 1s; }); },
       {"calendar 'work': open during 2026-12-18 to 2027-01-06 (freeze)"}},
      {[](Document& d) { change(d, [](auto& c) { c.closed.at(0).from += 1s; }); },
       {"calendar 'work': open during 2026-12-18 to 2027-01-06 (freeze)"}},
      {[](Document& d) { change(d, [](auto& c) { c.not_within.reset(); }); },
       {"calendar 'work': no longer closed within 1d before weekend, closed"}},
      {[](Document& d) { change(d, [](auto& c) { c.not_within->of = 23h; }); },
       {"calendar 'work': closed within 1d before weekend, closed → 23h before weekend, closed"}},
      {[](Document& d) { change(d, [](auto& c) { c.not_within->before_weekend = false; }); },
       {"calendar 'work': closed within 1d before weekend, closed → 1d before closed"}},
      {[](Document& d) { change(d, [](auto& c) { c.not_within->before_closed = false; }); },
       {"calendar 'work': closed within 1d before weekend, closed → 1d before weekend"}},
      {[](Document& d) { d.paths.at(0).no_evidence->then = policy::NoEvidence::Then::Open; },
       {"path 'software': without evidence ask → open"}},
      {[](Document& d) { d.paths.at(0).no_evidence->after = 11h; },
       {"path 'software': without evidence ask after 12h → 11h"}},
      {[](Document& d) { d.paths.at(0).freshness->then = policy::Freshness::Then::Advance; },
       {"path 'software': content older than 30d now skips the rules"}},
      {[](Document& d) { d.paths.at(0).freshness->ceiling = 721h; },
       {"path 'software': ceiling of old content 30d → 30d 1h"}},
      {[](Document& d) { d.paths.at(0).freshness.reset(); },
       {"path 'software': nobody is told any more when content grows old"}},
      {[](Document& d) { limit(d).pin.reset(); }, {"feed 'agent': no longer pinned to '3'"}},
      {[](Document& d) { limit(d).floor.reset(); }, {"feed 'agent': floor '1' is gone"}},
      {[](Document& d) { limit(d).allow_from = limit(d).allow_to = std::nullopt; },
       {"feed 'agent': versions are no longer limited to those from '1' to '9'"}},
      {[](Document& d) { limit(d).block.clear(); }, {"feed 'agent': '4' is no longer blocked"}},
      {[](Document& d) { limit(d).hold = false; }, {"feed 'agent': no longer held"}},
      {[](Document& d) { limit(d).lag = 1; }, {"feed 'agent': lag 2 → 1"}},
      {[](Document& d) { d.bypass.high_risk.at(0).people = 1; },
       {"bypass at high risk: by manager 2 → 1"}},
      {[](Document& d) { d.bypass.at_most += 1s; }, {"bypass: at most 1d → 1d 1s"}},
      {[](Document& d) { d.bypass.break_glass_at_most += 1s; },
       {"break-glass: at most 4h → 4h 1s"}},
      {[](Document& d) { d.bypass.review_within += 1s; },
       {"break-glass: reviewed within 1d → 1d 1s"}},
      {[](Document& d) { d.groups.at(0).ephemeral = true; },
       {"group 'pilot': ephemeral, so silence no longer means anything there"}},
      {[](Document& d) { d.groups.at(2).reboot_allowance += 1s; },
       {"group 'office': reboot allowance 30m → 30m 1s"}},
      {[](Document& d) { d.feeds.at(0).suspect_if_replaced_within = 4h - 1s; },
       {"feed 'agent': suspect if replaced within 4h → 3h 59m 59s"}},
  };
}

/// Those that are another rule, which cannot be proved to protect as much, either way round.
std::vector<Weakening> either_way() {
  return {
      {[](Document& d) { gate(d).survived = policy::Quota{.devices = 100}; },
       {kStage + "survived 80% → 100"}},
      {[](Document& d) { change(d, [](auto& c) { c.zone.name = "UTC"; }); },
       {"calendar 'work': its hours are those of 'UTC' and no longer of 'Europe/Helsinki'"}},
      {[](Document& d) { limit(d).pin = version("2"); }, {"feed 'agent': no longer pinned to '3'"}},
      {[](Document& d) { limit(d).floor = version("2"); }, {"feed 'agent': floor '1' is gone"}},
      {[](Document& d) { last(d).approve.at(0).role = "clerk"; },
       {kStage + "approval no longer asks 2 manager (with ticket, report)"}},
      {[](Document& d) { d.bypass.normal.at(0).role = "clerk"; },
       {"bypass: no longer asks 1 manager"}},
      {[](Document& d) { d.feeds.at(0).suspect_if_replaced_within.reset(); },
       {"feed 'agent': suspect if replaced within 4h → its own rhythm"}},
  };
}

}  // namespace

TEST_CASE("the same document weakens nothing", "[policy][weakening]") {
  CHECK(policy::weakened(a_document(), a_document()).empty());
  auto without_feeds = a_document();
  without_feeds.feeds.clear();
  CHECK(policy::weakened(without_feeds, a_document()).empty());
}

TEST_CASE("every single weakening is found and its mirror is none", "[policy][weakening]") {
  const auto all = one_way();
  const auto index = GENERATE_COPY(range(std::size_t{0}, all.size()));
  CAPTURE(all[index].said);
  auto weaker = a_document();
  all[index].weaken(weaker);
  CHECK(policy::weakened(a_document(), weaker) == all[index].said);
  CHECK(policy::weakened(weaker, a_document()).empty());
}

TEST_CASE("what cannot be proved to protect as much counts as weaker", "[policy][weakening]") {
  const auto all = either_way();
  const auto index = GENERATE_COPY(range(std::size_t{0}, all.size()));
  CAPTURE(all[index].said);
  auto other = a_document();
  all[index].weaken(other);
  CHECK(policy::weakened(a_document(), other) == all[index].said);
  CHECK(policy::weakened(other, a_document()).size() == 1);
}

TEST_CASE("several weakenings at once are found and their mirror is none",
          "[policy][weakening][property]") {
  const auto seed = GENERATE(take(200, random(1U, 2'000'000'000U)));
  CAPTURE(seed);
  std::minstd_rand random{seed};
  const auto all = one_way();
  auto weaker = a_document();
  const auto apply = [&](std::size_t index) {
    // A gate, a window, a distance or a ceiling that is gone cannot be edited any more.
    const auto& gated = last(weaker);
    const auto& calendar = gated.window;
    const bool whole = gated.gate && gated.gate->survived && gated.gate->confirmed && calendar &&
                       !calendar->open.empty() && !calendar->closed.empty() &&
                       calendar->not_within && weaker.paths.at(0).freshness &&
                       !gated.approve.empty() && !gated.approve_high_risk.empty() &&
                       gated.ramp.size() == 3;
    if (whole) all[index].weaken(weaker);
  };
  for (int times = 0; times < 4; ++times) apply(random() % all.size());
  CHECK_FALSE(policy::weakened(a_document(), weaker).empty());
  CHECK(policy::weakened(weaker, a_document()).empty());
}

TEST_CASE("marks are no part of what is protected", "[policy][weakening]") {
  auto moved = a_document();
  moved.paths[0].mark = {99};
  for (Stage& stage : moved.paths[0].stages) stage.mark = stage.soak_mark = {98};
  moved.groups[0].mark = {97};
  moved.limits[0].mark = {96};
  CHECK(policy::weakened(a_document(), moved).empty());
  CHECK(policy::differences(a_document(), moved).empty());
}

TEST_CASE("a group in an earlier stage is weaker and in a later one is not",
          "[policy][weakening]") {
  const auto with = [](std::vector<policy::GroupId> first, std::vector<policy::GroupId> second) {
    Document document;
    document.feeds = {{.id = tests::feed("agent")}};
    document.groups = {{.id = group("office")}, {.id = policy::default_group()}};
    document.paths = {
        {.name = "all",
         .classes = {policy::ContentClass::Software},
         .stages = {{.groups = std::move(first)}, {.groups = std::move(second), .soak = 24h}}}};
    return document;
  };
  const auto late = with({}, {group("office"), group("default")});
  const auto early = with({group("office")}, {group("default")});
  CHECK(policy::weakened(late, early) == Sentences{"path 'all', group 'office': stage 2 → 1",
                                                   "path 'all', group 'office': soak 1d → 0s"});
  CHECK(policy::weakened(early, late).empty());
}

TEST_CASE("addresses that come into a group with weaker rules are found", "[policy][weakening]") {
  const auto network = [](const char* text) { return *policy::Network::parse(text); };
  const std::string said =
      "path 'software', devices of 'office' that are now in 'pilot': stage 3 → 1";
  const auto found = [&said](const Document& after) {
    const auto all = policy::weakened(a_document(), after);
    return std::count(all.begin(), all.end(), said);
  };
  auto inner = a_document();
  inner.groups[0].addresses.push_back(network("10.2.3.0/24"));
  CHECK(found(inner) == 1);
  CHECK(policy::weakened(inner, a_document()).empty());
  auto single = a_document();
  single.groups[0].addresses.push_back(network("10.2.255.255"));
  CHECK(found(single) == 1);
  auto wider = a_document();
  wider.groups[0].addresses.push_back(network("10.0.0.0/8"));
  CHECK(found(wider) == 1);
  auto reordered = a_document();
  reordered.groups[0].addresses = {network("10.2.0.0/15")};
  CHECK(found(reordered) == 1);
  auto elsewhere = a_document();
  elsewhere.groups[0].addresses.push_back(network("10.1.3.0/24"));
  CHECK(found(elsewhere) == 0);
}

TEST_CASE("devices that come into a group with weaker rules are found", "[policy][weakening]") {
  const auto with = [](std::vector<policy::Match> pilot, std::vector<policy::Match> office) {
    auto document = a_document();
    document.groups[0].devices = std::move(pilot);
    document.groups[2].devices = std::move(office);
    return document;
  };
  const auto found = [](const Document& before, const Document& after, const std::string& from) {
    const auto all = policy::weakened(before, after);
    return std::count(
        all.begin(), all.end(),
        "path 'software', devices of '" + from + "' that are now in 'pilot': stage 3 → 1");
  };
  const policy::Match office{.enrolled = "office"}, pilot{.enrolled = "pilot"};
  const policy::Match model{.attributes = {{"model", "t14"}}};
  const policy::Match both{.enrolled = "office", .attributes = {{"model", "t14"}}};
  // A way in that is new, one that asks less, one that comes first.
  CHECK(found(with({pilot}, {office}), with({pilot, both}, {office}), "office") == 1);
  CHECK(found(with({pilot}, {office}), with({pilot, model}, {office}), "office") == 1);
  CHECK(found(with({both}, {office}), with({office}, {office}), "office") == 1);
  auto reordered = with({model}, {office});
  std::swap(reordered.groups[0], reordered.groups[2]);
  CHECK(found(reordered, with({model}, {office}), "office") == 1);
  CHECK(policy::weakened(with({model}, {office}), with({both}, {office})).empty());
  CHECK(policy::weakened(with({pilot}, {office}), with({pilot}, {office})).empty());
  // Nobody is enrolled for both, or has two models.
  CHECK(found(with({}, {office}), with({pilot}, {office}), "office") == 0);
  const policy::Match other{.attributes = {{"model", "x1"}}};
  CHECK(found(with({}, {model}), with({other}, {model}), "office") == 0);
}

TEST_CASE("a feed that takes another path is compared by its rules", "[policy][weakening]") {
  auto after = a_document();
  after.paths.push_back({.name = "fast",
                         .feeds = {tests::feed("agent")},
                         .stages = {{.groups = {group("pilot"), group("early"), group("office"),
                                                policy::default_group()},
                                     .soak = 1h}},
                         .freshness = policy::Freshness{.ceiling = 720h}});
  const auto said = policy::weakened(a_document(), after);
  CHECK(std::count(said.begin(), said.end(), "feed 'agent', group 'office': soak 7d → 1h") == 1);
  CHECK(std::count(said.begin(), said.end(), "feed 'agent', group 'early': the gate is gone") == 1);
  CHECK(std::count(said.begin(), said.end(), "feed 'agent', group 'pilot': soak 1h → 1h") == 0);
}

TEST_CASE("a limit that is lifted for some is said of them", "[policy][weakening]") {
  auto after = a_document();
  after.limits[0].groups = {group("pilot"), group("early"), policy::default_group()};
  const auto said = policy::weakened(a_document(), after);
  CHECK(said.size() == 6);
  CHECK(said[0] == "feed 'agent', group 'office': no longer pinned to '3'");
}

TEST_CASE("a bypass that is new is weaker and one that is gone is not", "[policy][weakening]") {
  auto none = a_document();
  none.bypass = {};
  CHECK(
      policy::weakened(none, a_document()) ==
      Sentences{"bypass: people may now let a release skip rules", "break-glass: at most 0s → 4h"});
  CHECK(policy::weakened(a_document(), none).empty());
}

TEST_CASE("blackouts that touch cover one that they replace", "[policy][weakening]") {
  auto split = a_document();
  change(split, [](policy::Calendar& calendar) {
    auto second = calendar.closed.at(0);
    second.from = calendar.closed.at(0).until = second.from + std::chrono::days{3};
    calendar.closed = {second, calendar.closed.at(0)};
  });
  CHECK(policy::weakened(a_document(), split).empty());
  CHECK(policy::weakened(split, a_document()).empty());
}

TEST_CASE("every change is a difference both ways", "[policy][difference]") {
  auto all = one_way();
  const auto more = either_way();
  all.insert(all.end(), more.begin(), more.end());
  const auto index = GENERATE_COPY(range(std::size_t{0}, all.size()));
  CAPTURE(all[index].said);
  auto other = a_document();
  all[index].weaken(other);
  CHECK_FALSE(policy::differences(a_document(), other).empty());
  CHECK_FALSE(policy::differences(other, a_document()).empty());
}
