#include "policy/difference.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_document.h"

using namespace std::chrono_literals;
using policy::Document;
using tests::a_document;
using Sentences = std::vector<std::string>;

namespace {

template <class Edit>
Sentences changed(Edit edit) {
  auto after = a_document();
  edit(after);
  return policy::differences(a_document(), after);
}

}  // namespace

TEST_CASE("the same document differs in nothing", "[policy][difference]") {
  CHECK(policy::differences(a_document(), a_document()).empty());
  CHECK(policy::differences({}, {}).empty());
}

TEST_CASE("a changed setting is said with both values", "[policy][difference]") {
  CHECK(changed([](Document& d) {
          d.paths[0].stages[2].soak = 72h;
          d.paths[0].stages[1].gate->bake = 1h;
        }) == Sentences{"path 'software', stage 2: bake 1d → 1h",
                        "path 'software', stage 3: soak 7d → 3d"});
  CHECK(changed([](Document& d) { d.feeds[0].content = policy::ContentClass::Intelligence; }) ==
        Sentences{"feed 'agent': class software → intelligence"});
}

TEST_CASE("a setting that is new or gone is said with its value", "[policy][difference]") {
  CHECK(changed([](Document& d) {
          d.paths[0].stages[0].ramp = {{{500}, 4h}, {}};
          d.paths[0].stages[2].checks.clear();
        }) == Sentences{"path 'software', stage 1: ramp 5% for 4h, 100% is new",
                        "path 'software', stage 3: checks bench is gone"});
}

TEST_CASE("what can stand several times is said whole", "[policy][difference]") {
  CHECK(changed([](Document& d) { d.limits[0].lag = 0; }) ==
        Sentences{"limit of feed 'agent': all groups, pin '3', floor '1', allow from '1' to '9', "
                  "block '4', hold is new",
                  "limit of feed 'agent': all groups, pin '3', floor '1', allow from '1' to '9', "
                  "block '4', hold, lag 2 is gone"});
  CHECK(changed([](Document& d) { d.limits.push_back(d.limits[0]); }).size() == 1);
  CHECK(changed([](Document& d) {
          auto calendar = *d.calendars[0];
          const std::chrono::local_days day{std::chrono::year{2026} / 5 / 1};
          calendar.closed.push_back({.from = day, .until = day + std::chrono::days{1}});
          calendar.closed.push_back({.from = day + 12h, .until = day + 36h, .why = "move"});
          d.calendars[0] = std::make_shared<const policy::Calendar>(calendar);
        }) == Sentences{"calendar 'work': closed 2026-05-01 is new",
                        "calendar 'work': closed 2026-05-01 12:00 to 2026-05-02 12:00 (move) is "
                        "new"});
}

TEST_CASE("the devices of a group are told by what must be recorded of them",
          "[policy][difference]") {
  CHECK(changed([](Document& d) {
          d.groups[0].devices = {
              {.enrolled = "pilot"},
              {.enrolled = "office", .attributes = {{"model", "t14"}, {"site", "x"}}},
              {.attributes = {{"certificate.ou", "Lab"}}}};
        }) == Sentences{"group 'pilot': devices enrolled for pilot, enrolled for office with model "
                        "t14 and site x, with certificate.ou Lab is new"});
}

TEST_CASE("an order that decides is said when it changes", "[policy][difference]") {
  CHECK(changed([](Document& d) { std::swap(d.groups[0], d.groups[1]); }) ==
        Sentences{"groups in another order: early, pilot, office, default"});
  CHECK(changed([](Document& d) {
          d.groups.insert(d.groups.begin(), policy::Group{.id = tests::group("lab")});
        }) == Sentences{"group 'lab': addresses of everybody else is new",
                        "group 'lab': cohort fresh is new"});
  auto two = a_document();
  two.limits.push_back({.feed = tests::feed("agent"), .pin = tests::version("8")});
  auto turned = two;
  std::swap(turned.limits[0], turned.limits[1]);
  CHECK(policy::differences(two, turned).size() == 1);
}
