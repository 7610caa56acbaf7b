#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/relay/http/a_door.h"
#include "tests/support/raw_tls_client.h"

using relay::http::FileBody;
using relay::http::Request;
using relay::http::Response;
using relay::http::Treatment;
using tests::ADoor;
using tests::get;
using tests::RawClient;
using tests::RawTlsClient;

namespace {

constexpr std::size_t kLarge = 1'500'000;

/// A door with three loops and two workers, a file of each kind, and who is to be answered by whom.
struct BusyDoor : ADoor {
  tests::TempFolder folder;
  std::atomic<int> delivered{0};

  explicit BusyDoor(bool tls) {
    tests::write_file(folder / "small", std::string(1'000, 's'));
    tests::write_file(folder / "large", std::string(kLarge, 'l'));
    if (tls) settings.tls = tests::certificate_in(folder);
    settings.threads = 3;
    settings.handler_threads = 2;
    settings.treatment = [](const Request& head) -> Treatment {
      if (head.path != "/work") return {};
      return {.body = 100, .answered = Treatment::Answered::ByWorkers};
    };
    answer = [this](const Request& request) -> Response {
      if (request.path == "/work") return {.body = request.body};
      const bool small = request.path == "/small";
      return {.body = FileBody{folder / request.path.substr(1), small ? 1'000 : kLarge},
              .delivered = [this](const auto&) { ++delivered; }};
    };
  }
};

/// What one client asks, one after the other; how many answers were not what they should be.
template <class Client>
int wrong_answers(std::uint16_t port, int rounds) {
  int wrong = 0;
  Client client{port};
  for (int i = 0; i < rounds; ++i) {
    client.send(get("/small") + "POST /work HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello" +
                get("/large"));
    if (client.answer().body != std::string(1'000, 's')) ++wrong;
    if (client.answer().body != "hello") ++wrong;
    if (client.answer().body.size() != kLarge) ++wrong;
    // One that breaks off in the middle.
    Client rude{port};
    rude.send(get("/large"));
    rude.answer(RawClient::Body::None);
  }
  return wrong;
}

template <class Client>
void hammer(BusyDoor& door, int rounds) {
  auto& open = door.open();
  std::atomic<int> wrong{0};
  {
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i) {
      clients.emplace_back([&] { wrong += wrong_answers<Client>(open.port(), rounds); });
    }
    std::vector<int> posted(open.loops(), 0);
    for (int i = 0; i < 50; ++i) {
      open.reload_certificate();
      open.post_to_loops([&posted](std::size_t loop) { ++posted[loop]; });
      (void)open.counts();
    }
    clients.clear();
    door.shut();
    CHECK(posted == std::vector<int>(3, 50));
  }
  CHECK(wrong == 0);
  CHECK(door.delivered == 4 * rounds * 3);
}

}  // namespace

TEST_CASE("many clients at once are each given their own", "[http][socket][load]") {
  BusyDoor door{false};
  hammer<RawClient>(door, 10);
}

TEST_CASE("many clients at once are each given their own under TLS", "[http][socket][load][tls]") {
  BusyDoor door{true};
  hammer<RawTlsClient>(door, 5);
}
