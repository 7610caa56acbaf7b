#include "relay/simulation/page.h"

#include <catch2/catch.hpp>

#include "relay/simulation/story.h"
#include "tests/relay/simulation/an_outcome.h"
#include "tests/relay/simulation/well_formed.h"

using namespace relay::simulation;
using Catch::Matchers::Contains;
using tests::AnOutcome;

namespace {

Many many() {
  Many made{.like = AnOutcome{}.comparison.scenario, .seed = 7, .count = 2};
  made.policies = {{.summary = {.policy = "no relay",
                                .exposed = {.median = 0.7, .high = 1},
                                .hit = {.median = 0.7, .high = 1},
                                .hours = {.median = 1, .high = 2},
                                .false_halts = 0},
                    .draws = {{.exposed = 0.4, .hours = 1}, {.exposed = 1, .hours = 2}}},
                   {.summary = {.policy = "stages",
                                .exposed = {.median = 0.01, .high = 0.02},
                                .hit = {.median = 0, .high = 0.01},
                                .hours = {.median = 8.25, .high = 24},
                                .false_halts = 0.5},
                    .draws = {{.exposed = 0, .hours = 8.25}, {.exposed = 0.02, .hours = 24}}}};
  return made;
}

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("a page shows both headlines of every policy and its pictures", "[simulation][page]") {
  AnOutcome made;
  const std::string shown = page(made.comparison);
  CHECK(tests::not_well_formed(shown) == "");
  CHECK_THAT(shown, Contains("<h1>a morning</h1>"));
  CHECK_THAT(shown, Contains("Fewest devices were exposed under “stages”: 40 (4%). Good releases "
                             "were soonest everywhere under “no relay”: median 1h."));
  CHECK_THAT(shown, Contains("<span class=\"big\">700<small>70%</small></span>"));
  CHECK_THAT(shown, Contains("<span class=\"big\">8h 5m</span>"));
  CHECK_THAT(shown, Contains("exposed or silent</b> <span>at most 340 (34%)</span>"));
  CHECK(count(shown, "<article>") == 2);
  CHECK(count(shown, "class=\"plot areas\"") == 4);
  CHECK(count(shown, "class=\"over halt\"") == 1);
  CHECK_THAT(shown, Contains("halted bad: silence in &#39;pilot&#39;"));
}

TEST_CASE("what is bad is told by pattern and words and not by colour alone",
          "[simulation][page]") {
  AnOutcome made;
  const std::string shown = page(made.comparison);
  CHECK_THAT(shown, Contains(".band.bad { fill: url(#hatch); }") &&
                        Contains(".band.silent { fill: url(#dots); }"));
  CHECK_THAT(shown, Contains("id=\"hatch\"") && Contains("id=\"dots\""));
  CHECK_THAT(shown, Contains("bad: at most 300 devices") && Contains("silent: at most 40 devices"));
}

TEST_CASE("a page fetches nothing and runs nothing", "[simulation][page]") {
  AnOutcome made;
  for (const std::string& shown : {page(made.comparison), page(many())}) {
    CHECK(shown.find("<script") == std::string::npos);
    CHECK(shown.find("http:") == std::string::npos);
    CHECK(shown.find("https:") == std::string::npos);
    CHECK(shown.find("src=") == std::string::npos);
    CHECK(shown.find("href=") == std::string::npos);
    CHECK(shown.find("@import") == std::string::npos);
    CHECK(count(shown, "url(") == count(shown, "url(#"));
    CHECK_THAT(shown, Contains("content=\"default-src &#39;none&#39;; style-src "
                               "&#39;unsafe-inline&#39;\""));
  }
}

TEST_CASE("names cannot break out of a page", "[simulation][page]") {
  const std::string evil = "</style></title><script>alert(1)</script>\"'&";
  AnOutcome made;
  made.comparison.scenario.name = evil;
  made.staged().policy = evil;
  made.comparison.remarks = {evil};
  made.staged().releases[0].version = *policy::VersionText::parse(evil);
  std::get<policy::Halted>(made.staged().events[1].event).why = evil;
  Many drawn = many();
  drawn.like.name = evil;
  drawn.policies[0].summary.policy = evil;
  for (const std::string& shown : {page(made.comparison), page(drawn)}) {
    CHECK(tests::not_well_formed(shown) == "");
    CHECK(shown.find("<script") == std::string::npos);
    CHECK(count(shown, "</style>") == 1);
    CHECK_THAT(shown, Contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"));
  }
}

TEST_CASE("a page of many groups shows the largest and counts the others", "[simulation][page]") {
  AnOutcome made;
  for (auto& outcome : made.comparison.outcomes) {
    for (int i = 0; i < 9; ++i) {
      outcome.devices.push_back(1);
      outcome.picture.have.push_back(outcome.picture.have[1]);
      outcome.picture.silent.push_back(outcome.picture.silent[1]);
    }
  }
  for (int i = 0; i < 9; ++i) {
    made.comparison.scenario.fleet.push_back({.group = AnOutcome::group("g"), .devices = 1});
  }
  const std::string shown = page(made.comparison);
  CHECK(count(shown, "class=\"plot areas\"") == 16);
  CHECK(count(shown, "and 3 smaller groups, in --json") == 2);
}

TEST_CASE("a page of one policy to which nothing happened is a page", "[simulation][page]") {
  AnOutcome made;
  auto& outcome = made.without_relay();
  outcome.releases.clear();
  outcome.events.clear();
  outcome.good = 0;
  outcome.delay.reset();
  outcome.picture.times.clear();
  for (auto& group : outcome.picture.have) group.assign(group.size(), {});
  for (auto& group : outcome.picture.silent) group.clear();
  made.comparison.outcomes.resize(1, outcome);
  made.comparison.scenario.vendor.clear();
  const std::string shown = page(made.comparison);
  CHECK(tests::not_well_formed(shown) == "");
  CHECK_THAT(shown, Contains("no good release") && Contains("Nothing happened.") &&
                        Contains("No release was bad."));
}

TEST_CASE("a page of one policy compares it with none", "[simulation][page]") {
  AnOutcome made;
  made.comparison.outcomes.resize(1, made.without_relay());
  CHECK_THAT(page(made.comparison),
             Contains("Devices exposed to a bad release: 700 (70%). Good releases were everywhere "
                      "after a median of 1h."));
}

TEST_CASE("a page of many scenarios has a dot for each of them", "[simulation][random][page]") {
  const std::string shown = page(many());
  CHECK(tests::not_well_formed(shown) == "");
  CHECK_THAT(shown, Contains("2 scenarios like a morning, drawn with seed 7"));
  CHECK_THAT(shown, Contains("In 95 of 100 scenarios at most 2% of the devices were exposed under "
                             "“stages”. Good releases were soonest everywhere under “no relay”: "
                             "median 1h."));
  CHECK(count(shown, "<path class=\"draw\"") == 4);
  CHECK(count(shown, "<path class=\"median\"") == 4);
  CHECK(page(many()) == shown);
}
