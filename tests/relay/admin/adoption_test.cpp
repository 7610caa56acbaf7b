#include "relay/admin/adoption.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::write;
using tests::AWaitingDesk;
using tests::json_of;

namespace {

std::vector<std::int64_t> taken(const relay::json::Value& group) {
  std::vector<std::int64_t> counts;
  for (const auto& point : group["points"].items()) counts.push_back(point["taken"].number());
  return counts;
}

}  // namespace

TEST_CASE("adoption adds up what was taken before each moment", "[admin][adoption]") {
  AWaitingDesk desk;
  const auto at = [&](policy::Span ago) { return desk.now - ago; };
  desk.takes = {
      {.group = tests::group("office"), .tally = {.taken = 1}, .takes = {{at(5min), 1, 0, 0}}},
      {.group = tests::group("gone"), .tally = {.taken = 9}},
      {.group = tests::group("pilot"),
       .tally = {.taken = 4, .mature = 3, .survived = 3, .confirmed = 2, .silent = 1},
       .takes = {{at(10min), 2, 2, 0}, {at(5min), 1, 0, 1}, {at(0s), 1, 1, 0}}}};
  const auto answer = json_of(desk.get("/api/v1/feeds/clamav/adoption", "version=3"));
  CHECK(answer["version"].text() == "3");
  CHECK(answer["sequence"].number() == 1);
  CHECK(answer["since"].text() == policy::rfc3339(at(10min)));
  CHECK(answer["until"].text() == policy::rfc3339(desk.now));
  const auto& groups = answer["groups"].items();
  REQUIRE(groups.size() == 2);
  CHECK(write(groups[0]) ==
        R"({"group":"pilot","taken":4,"survived":3,"confirmed":2,"silent":1,"points":[)"
        R"({"at":"2026-01-03T23:50:00Z","taken":0,"survived":0,"silent":0},)"
        R"({"at":"2026-01-03T23:55:00Z","taken":2,"survived":2,"silent":0},)"
        R"({"at":"2026-01-04T00:00:00Z","taken":4,"survived":3,"silent":1}]})");
  CHECK(groups[1]["group"].text() == "office");
  CHECK(taken(groups[1]) == std::vector<std::int64_t>{0, 0, 1});
}

TEST_CASE("adoption is told at no more than a hundred and twenty moments", "[admin][adoption]") {
  AWaitingDesk desk;
  const auto points = [&](policy::Span ago) {
    desk.takes = {{.group = tests::group("pilot"),
                   .tally = {.taken = 1},
                   .takes = {{desk.now - ago, 1, 1, 0}}}};
    return taken(
        json_of(desk.get("/api/v1/feeds/clamav/adoption", "version=3"))["groups"].items().at(0));
  };
  CHECK(points(0s).size() == 1);
  CHECK(points(1s).size() == 2);
  CHECK(points(118 * 5min).size() == 119);
  CHECK(points(119 * 5min).size() == 120);
  CHECK(points(119 * 5min + 1s).size() == 120);
  const auto of_weeks = points(8 * 7 * 24h);
  CHECK(of_weeks.size() == 120);
  CHECK(of_weeks.front() == 0);
  CHECK(of_weeks[1] == 1);
}

TEST_CASE("a release that nobody took has no adoption", "[admin][adoption]") {
  AWaitingDesk desk;
  const auto answer = json_of(desk.get("/api/v1/feeds/clamav/adoption", "version=4"));
  CHECK(answer["since"].null());
  CHECK(answer["groups"].items().empty());
  // All takes of it are forgotten.
  desk.takes = {{.group = tests::group("pilot"), .tally = {.taken = 1}}};
  const auto old = json_of(desk.get("/api/v1/feeds/clamav/adoption", "version=3"));
  CHECK(old["since"].null());
  CHECK(old["groups"].items().at(0)["points"].items().empty());

  CHECK(desk.get("/api/v1/feeds/clamav/adoption").status == 400);
  CHECK(desk.get("/api/v1/feeds/clamav/adoption", "version=99").status == 404);
}
