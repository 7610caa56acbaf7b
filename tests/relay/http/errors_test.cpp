#include <catch2/catch.hpp>

#include <regex>
#include <stdexcept>

#include "tests/relay/http/kinds_of_doors.h"

using relay::http::Request;
using relay::http::Response;
using tests::ADoorOfAKind;
using tests::get;
using tests::KindOfDoor;
using tests::RawAnswer;

namespace {

/// A door that knows "/here" alone, and breaks at "/broken".
struct ASmallDoor : ADoorOfAKind {
  explicit ASmallDoor(const KindOfDoor& kind_of_it) : ADoorOfAKind{kind_of_it} {
    settings.hosts = {"relay.example", "127.0.0.1", "[::1]"};
    answer = [](const Request& request) -> Response {
      if (request.path == "/broken") throw std::runtime_error{"the disk /dev/secret is broken"};
      if (request.path != "/here") return {.status = 404};
      return {.body = "here"};
    };
  }
  RawAnswer ask(const std::string& bytes) { return client()->ask(bytes); }
  int status_for_host(const std::string& host) {
    return ask("GET /here HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
  }
};

bool names_us(const std::string& text) {
  static const std::regex kNames{
      "sluice|server:|x-powered-by|via:|boost|beast|asio|poco|openssl|/dev", std::regex::icase};
  return std::regex_search(text, kNames);
}

}  // namespace

TEST_CASE("an error says its status and its number and nothing else at every door",
          "[http][socket][errors]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ASmallDoor door{kind};
  struct Case {
    std::string bytes, status;
  };
  for (const Case& one :
       {Case{get("/nowhere"), "404 Not Found"}, Case{get("/broken"), "500 Internal Server Error"},
        Case{get("/%00"), "400 Bad Request"},
        Case{"POST /here HTTP/1.1\r\nHost: relay.example\r\nContent-Length: 9\r\n\r\n",
             "413 Content Too Large"},
        Case{get("/" + std::string(8'192, 'a')), "414 URI Too Long"},
        Case{get("/here", "Expect: x\r\n"), "417 Expectation Failed"},
        Case{"GET /here HTTP/1.1\r\nHost: evil\r\n\r\n", "421 Misdirected Request"},
        Case{get("/here", "X: " + std::string(8'192, 'a') + "\r\n"),
             "431 Request Header Fields Too Large"},
        Case{"BREW /here HTTP/1.1\r\nHost: relay.example\r\n\r\n", "501 Not Implemented"},
        Case{"GET /here HTTP/3.0\r\nHost: relay.example\r\n\r\n",
             "505 HTTP Version Not Supported"}}) {
    CAPTURE(kind.name, one.status);
    const auto answer = door.ask(one.bytes);
    CHECK(answer.head.starts_with("HTTP/1.1 " + one.status + "\r\n"));
    CHECK_THAT(answer.body, Catch::Matches(one.status + ", request [0-9a-f]{15}\n"));
    CHECK(answer.field("Content-Type") == "text/plain; charset=utf-8");
    CHECK(answer.field("X-Content-Type-Options") == "nosniff");
    CHECK_FALSE(names_us(answer.head + answer.body));
  }
}

TEST_CASE("no answer says what we are at any door", "[http][socket][errors]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  CAPTURE(kind.name);
  ASmallDoor door{kind};
  const auto answer = door.ask(get("/here"));
  CHECK(answer.status == 200);
  CHECK_FALSE(names_us(answer.head));
}

TEST_CASE("every door answers for its own hosts alone however they are named",
          "[http][socket][errors]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  CAPTURE(kind.name);
  ASmallDoor door{kind};
  for (const auto* host : {"relay.example", "RELAY.Example", "relay.example:1", "127.0.0.1:8080",
                           "[::1]", "[::1]:8443"}) {
    CAPTURE(host);
    CHECK(door.status_for_host(host) == 200);
  }
  for (const auto* host :
       {"evil", "relay.example.evil", "evil.relay.example", "relay.exampl", "relay.example.",
        "127.0.0.2", "127.1", "2130706433", "[::2]", "localhost"}) {
    CAPTURE(host);
    CHECK(door.status_for_host(host) == 421);
  }
  CHECK(door.ask("GET http://relay.example/here HTTP/1.1\r\nHost: relay.example\r\n\r\n").status ==
        200);
  CHECK(door.ask("GET http://evil/here HTTP/1.1\r\nHost: evil\r\n\r\n").status == 421);
  CHECK(door.ask("GET http://evil/here HTTP/1.0\r\n\r\n").status == 421);
  CHECK(door.ask("GET /here HTTP/1.0\r\n\r\n").status == 421);
}

TEST_CASE("what a client did wrong is answered as its own request and not as one before it",
          "[http][socket][errors]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  CAPTURE(kind.name);
  ASmallDoor door{kind};
  const auto client = door.client();
  client->send("HEAD /here HTTP/1.1\r\nHost: relay.example\r\n\r\n");
  CHECK(client->answer(tests::RawClient::Body::None).status == 200);
  const auto answer = client->ask("GET /here\r\n\r\n");
  CHECK(answer.status == 400);
  CHECK_THAT(answer.body, Catch::StartsWith("400 Bad Request, request "));
  CHECK(client->ended());
}
