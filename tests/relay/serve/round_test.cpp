#include "relay/serve/round.h"

#include <catch2/catch.hpp>

#include "tests/relay/serve/a_world.h"

using namespace std::chrono_literals;
using relay::http::Method;
using relay::http::Request;
using relay::http::Response;
using relay::rollout::Publication;
using relay::rollout::TablePtr;
using relay::store::Role;
using tests::AWorld;
using tests::day;

namespace {

std::string said(const char* what, std::uint64_t release) {
  return std::string{what} + " of " + std::to_string(release);
}

/// Everybody has release 1 since day(2) and 1 s; each release has an index with its signature, and
/// a payload.
struct ARound : AWorld {
  Publication now;

  ARound() { publish(1); }

  TablePtr table(std::uint64_t release) {
    tests::ATable made{release, store};
    made.file(Role::Pointer, "index", said("index", release))
        .file(Role::Signature, "index.sig", said("signature", release))
        .file(Role::Immutable, "payload-" + std::to_string(release), said("payload", release));
    return made.done();
  }
  static policy::Instant since(std::uint64_t release) {
    return day(2) + std::chrono::seconds{release};
  }

  /// All go on to a newer release.
  void publish(std::uint64_t release) {
    const Publication before = std::exchange(now, tests::publication(table(release)));
    now.since.at({release}) = since(release);
    if (!before.open.empty()) {
      const auto old = before.open.front().release;
      now.recent = before.recent;
      now.recent.insert(
          now.recent.begin(),
          {.table = before.tables.at(old), .until = day(5), .since = before.since.at(old)});
    }
    AWorld::publish("default", now);
  }
  /// The release that everybody has is taken back; they have this one again.
  void take_back_to(std::uint64_t release) {
    now = tests::publication(table(release));
    AWorld::publish("default", now);
  }

  Request asking(const std::string& path) const {
    const std::string target = "/clamav/" + path;
    return {.target = target,
            .path = target,
            .fields = {{"User-Agent", "client"}},
            .peer = *policy::Address::parse("192.0.2.1"),
            .now = clock.now()};
  }
  std::string said_to(const Request& request) const {
    const Response response = answer(request);
    if (response.status != 200) return std::to_string(response.status);
    return tests::read_file(std::get<relay::http::FileBody>(response.body).path);
  }
  std::string get(const std::string& path) const { return said_to(asking(path)); }
};

}  // namespace

TEST_CASE("a client that has read a pointer gets its signature from the same release",
          "[serve][lease]") {
  ARound a;
  CHECK(a.get("index") == "index of 1");
  a.publish(2);
  CHECK(a.get("index.sig") == "signature of 1");
  CHECK(a.get("payload-1") == "payload of 1");
  CHECK(a.get("payload-2") == "payload of 2");  // Another client's, at the same address.
}

TEST_CASE("a signature of a kept release has the time that it had", "[serve][lease]") {
  ARound a;
  a.get("index");
  a.publish(2);
  CHECK(a.answer(a.asking("index.sig")).validators->last_modified == ARound::since(1));
}

TEST_CASE("who asks for a pointer again begins with the newest release", "[serve][lease]") {
  ARound a;
  a.get("index");
  a.publish(2);
  CHECK(a.get("index") == "index of 2");
  CHECK(a.get("index.sig") == "signature of 2");
  CHECK(a.get("payload-2") == "payload of 2");
  CHECK(a.get("payload-1") == "payload of 1");
}

TEST_CASE("a piece of a pointer and its head alone go on with what was begun", "[serve][lease]") {
  ARound a;
  a.get("index");
  a.publish(2);
  auto piece = a.asking("index");
  piece.fields.push_back({"Range", "bytes=3-"});
  CHECK(a.said_to(piece) == "index of 1");
  auto head = a.asking("index");
  head.method = Method::Head;
  CHECK(a.said_to(head) == "index of 1");
  CHECK(a.get("index.sig") == "signature of 1");
  CHECK(a.get("index") == "index of 2");
}

TEST_CASE("a lease ends after a minute of silence", "[serve][lease]") {
  ARound a;
  a.get("index");
  a.publish(2);
  a.clock.advance(59s);
  CHECK(a.get("index.sig") == "signature of 1");
  a.clock.advance(60s);
  CHECK(a.get("index.sig") == "signature of 2");
}

TEST_CASE("a round is over after ten minutes however busy the client is", "[serve][lease]") {
  ARound a;
  a.get("index");
  a.publish(2);
  for (int i = 0; i < 14; ++i) {
    a.clock.advance(42s);
    REQUIRE(a.get("index.sig") == "signature of 1");
  }
  a.clock.advance(12s);
  CHECK(a.get("index.sig") == "signature of 2");
  CHECK(a.get("index") == "index of 2");
}

TEST_CASE("a pointer that takes long to read keeps its release until a minute after its end",
          "[serve][lease]") {
  ARound a;
  const Response slow = a.answer(a.asking("index"));
  a.publish(2);
  a.clock.advance(8min);
  slow.delivered({.status = 200, .to_the_end = true});
  a.clock.advance(59s);
  CHECK(a.get("index.sig") == "signature of 1");
}

TEST_CASE("a lease ends at once when its release is taken back", "[serve][lease]") {
  ARound a;
  a.publish(2);
  a.get("index");
  a.take_back_to(1);
  CHECK(a.get("index.sig") == "signature of 1");
  CHECK(a.get("payload-2") == "404");
  // Its next rounds begin where they always did.
  CHECK(a.get("index") == "index of 1");
  a.publish(3);
  CHECK(a.get("index.sig") == "signature of 1");
  CHECK(a.get("index") == "index of 3");
}

TEST_CASE("a group that went back from a release has no lease of it left", "[serve][lease]") {
  ARound a;
  a.publish(2);
  a.get("index");
  auto back = tests::publication(a.table(1));
  back.recent = {{.table = a.table(2), .until = day(5), .since = day(2)}};
  a.AWorld::publish("default", back);
  CHECK(a.get("index.sig") == "signature of 1");
  CHECK(a.get("payload-2") == "payload of 2");
}

TEST_CASE("two clients at one address keep their own releases", "[serve][lease]") {
  ARound a;
  a.get("index");
  a.publish(2);
  auto other = a.asking("index.sig");
  other.fields = {{"User-Agent", "another"}};
  CHECK(a.said_to(other) == "signature of 2");
  CHECK(a.get("index.sig") == "signature of 1");
}

TEST_CASE("a feed with one pointer is always answered with the newest", "[serve][lease]") {
  AWorld a;
  const ARound asks;
  a.answer(asks.asking("daily.cvd"));
  a.set("default", 2);
  const auto response = a.answer(asks.asking("daily.cvd"));
  CHECK(tests::read_file(std::get<relay::http::FileBody>(response.body).path) ==
        "daily of release 2");
}

TEST_CASE("a loop that is behind does not answer a client that has seen more", "[serve][lease]") {
  ARound a;
  const auto before = a.world;
  a.publish(2);
  const auto request = a.asking("index");
  const auto in = policy::default_group();
  const auto holder = a.leases.holder({"device", {}, "client", in, tests::clamav()});
  const auto read = [&](const relay::rollout::World& world) {
    return relay::serve::given(
        a.leases,
        {world, world.publications.at({in, tests::clamav()}), {}, holder, request, "index"},
        a.leases.now());
  };
  using relay::serve::Given;
  REQUIRE(std::holds_alternative<Given>(read(before)));
  REQUIRE(std::get<Given>(read(a.world)).table->release == policy::Sequence{2});
  CHECK(std::holds_alternative<relay::serve::Behind>(read(before)));
}
