#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <vector>

#include "tests/e2e/a_real_program.h"
#include "tests/support/raw_tls_client.h"

using namespace std::chrono_literals;
using tests::ARealProgram;
using tests::Background;
using tests::RawClient;
using tests::RawTlsClient;

namespace {

using Crowd = std::vector<std::unique_ptr<RawClient>>;

/// More than the kernel holds for one who does not read.
constexpr std::size_t kLarge = 24'000'000;

std::string request(const std::string& path) {
  return "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
}

/// A program that serves a small file and a large one.
struct Serving : ARealProgram {
  explicit Serving(const Doors& doors) : ARealProgram{tests::kFilesForAll, doors} {
    publish({{"small.txt", "small"}, {"large.bin", std::string(kLarge, 'x')}});
    relay = std::make_unique<Background>(words({"run"}));
    REQUIRE(get("/healthz").output == "ok\n");
    REQUIRE(sluice({"sync", "acme"}).exit_code == 0);
  }

  std::unique_ptr<RawClient> client(bool tls) const {
    // With 1.2, as 1.3 sends tickets later, which look like an answer from outside.
    if (tls) return std::make_unique<RawTlsClient>(tls_port, TLS1_2_VERSION);
    return std::make_unique<RawClient>(port);
  }
  /// So many that each say this and then neither say nor read more.
  void join(Crowd& crowd, std::size_t count, bool tls, const std::string& says) const {
    for (std::size_t i = 0; i < count; ++i) {
      crowd.push_back(client(tls));
      crowd.back()->send(says);
    }
  }
  bool answers(bool tls) const {
    return client(tls)->ask(request("/acme/small.txt")).body == "small";
  }
  /// Nobody listens any more; a loop of the door may be a moment behind another.
  static bool turns_away(std::uint16_t port) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < until) {
      try {
        const RawClient late{port};
      } catch (const std::runtime_error&) {
        return true;
      }
    }
    return false;
  }
  bool lets_people_in() const { return sluice({"status"}).exit_code == 0; }

  std::unique_ptr<Background> relay;
};

bool all_held(const Crowd& crowd) {
  for (const auto& one : crowd) {
    if (one->ended_within(0ms)) return false;
  }
  return true;
}

/// Whether so many are sent away, within five seconds; which ones is up to the door's loops.
bool turned_away(const Crowd& crowd, long count) {
  const auto until = std::chrono::steady_clock::now() + 5s;
  const auto ended = [](const auto& one) { return one->ended_within(0ms); };
  while (std::chrono::steady_clock::now() < until) {
    if (std::ranges::count_if(crowd, ended) >= count) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("hundreds who send or read nothing keep nobody waiting and are sent away",
          "[e2e][hostile]") {
  const std::string limit = ", connections_per_address: 2000";
  const Serving serving{{.plain = limit, .tls = limit}};
  Crowd halves, readers;  // Of a head; and of an answer, or in the middle of a body.
  for (const bool tls : {false, true}) {
    const std::size_t count = tls ? 50 : 200;
    serving.join(halves, count, tls, "GET /acme/small.txt HTTP/1.1\r\nHo");
    serving.join(readers, count / 2, tls,
                 "POST /v1/enrol HTTP/1.1\r\nHost: a\r\nContent-Length: 9000\r\n\r\n{");
    serving.join(readers, count, tls, request("/acme/large.bin"));
  }

  for (int i = 0; i < 50; ++i) {
    CAPTURE(i);
    CHECK(serving.answers(i % 2 == 1));
  }
  CHECK(serving.lets_people_in());
  CHECK(all_held(readers));

  // A byte now and then buys no time: the deadline is for all of a head.
  const auto began = std::chrono::steady_clock::now();
  while (std::chrono::steady_clock::now() - began < 12s && !halves[0]->ended_within(500ms)) {
    for (auto& one : halves) one->send("s");
  }
  for (std::size_t i = 0; i < halves.size(); ++i) {
    CAPTURE(i);
    CHECK(halves[i]->ended_within(10s));
  }
}

TEST_CASE("each door answers while another has no place left", "[e2e][hostile]") {
  const bool tls_is_full = GENERATE(false, true);
  CAPTURE(tls_is_full);
  const std::string limit = ", connections: 40";
  const Serving serving{{.plain = tls_is_full ? "" : limit, .tls = tls_is_full ? limit : ""}};
  // More than have a place, who say nothing; an earlier caller may still be leaving.
  Crowd crowd;
  const auto full = tls_is_full ? serving.tls_port : serving.port;
  for (int i = 0; i < 60; ++i) crowd.push_back(std::make_unique<RawClient>(full));
  CHECK(turned_away(crowd, 20));
  CHECK(serving.answers(!tls_is_full));
  CHECK(serving.lets_people_in());
  CHECK(RawClient{full}.ended_within(5s));
  crowd.clear();
  // Places become free again.
  const auto until = std::chrono::steady_clock::now() + 10s;
  bool free = false;
  while (!free && std::chrono::steady_clock::now() < until) {
    try {
      free = serving.answers(tls_is_full);
    } catch (const std::runtime_error&) {  // Turned away once more.
    }
  }
  CHECK(free);
}

TEST_CASE("a relay that is told to stop ends what it has begun and begins nothing",
          "[e2e][hostile]") {
  const Serving serving{{}};
  for (const bool tls : {false, true}) REQUIRE(serving.answers(tls));
  const auto plain = serving.client(false), tls = serving.client(true);
  const auto idle = serving.client(false);
  for (auto* const one : {plain.get(), tls.get()}) {
    one->send(request("/acme/large.bin"));
    CHECK(one->answer(RawClient::Body::None).status == 200);
  }
  serving.relay->stop();
  CHECK(idle->ended_within(10s));
  CHECK(serving.turns_away(serving.port));
  CHECK(serving.turns_away(serving.tls_port));

  for (auto* const one : {plain.get(), tls.get()}) CHECK(one->rest().size() == kLarge);
  CHECK(serving.relay->wait() == 0);
}
