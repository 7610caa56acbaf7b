#include <catch2/catch.hpp>
#include <future>
#include <latch>

#include "tests/relay/http/a_door.h"
#include "tests/support/raw_client.h"

using relay::http::Counts;
using relay::http::Request;
using relay::http::Response;
using relay::http::Treatment;
using tests::ADoor;
using tests::get;
using tests::RawClient;

namespace {

std::string post(const std::string& target, const std::string& body) {
  return "POST " + target +
         " HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
         body;
}

/// A door where "/v1/…" may have five bytes and is answered by one worker.
struct TreatingDoor : ADoor {
  TreatingDoor() {
    settings.handler_threads = 1;
    settings.treatment = [](const Request& head) -> Treatment {
      if (!head.path.starts_with("/v1/")) return {};
      return {.body = 5, .answered = Treatment::Answered::ByWorkers};
    };
    answer = [](const Request& request) { return Response{.body = "got " + request.body}; };
  }
};

}  // namespace

TEST_CASE("how large a body may be is asked when the head has come", "[http][socket]") {
  TreatingDoor door;
  RawClient client{door.port()};
  CHECK(client.ask(post("/v1/enrol", "hello")).body == "got hello");
  CHECK(client.ask(post("/feed", "")).body == "got ");
  CHECK(client.ask(post("/feed", "h")).status == 413);
  CHECK(client.ended());
  CHECK(RawClient{door.port()}.ask(post("/v1/enrol", "hello!")).status == 413);
}

TEST_CASE("answers that may block keep only each other waiting", "[http][socket]") {
  TreatingDoor door;
  door.settings.limits.waiting = 1;
  std::latch begun{1};
  std::promise<void> go;
  const auto gone = go.get_future().share();
  door.answer = [&, gone](const Request& request) {
    if (request.path == "/v1/slow") {
      begun.count_down();
      gone.wait();
    }
    return Response{.body = request.path};
  };
  RawClient slow{door.port()}, waiting{door.port()};
  slow.send(get("/v1/slow"));
  begun.wait();
  waiting.send(get("/v1/waits"));
  // One is answered, one waits, and there is no place for a third.
  bool full = false;
  for (int i = 0; i < 200 && !full; ++i) {
    RawClient third{door.port()};
    third.send(get("/v1/third"));
    if (!third.readable_within(std::chrono::milliseconds{20})) continue;
    const auto answer = third.answer();
    full = answer.status == 503 && answer.field("Retry-After") == "5";
  }
  CHECK(full);
  CHECK(RawClient{door.port()}.ask(get("/feed")).body == "/feed");
  go.set_value();
  CHECK(slow.answer().body == "/v1/slow");
  CHECK(waiting.answer().status != 0);
}

TEST_CASE("a door counts what it does", "[http][socket]") {
  ADoor door;
  door.settings.threads = 2;
  door.settings.limits.connections_per_address = 2;
  door.answer = [](const Request& request) {
    return Response{.status = request.path == "/" ? 200 : 404, .body = "12345"};
  };
  auto& open = door.open();
  std::uint64_t sent = 0;
  {
    RawClient one{open.port()}, other{open.port()};
    const auto found = one.ask(get("/"));
    sent += found.head.size() + found.body.size();
    for (int i = 0; i < 2; ++i) {
      const auto missing = other.ask(get("/missing"));
      sent += missing.head.size() + missing.body.size();
    }
    RawClient third{open.port()};
    CHECK(third.ended());
    const auto bad = one.ask("GET /\n");
    sent += bad.head.size() + bad.body.size();
    CHECK(one.ended());
    CHECK(open.counts().connections >= 1);
  }
  const Counts counts = open.counts();
  CHECK(counts.refused == 1);
  CHECK(counts.turned_away == 1);
  CHECK(counts.accepted == 2);
  CHECK(counts.answered == std::array<std::uint64_t, 6>{0, 0, 1, 0, 3, 0});
  CHECK(counts.sent == sent);
  CHECK(counts.handshakes_failed == 0);
}
