#include "relay/http/server.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <future>
#include <latch>
#include <stdexcept>

#include "tests/relay/http/a_door.h"
#include "tests/support/raw_client.h"

using namespace std::chrono_literals;
using relay::http::Request;
using relay::http::Response;
using tests::ADoor;
using tests::get;
using tests::RawClient;

namespace {

/// So many more descriptors may this process open, until lifted or gone.
class DescriptorsLeft {
 public:
  explicit DescriptorsLeft(rlim_t count) {
    ::getrlimit(RLIMIT_NOFILE, &before_);
    const int lowest_free = ::dup(STDERR_FILENO);
    ::close(lowest_free);
    const rlimit now{.rlim_cur = static_cast<rlim_t>(lowest_free) + count,
                     .rlim_max = before_.rlim_max};
    ::setrlimit(RLIMIT_NOFILE, &now);
  }
  ~DescriptorsLeft() { lift(); }
  void lift() const { ::setrlimit(RLIMIT_NOFILE, &before_); }

 private:
  rlimit before_{};
};

}  // namespace

TEST_CASE("a door tells whether a configured proxy asks and for whom", "[http][socket]") {
  ADoor door, behind_proxy;
  behind_proxy.settings.proxies = {*policy::Network::parse("127.0.0.0/8")};
  for (ADoor* const one : {&door, &behind_proxy}) {
    RawClient client{one->port()};
    CHECK(client.ask(get("/", "X-Forwarded-For: 10.1.2.3\r\n")).status == 200);
    CHECK(client.ask(get("/")).status == 200);
  }
  CHECK(door.asked()[0].peer == *policy::Address::parse("127.0.0.1"));
  CHECK_FALSE(door.asked()[0].forwarded);
  const auto asked = behind_proxy.asked();
  CHECK(asked[0].forwarded);
  CHECK(asked[0].peer == *policy::Address::parse("10.1.2.3"));
  CHECK(asked[0].peer_known);
  CHECK(asked[1].forwarded);
  CHECK_FALSE(asked[1].peer_known);
}

TEST_CASE("a door tells its answerer all about a request", "[http][socket]") {
  ADoor door;
  RawClient client{door.port()};
  const auto answer = client.ask(get("/./a%20b?q=%41", "User-Agent: t\r\n"));
  CHECK(answer.status == 200);
  CHECK(answer.body == "seen /a b");
  CHECK(answer.field("Date") == "Sun, 04 Jan 2026 00:00:00 GMT");
  CHECK(answer.field("Server").empty());

  const auto asked = door.asked();
  REQUIRE(asked.size() == 1);
  CHECK(asked[0].target == "/./a%20b?q=%41");
  CHECK(asked[0].query == "q=%41");
  CHECK(asked[0].peer.text() == "127.0.0.1");
  CHECK(asked[0].now == tests::day(3));
  CHECK(asked[0].field("user-agent") == "t");
  CHECK(asked[0].id.size() == 15);
}

TEST_CASE("a connection serves one request after the other", "[http][socket]") {
  ADoor door;
  RawClient client{door.port()};
  for (int i = 0; i < 5; ++i) {
    const auto answer = client.ask(get("/" + std::to_string(i)));
    CHECK(answer.body == "seen /" + std::to_string(i));
    CHECK(answer.field("Connection") == "keep-alive");
  }
  CHECK(client.ask(get("/last", "Connection: close\r\n")).field("Connection") == "close");
  CHECK(client.ended());
}

TEST_CASE("requests that were sent ahead are answered in order", "[http][socket]") {
  ADoor door;
  RawClient client{door.port()};
  client.send(get("/1") + get("/2") + "HEAD /3 HTTP/1.1\r\nHost: h\r\n\r\n" +
              get("/4", "Connection: close\r\n") + get("/5"));
  CHECK(client.answer().body == "seen /1");
  CHECK(client.answer().body == "seen /2");
  CHECK(client.answer(RawClient::Body::None).field("Content-Length") == "7");
  CHECK(client.answer().body == "seen /4");
  CHECK(client.ended());
  CHECK(door.asked().size() == 4);
}

TEST_CASE("an old client is answered and let go", "[http][socket]") {
  ADoor door;
  RawClient client{door.port()};
  CHECK(client.ask("GET / HTTP/1.0\r\n\r\n").body == "seen /");
  CHECK(client.ended());
  RawClient keeping{door.port()};
  CHECK(keeping.ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").field("Connection") ==
        "keep-alive");
  CHECK(keeping.ask("GET / HTTP/1.0\r\n\r\n").status == 200);
}

TEST_CASE("a connection ends after as many requests as it may have", "[http][socket]") {
  ADoor door;
  door.settings.limits.requests = 2;
  RawClient client{door.port()};
  CHECK(client.ask(get("/1")).field("Connection") == "keep-alive");
  CHECK(client.ask(get("/2")).field("Connection") == "close");
  CHECK(client.ended());
}

TEST_CASE("a door answers only for the hosts that it is told", "[http][socket]") {
  ADoor door;
  door.settings.hosts = {"relay.example", "127.0.0.1"};
  CHECK(RawClient{door.port()}.ask(get("/")).status == 200);
  CHECK(RawClient{door.port()}.ask("GET / HTTP/1.1\r\nHost: RELAY.example:8080\r\n\r\n").status ==
        200);
  for (const auto* head :
       {"GET / HTTP/1.1\r\nHost: evil\r\n\r\n", "GET / HTTP/1.0\r\n\r\n",
        "GET http://evil/ HTTP/1.0\r\n\r\n", "GET http://evil/ HTTP/1.1\r\nHost: evil\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: relay.example.evil\r\n\r\n"}) {
    CAPTURE(head);
    RawClient client{door.port()};
    CHECK(client.ask(head).status == 421);
    CHECK(client.ended());
  }
}

TEST_CASE("a body is read whole up to its limit", "[http][socket]") {
  ADoor door;
  door.settings.limits.body = 100'000;
  door.answer = [](const Request& request) { return Response{.body = request.body}; };
  const auto post = [](std::size_t size) {
    return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'b');
  };
  RawClient client{door.port()};
  CHECK(client.ask(post(0)).body.empty());
  CHECK(client.ask(post(5)).body == "bbbbb");
  client.send(post(100'000) + get("/after"));
  CHECK(client.answer().body == std::string(100'000, 'b'));
  CHECK(client.answer().status == 200);
  CHECK(client.ask(post(100'001)).status == 413);
  CHECK(client.ended());
}

TEST_CASE("a client that waits for leave to send its body gets it", "[http][socket]") {
  ADoor door;
  door.settings.limits.body = 5;
  door.answer = [](const Request& request) { return Response{.body = request.body}; };
  RawClient client{door.port()};
  const std::string head = "PUT / HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: ";
  CHECK(client.ask(head + "5\r\n\r\n").status == 100);
  CHECK(client.ask("hello").body == "hello");
  CHECK(client.ask(head + "6\r\n\r\n").status == 413);
  CHECK(client.ended());
}

TEST_CASE("an answer that fails is a 500 and the door goes on", "[http][socket]") {
  const tests::TempFolder folder;
  ADoor door;
  relay::io::Log log{door.clock, relay::io::Level::Notice, folder / "log"};
  door.settings.log = &log;
  door.answer = [](const Request&) -> Response { throw std::runtime_error{"the disk is on fire"}; };
  RawClient client{door.port()};
  const auto answer = client.ask(get("/secret"));
  const std::string id = door.asked().at(0).id;
  CHECK(answer.status == 500);
  CHECK(answer.body == "500 Internal Server Error, request " + id + "\n");
  CHECK(client.ask(get("/secret")).status == 500);
  door.shut();
  CHECK(tests::read_file(folder / "log")
            .find("test: request " + id + " for /secret failed: the disk is on fire") !=
        std::string::npos);
}

TEST_CASE("answers that block do not hold up other connections", "[http][socket]") {
  ADoor door;
  door.settings.handler_threads = 2;
  std::promise<void> go;
  const auto gone = go.get_future().share();
  door.answer = [gone](const Request& request) {
    if (request.path == "/slow") gone.wait();
    return Response{.body = "seen " + request.path};
  };
  RawClient slow{door.port()}, quick{door.port()};
  slow.send(get("/slow"));
  CHECK(quick.ask(get("/quick")).body == "seen /quick");
  go.set_value();
  CHECK(slow.answer().body == "seen /slow");
}

TEST_CASE("an address has only so many connections", "[http][socket]") {
  ADoor door;
  door.settings.limits.connections_per_address = 2;
  RawClient first{door.port()};
  CHECK(first.ask(get("/")).status == 200);
  {
    RawClient second{door.port()};
    CHECK(second.ask(get("/")).status == 200);
    RawClient third{door.port()};
    CHECK(third.ended());
    CHECK(second.ask(get("/", "Connection: close\r\n")).status == 200);
    CHECK(second.ended());
  }
  CHECK(first.ask(get("/")).status == 200);
}

TEST_CASE("a door without descriptors lets callers wait and goes on", "[http][socket]") {
  const tests::TempFolder folder;
  ADoor door;
  relay::io::Log log{door.clock, relay::io::Level::Notice, folder / "log"};
  door.settings.log = &log;
  const auto port = door.port();
  const DescriptorsLeft one{1};
  RawClient client{port};
  client.send(get("/"));
  CHECK_FALSE(client.ended_within(350ms));
  one.lift();
  CHECK(client.answer().status == 200);
  door.shut();
  const std::string said = tests::read_file(folder / "log");
  CHECK(said.find("no descriptor") != std::string::npos);
  CHECK(std::count(said.begin(), said.end(), '\n') == 1);
}

TEST_CASE("connections leave descriptors to others", "[http][socket]") {
  ADoor door;
  std::vector<std::unique_ptr<RawClient>> clients;
  bool turned_away = false;
  const DescriptorsLeft few{64};
  const auto port = door.port();
  while (!turned_away && clients.size() < 64) {
    clients.push_back(std::make_unique<RawClient>(port));
    turned_away = clients.back()->ended_within(50ms);
  }
  CHECK(turned_away);
  const int spare = ::dup(STDERR_FILENO);
  CHECK(spare != -1);
  ::close(spare);
  CHECK(clients.front()->ask(get("/")).status == 200);
}

TEST_CASE("several loops share one port and each gets what is posted", "[http][socket]") {
  ADoor door;
  door.settings.threads = 3;
  std::vector<int> of_loop(3, 0);
  door.answer = [&](const Request& request) {
    return Response{.body = std::to_string(of_loop.at(request.loop))};
  };
  auto& open = door.open();
  CHECK(open.loops() == 3);
  std::latch posted{3};
  open.post_to_loops([&](std::size_t loop) {
    of_loop.at(loop) = 7;
    posted.count_down();
  });
  posted.wait();
  for (int i = 0; i < 12; ++i) CHECK(RawClient{open.port()}.ask(get("/")).body == "7");
}

TEST_CASE("a port that is taken is named in the refusal to start", "[http][socket]") {
  ADoor door, second;
  second.settings.threads = GENERATE(std::size_t{1}, std::size_t{2});
  door.settings.threads = 2;
  second.settings.listen.port = door.port();
  CHECK_THROWS_WITH(second.open(),
                    Catch::StartsWith("cannot listen on 127.0.0.1:" + std::to_string(door.port())));
  second.settings.listen = {.host = "localhost", .port = 0};
  CHECK_THROWS_WITH(second.open(), Catch::Contains("an IP address is needed"));
}

TEST_CASE("a door that shuts finishes the request in progress", "[http][socket]") {
  ADoor door;
  door.settings.handler_threads = 1;
  std::promise<void> begun, go;
  door.answer = [&](const Request& request) {
    begun.set_value();
    go.get_future().wait();
    return Response{.body = "seen " + request.path};
  };
  RawClient busy{door.port()}, idle{door.port()};
  busy.send(get("/slow"));
  begun.get_future().wait();
  auto shut = std::async(std::launch::async, [&] { door.shut(); });
  CHECK(idle.ended());
  go.set_value();
  const auto answer = busy.answer();
  CHECK(answer.body == "seen /slow");
  CHECK(answer.field("Connection") == "close");
  CHECK(busy.ended());
}

TEST_CASE("a door that shuts does not wait longer than it may", "[http][socket]") {
  ADoor door;
  door.settings.limits.drain = 50ms;
  const auto port = door.port();
  RawClient stalled{port};
  stalled.send("GET / HT");
  CHECK(RawClient{port}.ask(get("/")).status == 200);
  door.shut();
  CHECK(stalled.ended());
  CHECK_THROWS(RawClient{port});
}
