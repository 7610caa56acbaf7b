#include "relay/telemetry/pad.h"

#include <catch2/catch.hpp>

#include <atomic>
#include <thread>

#include "tests/relay/telemetry/a_contact.h"

using namespace std::chrono_literals;
using relay::telemetry::Known;
using relay::telemetry::Note;
using relay::telemetry::Pad;
using relay::telemetry::Ticket;
using tests::contact;
using tests::contact_of;
using tests::day;

namespace {

std::vector<Note> taken(Pad& pad) {
  std::vector<Note> notes;
  REQUIRE(pad.take([&](const Note& note) { notes.push_back(note); }));
  return notes;
}

}  // namespace

TEST_CASE("what one device does between two looks is one note", "[telemetry]") {
  Pad pad{7};
  auto asking = tests::identified("d-1");
  asking.name = "till 7";
  asking.group = "office";
  pad.note(asking, 404);
  asking.path = "main.cvd";
  asking.agent = "ClamAV/1.4.1";
  asking.address = tests::address("10.2.0.1");
  asking.release = {3};
  asking.group = "pilot";
  asking.at = day(3) + 1s;
  asking.fresh = true;
  const Ticket ticket = pad.begin(asking);
  ticket.over({.status = 200, .to_the_end = true});

  const auto notes = taken(pad);
  REQUIRE(notes.size() == 1);
  CHECK(notes[0].key.device.view() == "d-1");
  CHECK(notes[0].key.feed.view() == "clamav");
  CHECK(notes[0].key.address == tests::address("10.2.0.1"));
  CHECK(notes[0].name.view() == "till 7");
  CHECK(notes[0].known == Known::Token);
  CHECK(notes[0].requests == 2);
  CHECK(notes[0].asked == day(3) + 1s);
  CHECK(notes[0].offered == policy::Sequence{3});
  CHECK(notes[0].group.view() == "pilot");
  CHECK(notes[0].agent.view() == "ClamAV/1.4.1");
  CHECK(notes[0].status == 200);
  CHECK(notes[0].path.view() == "main.cvd");
  CHECK(notes[0].taken == policy::Sequence{3});
  CHECK(taken(pad).empty());
}

TEST_CASE("an answer that ends after a look is told with what it was", "[telemetry]") {
  Pad pad{7};
  auto asking = tests::identified("d-1");
  asking.path = "daily.cvd";
  asking.fresh = true;
  const Ticket slow = pad.begin(asking);
  asking.path = "daily-2.cdiff";
  asking.release = {3};
  const Ticket quick = pad.begin(asking);
  CHECK(taken(pad)[0].status == 0);

  quick.over({.status = 304, .to_the_end = false});
  slow.over({.status = 200, .to_the_end = true});
  pad.begin(contact());  // Where another answer was, one can be under way again.
  const auto notes = taken(pad);
  REQUIRE(notes.size() == 2);
  CHECK(notes[0].requests == 0);
  CHECK(notes[0].known == Known::Token);
  CHECK(notes[0].path.view() == "daily.cvd");
  CHECK(notes[0].status == 200);
  CHECK(notes[0].taken == policy::Sequence{2});
  CHECK(notes[1].requests == 1);
  Ticket{}.over({.status = 200});
}

TEST_CASE("only what is new and came to its last byte is taken", "[telemetry]") {
  Pad pad{7};
  const auto takes = [&](bool fresh, bool to_the_end) {
    auto asking = contact();
    asking.fresh = fresh;
    pad.begin(asking).over({.status = 200, .to_the_end = to_the_end});
    return taken(pad)[0].taken == policy::Sequence{2};
  };
  CHECK(takes(true, true));
  CHECK_FALSE(takes(true, false));
  CHECK_FALSE(takes(false, true));
}

TEST_CASE("what finds no room on a pad is left out and counted", "[telemetry]") {
  Pad pad{7, 4};
  for (const char* one : {"10.0.0.1", "10.0.0.2", "10.0.0.3"}) pad.note(contact_of(one), 200);
  CHECK(pad.lost() == 0);
  const Ticket crowded = pad.begin(contact_of("10.0.0.4"));
  pad.note(contact_of("10.0.0.3"), 200);
  CHECK(pad.lost() == 1);
  CHECK(pad.lost() == 0);
  CHECK(taken(pad).size() == 3);
  crowded.over({.status = 200});
  CHECK(taken(pad).size() == 1);
}

TEST_CASE("a loop may note while the recorder takes", "[telemetry]") {
  constexpr std::uint64_t kRounds = 2'000;
  constexpr std::uint64_t kDevices = 5;
  Pad pad{7, 4};
  std::atomic<bool> done = false;
  std::uint64_t requests = 0, ended = 0;
  const auto take = [&] {
    return pad.take([&](const Note& note) {
      requests += note.requests;
      if (note.taken != policy::Sequence{}) ++ended;
    });
  };
  std::jthread loop{[&] {
    for (std::uint64_t i = 0; i < kRounds; ++i) {
      for (const char* one : {"10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"}) {
        auto asking = contact_of(one);
        asking.fresh = true;
        pad.begin(asking).over({.status = 200, .to_the_end = true});
      }
    }
    done = true;
  }};
  while (!done) take();
  loop.join();
  REQUIRE(take());
  CHECK(requests <= kRounds * kDevices);
  CHECK(requests + pad.lost() >= kRounds * kDevices);
  CHECK(requests >= 3);
  CHECK(ended >= 3);
}
