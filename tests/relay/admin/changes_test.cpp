#include "relay/admin/changes.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "relay/json/read.h"
#include "tests/support/day.h"

using namespace std::chrono_literals;
using relay::admin::Changes;
using relay::audit::Recorded;
using relay::catalog::Outcome;
using relay::rollout::World;
using tests::day;

namespace {

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; ++at) ++found;
  return found;
}

struct SomeChanges : Changes {
  SomeChanges() : Changes{"run"} {}

  void record(const std::string& action, const std::string& subject = "",
              Outcome outcome = Outcome::Done) {
    recorded({Recorded{++number, action, subject, outcome}});
  }
  /// What a round makes of it: "status clamav office; audit 3".
  std::string told(policy::Instant now = day(1)) {
    gather(now);
    std::istringstream text{read(place)};
    std::string all;
    for (std::string line; std::getline(text, line);) {
      if (!line.starts_with("data: ")) continue;
      const auto data = *relay::json::read(line.substr(6));
      all += (all.empty() ? "" : "; ") + data["event"].text();
      for (const char* name : {"feed", "group"}) {
        if (!data[name].null()) all += " " + data[name].text();
      }
      if (!data["number"].null()) all += " " + std::to_string(data["number"].number());
    }
    return all;
  }

  Place place = 0;
  std::int64_t number = 0;
};

/// A World in which office has of clamav what began at that time.
std::shared_ptr<World> world(policy::Instant since) {
  auto made = std::make_shared<World>();
  made->publications[{*policy::GroupId::parse("office"), *policy::FeedId::parse("clamav")}]
      .since[policy::Sequence{1}] = since;
  return made;
}

}  // namespace

TEST_CASE("what changed within a round is told once", "[admin][events]") {
  SomeChanges changes;
  CHECK_FALSE(changes.gather(day(1)));
  for (int i = 0; i < 3; ++i) changes.record("hold", "clamav → office");
  changes.record("agreed", "proposal 7");
  changes.record("agreed", "proposal 7");
  changes.record("account made", "bob");
  changes.record("policy revised", "revision 2");
  CHECK(changes.told() == "status; proposal 7; people; policy 2; audit 7");
  CHECK(changes.told() == "");
  changes.record("signed in", "bob");
  changes.record("role given", "bob: operator", Outcome::Denied);
  CHECK(changes.told() == "audit 9");
}

TEST_CASE("a World is told by what is another in it", "[admin][events]") {
  SomeChanges changes;
  changes.published(world(day(1)));
  CHECK(changes.told() == "");
  changes.published(world(day(1)));
  CHECK(changes.told() == "");
  changes.published(world(day(2)));
  CHECK(changes.told() == "status clamav office");
  changes.published(std::make_shared<World>());
  CHECK(changes.told() == "status clamav office");
  changes.published(world(day(2)));
  changes.record("opened", "clamav 2 → office");
  CHECK(changes.told() == "status; audit 1");
}

TEST_CASE("so many are named in a round and of more only what kind they are", "[admin][events]") {
  SomeChanges changes;
  const auto agree = [&](std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i)
      changes.record("agreed", "proposal " + std::to_string(i));
  };
  agree(Changes::kMostNamed);
  CHECK(count(changes.told(), "proposal ") == Changes::kMostNamed);
  agree(Changes::kMostNamed + 1);
  changes.record("account made", "bob");
  CHECK(changes.told() == "proposal; people; audit 130");
}

TEST_CASE("what devices do is told once in a few seconds and nothing is lost", "[admin][events]") {
  SomeChanges changes;
  changes.record("enrolled", "d-1");
  CHECK(changes.told(day(1)) == "devices; audit 1");
  changes.record("enrolled", "d-2");
  CHECK(changes.told(day(1) + 4s) == "");
  changes.record("hold", "clamav → office");
  CHECK(changes.told(day(1) + 4s) == "status; audit 3");
  CHECK(changes.told(day(1) + 5s) == "devices");
  changes.record("enrolled", "d-3");
  CHECK(changes.told(day(1) + 9s) == "");
  CHECK(changes.told(day(1) + 10s) == "devices; audit 4");
  changes.record("moved", "d-3 → office");
  CHECK(changes.told(day(1)) == "devices; audit 5");  // A clock that was set back.
}

TEST_CASE("who has read up to an event goes on from there", "[admin][events]") {
  SomeChanges changes;
  changes.record("agreed", "proposal 1");
  changes.gather(day(1));
  changes.record("agreed", "proposal 2");
  changes.gather(day(1));
  auto place = changes.place_of("run-2");
  CHECK(changes.read(place) ==
        "id: run-3\nevent: proposal\n"
        R"(data: {"event":"proposal","feed":null,"group":null,"number":2})"
        "\n\nid: run-4\nevent: audit\n"
        R"(data: {"event":"audit","feed":null,"group":null,"number":2})"
        "\n\n");
  CHECK(changes.read(place).empty());
  CHECK(place == 4);
}

TEST_CASE("who cannot go on is told to look at everything anew", "[admin][events]") {
  SomeChanges changes;
  changes.record("agreed", "proposal 1");
  changes.gather(day(1));
  const std::string reset = relay::admin::reset_text("run-2");
  for (const char* id : {"", "run", "run-", "run-3", "run--1", "run-+1", "run-1 ", "run-1x",
                         "run-99999999999999999999", "runs-1", "ru-1", "1"}) {
    CAPTURE(id);
    auto place = changes.place_of(id);
    CHECK(changes.read(place) == reset);
    CHECK(place == 2);
  }
  auto place = changes.place_of("run-2");
  CHECK(changes.read(place).empty());
}

TEST_CASE("so many events are kept for who comes back and no more", "[admin][events]") {
  SomeChanges changes;
  const auto revise = [&] {
    changes.recorded({Recorded{0, "policy revised", "revision 1", Outcome::Done}});
    changes.gather(day(1));
  };
  for (std::size_t i = 0; i < Changes::kKept; ++i) revise();
  auto first = changes.place_of("run-0");
  CHECK(changes.read(first).starts_with("id: run-1\n"));
  revise();
  auto gone = changes.place_of("run-0");
  CHECK(changes.read(gone) == relay::admin::reset_text("run-1025"));
  auto still_there = changes.place_of("run-1");
  std::string text = changes.read(still_there);
  CHECK(text.starts_with("id: run-2\n"));
  CHECK(text.size() >= Changes::kPiece);
  CHECK(text.size() < Changes::kPiece + 200);
  for (std::string more; !(more = changes.read(still_there)).empty();) text += more;
  CHECK(count(text, "\n\n") == Changes::kKept);
  CHECK(text.find("id: run-1025\n") != std::string::npos);
}
