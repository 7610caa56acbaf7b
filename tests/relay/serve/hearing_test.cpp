#include "relay/serve/hearing.h"

#include <catch2/catch.hpp>

#include "relay/http/http_date.h"
#include "relay/http/reply.h"
#include "relay/serve/whom.h"
#include "tests/relay/serve/a_world.h"

using relay::http::Field;
using relay::http::Method;
using relay::http::Request;
using relay::ledger::Sighting;
using relay::store::Role;
using tests::ATable;
using tests::AWorld;
using tests::clamav;
using tests::day;
using tests::group;
using tests::kPilot;

namespace {

constexpr policy::Instant kBuilt = day(0);

using Told = std::vector<std::string>;

/// A relay whose pilot has release 2: a new daily.cvd, its patch and its signature, and a main.cvd
/// that was there before. Both databases say when they were built.
struct AnEar : AWorld {
  relay::ledger::Queue queue{};

  AnEar() {
    ATable table{2, store};
    table.file(Role::Pointer, "daily.cvd", std::string(2'000, 'd'))
        .file(Role::Signature, "daily.cvd.sign", "sign")
        .file(Role::Immutable, "daily-2.cdiff", "patch")
        .file(Role::Pointer, "main.cvd", std::string(2'000, 'm'))
        .old("main.cvd")
        .gap({.before = "daily-", .after = ".cdiff", .first = 1, .last = 1});
    for (const auto* path : {"daily.cvd", "main.cvd"}) table.at(path).also_valid_for = kBuilt;
    world.publications[{group("pilot"), clamav()}] = tests::publication(table.done());
  }

  /// What a request puts into the queue: "asked", "took", "confirmed".
  Told told(const std::string& path, std::vector<Field> fields = {}) {
    return told_by({.target = path,
                    .path = path,
                    .fields = std::move(fields),
                    .peer = *policy::Address::parse(kPilot),
                    .now = now()});
  }
  Told told_by(const Request& request, bool breaks_off = false) {
    auto response = answer(request, &queue);
    const auto delivered = response.delivered;
    const auto reply = relay::http::finish(request, std::move(response), relay::http::After::Keep);
    if (delivered) delivered({reply.status, reply.to_the_end && !breaks_off});
    Told all;
    while (const auto sighting = queue.take()) {
      constexpr const char* kWords[] = {"asked", "took", "confirmed"};
      all.emplace_back(kWords[static_cast<int>(sighting->kind)]);
      last = *sighting;
    }
    return all;
  }
  /// A quarter of a minute after the last.
  policy::Instant now() { return time += std::chrono::seconds{15}; }
  policy::Instant time = day(3);
  std::optional<Sighting> last{};
};

Field since(policy::Instant at) {
  return {"If-Modified-Since", relay::http::http_date(at)};
}

const Field kHeader{"Range", "bytes=0-511"};

}  // namespace

TEST_CASE("a device is known by its group and release and the time of its request", "[serve]") {
  AnEar a;
  CHECK(a.told("/clamav/daily.cvd") == Told{"asked", "took"});
  CHECK(a.last == Sighting{.feed = clamav(),
                           .group = group("pilot"),
                           .voice = relay::serve::place_of(*policy::Address::parse(kPilot)),
                           .release = {2},
                           .kind = Sighting::Kind::Took,
                           .at = a.time});
}

TEST_CASE("what a device repeats within seconds is put down once", "[serve]") {
  AnEar a;
  const auto at = [&a](std::chrono::seconds when, const std::string& path,
                       bool breaks_off = false) {
    return a.told_by({.target = path,
                      .path = path,
                      .peer = *policy::Address::parse(kPilot),
                      .now = day(3) + when},
                     breaks_off);
  };
  using std::chrono::seconds;
  CHECK(at(seconds{0}, "/clamav/daily.cvd", true) == Told{"asked"});
  CHECK(at(seconds{1}, "/clamav/daily.cvd") == Told{"took"});
  CHECK(at(seconds{2}, "/clamav/daily.cvd").empty());
  CHECK(at(seconds{3}, "/clamav/daily-2.cdiff") == Told{"took"});
  CHECK(at(seconds{9}, "/clamav/daily-2.cdiff").empty());
  CHECK(at(seconds{10}, "/clamav/daily.cvd") == Told{"asked"});
  CHECK(at(seconds{11}, "/clamav/daily.cvd") == Told{"took"});
}

TEST_CASE("what freshclam asks for is told for what it is", "[serve][clamav]") {
  AnEar a;
  // It has an older database, and one that is as it was: the header, patches, the whole.
  CHECK(a.told("/clamav/daily.cvd", {kHeader, since(day(-1))}) == Told{"asked"});
  CHECK(a.told("/clamav/daily-1.cdiff") == Told{"asked"});
  CHECK(a.told("/clamav/daily-2.cdiff") == Told{"asked", "took"});
  CHECK(a.told("/clamav/daily.cvd.sign") == Told{"asked"});
  CHECK(a.told("/clamav/daily.cvd") == Told{"asked", "took"});
  CHECK(a.told("/clamav/main.cvd", {kHeader, since(kBuilt)}) == Told{"asked"});
  CHECK(a.told("/clamav/bytecode.cld") == Told{"asked"});
  // And an hour later.
  CHECK(a.told("/clamav/daily.cvd", {kHeader, since(kBuilt)}) == Told{"asked", "confirmed"});
}

TEST_CASE("a file that was there before is no take and confirms nothing", "[serve]") {
  AnEar a;
  CHECK(a.told("/clamav/main.cvd") == Told{"asked"});
  CHECK(a.told("/clamav/main.cvd", {since(kBuilt)}) == Told{"asked"});
}

TEST_CASE("only a file to its last byte is taken", "[serve]") {
  AnEar a;
  CHECK(a.told("/clamav/daily.cvd", {{"Range", "bytes=0-1998"}}) == Told{"asked"});
  CHECK(a.told("/clamav/daily.cvd", {{"Range", "bytes=1000-"}}) == Told{"asked"});
  CHECK(a.told("/clamav/daily.cvd", {{"Range", "bytes=0-"}}) == Told{"asked", "took"});
  Request whole{.target = "/clamav/daily.cvd",
                .path = "/clamav/daily.cvd",
                .peer = *policy::Address::parse(kPilot),
                .now = a.now()};
  CHECK(a.told_by(whole, true) == Told{"asked"});
  whole.method = Method::Head;
  whole.now = a.now();
  CHECK(a.told_by(whole) == Told{"asked"});
}

TEST_CASE("who has what we gave says nothing of what runs", "[serve]") {
  AnEar a;
  // Our own Last-Modified, as any client repeats it.
  CHECK(a.told("/clamav/daily.cvd", {since(day(2))}) == Told{"asked"});
  CHECK(a.told("/clamav/daily.cvd", {since(kBuilt + std::chrono::seconds{1})}) ==
        Told{"asked", "took"});
}

TEST_CASE("who is not in the group's own match is not counted", "[serve]") {
  AnEar a;
  const auto told = [&a](const char* caller, const std::string& path) {
    return a.told_by(
        {.target = path, .path = path, .peer = *policy::Address::parse(caller), .now = a.now()});
  };
  CHECK(told("10.2.0.9", "/clamav/daily.cvd") == Told{"asked", "took"});
  CHECK(told("10.1.0.9", "/g/office/clamav/daily.cvd") == Told{"asked", "took"});  // In both.
  CHECK(told("10.2.0.9", "/g/pilot/clamav/daily.cvd").empty());
  CHECK(told("192.0.2.1", "/clamav/daily.cvd").empty());
  CHECK(told("192.0.2.1", "/g/default/clamav/daily.cvd").empty());
  CHECK(told("10.1.0.9", "/other/daily.cvd").empty());
  CHECK(told("10.1.0.9", "/healthz").empty());
}

TEST_CASE("a device of a group that has no release lives all the same", "[serve]") {
  AnEar a;
  a.world.publications[{group("pilot"), clamav()}] = {};
  CHECK(a.told("/clamav/daily.cvd") == Told{"asked"});
  CHECK(a.last->release == policy::Sequence{0});
}
