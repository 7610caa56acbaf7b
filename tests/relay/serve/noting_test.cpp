#include "relay/serve/noting.h"

#include <catch2/catch.hpp>

#include "relay/http/http_date.h"
#include "tests/relay/serve/a_world.h"

using relay::serve::Whom;
using relay::telemetry::Note;
using relay::telemetry::Pad;
using tests::ATable;
using tests::clamav;
using tests::day;
using tests::group;

namespace {

/// Pilot's release 2 has a new database, an old one and a gap.
struct AnEye : tests::AWorld {
  Pad pad{7};

  AnEye() {
    ATable table{2, store};
    table.file(relay::store::Role::Pointer, "daily.cvd", "daily")
        .file(relay::store::Role::Pointer, "main.cvd", "main")
        .old("main.cvd")
        .gap({.before = "daily-", .after = ".cdiff", .first = 1, .last = 1});
    publish("pilot", tests::publication(table.done()));
  }

  /// What stands on the pad after a request that was answered to its last byte.
  std::vector<Note> noted(const std::string& path, const char* address = "10.1.0.9",
                          const std::string& since = "") {
    const relay::http::Request request{
        .target = path,
        .path = path,
        .fields = {{"User-Agent", "ClamAV/1.0.7"}, {"If-Modified-Since", since}},
        .peer = *policy::Address::parse(address),
        .now = day(3)};
    const relay::serve::Worlds worlds{std::make_shared<const relay::rollout::World>(world)};
    relay::serve::LoopWorld loop{worlds};
    const auto response =
        relay::serve::answer(loop, {.store = store, .leases = leases, .seen = &pad}, request);
    if (response.delivered) response.delivered({.status = response.status, .to_the_end = true});
    return taken();
  }
  std::vector<Note> taken() {
    std::vector<Note> notes;
    REQUIRE(pad.take([&](const Note& note) { notes.push_back(note); }));
    return notes;
  }
};

/// "404 in pilot of 2, took 0"
std::string told(const std::vector<Note>& notes) {
  if (notes.size() != 1) return std::to_string(notes.size()) + " notes";
  const Note& note = notes.front();
  return std::to_string(note.status) + " in " + std::string{note.group.view()} + " of " +
         std::to_string(note.offered.number) + ", took " + std::to_string(note.taken.number);
}

}  // namespace

TEST_CASE("a request is noted with who asks for what and what it was given", "[serve]") {
  AnEye eye;
  const auto notes = eye.noted("/clamav/daily.cvd");
  CHECK(told(notes) == "200 in pilot of 2, took 2");
  CHECK(notes[0].requests == 1);
  CHECK(notes[0].known == relay::telemetry::Known::Address);
  CHECK(notes[0].asked == day(3));
  CHECK(notes[0].key.device.empty());
  CHECK(notes[0].key.address == *policy::Address::parse("10.1.0.9"));
  CHECK(notes[0].key.feed.view() == "clamav");
  CHECK(notes[0].path.view() == "daily.cvd");
  CHECK(notes[0].agent.view() == "ClamAV/1.0.7");

  CHECK(told(eye.noted("/clamav/main.cvd")) == "200 in pilot of 2, took 0");
  CHECK(told(eye.noted("/clamav/daily-1.cdiff")) == "200 in pilot of 2, took 0");
  CHECK(told(eye.noted("/clamav/daily-2.cdiff")) == "404 in pilot of 2, took 0");
  CHECK(told(eye.noted("/g/office/clamav/daily.cvd")) == "200 in office of 1, took 1");
  const auto unknown = eye.noted("/clamav/daily.cvd", "192.0.2.7");
  CHECK(told(unknown) == "200 in default of 1, took 1");
  CHECK(unknown[0].known == relay::telemetry::Known::Unknown);
}

TEST_CASE("who is given nothing is noted and who asks for no feed is not", "[serve]") {
  AnEye eye;
  eye.publish("default", {});
  CHECK(told(eye.noted("/clamav/daily.cvd", "192.0.2.7")) == "404 in default of 0, took 0");
  CHECK(told(eye.noted("/suricata/rules")) == "0 notes");
  CHECK(told(eye.noted("/g/none/clamav/daily.cvd")) == "0 notes");
  CHECK(told(eye.noted("/healthz")) == "0 notes");
  CHECK(told(eye.noted("/")) == "0 notes");
}

TEST_CASE("who names the time inside a release that it is not offered is noted with that",
          "[serve][clamav]") {
  AnEye eye;
  ATable table{2, eye.store};
  table.file(relay::store::Role::Pointer, "daily.cvd", "daily")
      .file(relay::store::Role::Pointer, "main.cvd", "main");
  for (const char* file : {"daily.cvd", "main.cvd"}) table.at(file).also_valid_for = day(2);
  auto pilot = tests::publication(table.done());
  pilot.copies = std::make_shared<const relay::rollout::Copies>(relay::rollout::Copies{
      {"daily.cvd", {{day(1), {1}}, {day(2), {2}}, {day(3), {3}}, {day(4), {4}}}}});
  eye.publish("pilot", pilot);
  const auto says = [&](policy::Instant built, const std::string& path = "/clamav/daily.cvd") {
    return eye.noted(path, "10.1.0.9", relay::http::http_date(built)).at(0).says.number;
  };
  CHECK(says(day(1)) == 0);
  CHECK(says(day(2)) == 0);
  CHECK(says(day(3)) == 3);
  CHECK(says(day(4)) == 4);
  CHECK(says(day(5)) == 0);
  CHECK(says(day(4) + std::chrono::seconds{1}) == 0);
  CHECK(says(day(4), "/clamav/main.cvd") == 0);
  CHECK(eye.noted("/clamav/daily.cvd").at(0).says.number == 0);
  CHECK(eye.noted("/clamav/daily.cvd").at(0).newest.number == 2);
  pilot.copies = nullptr;
  eye.publish("pilot", pilot);
  CHECK(says(day(3)) == 0);
}

TEST_CASE("a device is noted by its id and its name", "[serve]") {
  AnEye eye;
  using relay::device::Device;
  const auto id = *relay::device::DeviceId::parse("d-1");
  Whom whom{.group = group("pilot"),
            .known = relay::serve::Known::Certificate,
            .device = std::make_shared<const Device>(Device{.id = id, .name = "till 7"})};
  relay::serve::note(eye.pad, {{}, whom, clamav(), "daily.cvd"}, relay::serve::NotThere{});
  auto notes = eye.taken();
  CHECK(told(notes) == "404 in pilot of 0, took 0");
  CHECK(notes[0].key.device.view() == "d-1");
  CHECK(notes[0].name.view() == "till 7");
  CHECK(notes[0].known == relay::telemetry::Known::Certificate);

  whom.known = relay::serve::Known::Token;
  relay::serve::note(eye.pad, {{}, whom, clamav(), "daily.cvd"}, relay::serve::InGap{});
  notes = eye.taken();
  CHECK(told(notes) == "200 in pilot of 0, took 0");
  CHECK(notes[0].known == relay::telemetry::Known::Token);
}
