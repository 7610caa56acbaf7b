#include <catch2/catch.hpp>

#include <set>

#include "tests/relay/http/framing_cases.h"
#include "tests/relay/http/kinds_of_doors.h"

using tests::ADoor;
using tests::ADoorOfAKind;
using tests::get;
using tests::KindOfDoor;
using tests::RawClient;

namespace {

/// What must never be taken for a request: it stands where a body, or nothing, is.
const std::string kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";

/// A request line of so many bytes; with the fields a head.
std::string line_of(std::size_t size) {
  const std::string method = "GET /", version = " HTTP/1.1";
  return method + std::string(size - method.size() - version.size(), 'a') + version + "\r\n";
}
std::string field_of(std::size_t size) {
  return "X: " + std::string(size - 3, 'a') + "\r\n";
}
std::string fields(std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += "F: v\r\n";
  return all;
}
/// A head of so many bytes in all, its end included.
std::string head_of(std::size_t size) {
  std::string head = "GET / HTTP/1.1\r\nHost: h\r\n";
  constexpr std::size_t kField = 4'000, kEnd = 2;
  while (size - head.size() - kEnd > 2 * kField) head += field_of(kField);
  return head + field_of(size - head.size() - 2 * kEnd) + "\r\n";
}

struct Limit {
  std::string name;
  std::string within;
  std::string beyond;
  int status;
};

std::vector<Limit> limits() {
  const std::string host = "Host: h\r\n", get = "GET / HTTP/1.1\r\nHost: h\r\n";
  return {{"request line", line_of(8'192) + host + "\r\n", line_of(8'193) + host + "\r\n", 414},
          {"field", get + field_of(8'192) + "\r\n", get + field_of(8'193) + "\r\n", 431},
          {"fields", get + fields(63) + "\r\n", get + fields(64) + "\r\n", 431},
          {"head", head_of(32'768), head_of(32'769), 431}};
}

}  // namespace

TEST_CASE("the framing cases are many and each is named and has its rule", "[http][framing]") {
  std::set<std::string> names;
  for (const auto& one : tests::framing_cases()) {
    CHECK(names.insert(one.name).second);
    CHECK(one.rule.starts_with("RFC "));
  }
  CHECK(names.size() >= 48);
}

TEST_CASE("a request that two servers could read in two ways ends the connection at every door",
          "[http][socket][framing]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ADoorOfAKind door{kind};
  for (const auto& one : tests::framing_cases()) {
    CAPTURE(kind.name, one.name, one.rule);
    const auto client = door.client();
    client->send(one.bytes + kSmuggled);
    const auto body =
        one.bytes.starts_with("HEAD") ? RawClient::Body::None : RawClient::Body::Follows;
    const auto answer = client->answer(body);
    CHECK(answer.status == one.status);
    CHECK(answer.field("Connection") == "close");
    CHECK(client->ended());
  }
  CHECK(door.asked().empty());
  CHECK(door.client()->ask(get("/after")).status == 200);
}

TEST_CASE("each limit of a head holds from both sides at every door", "[http][socket][framing]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  ADoorOfAKind door{kind};
  for (const auto& limit : limits()) {
    CAPTURE(kind.name, limit.name);
    const auto client = door.client();
    CHECK(client->ask(limit.within).status == 200);
    client->send(limit.beyond + kSmuggled);
    CHECK(client->answer().status == limit.status);
    CHECK(client->ended());
  }
  CHECK(door.asked().size() == limits().size());
}

TEST_CASE("a body that nobody takes ends the connection and one that is taken does not",
          "[http][socket][framing]") {
  const KindOfDoor kind = GENERATE(from_range(tests::kKindsOfDoors));
  CAPTURE(kind.name);
  ADoorOfAKind door{kind};
  const auto post = [](std::size_t size) {
    return "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'b');
  };
  const auto client = door.client();
  client->send(post(kind.body) + post(0) + get("/next") + post(kind.body + 1) + kSmuggled);
  for (const int status : {200, 200, 200, 413}) CHECK(client->answer().status == status);
  CHECK(client->ended());
  const auto asked = door.asked();
  REQUIRE(asked.size() == 3);
  CHECK(asked[0].body == std::string(kind.body, 'b'));
  CHECK(asked[2].path == "/next");
}

TEST_CASE("a head that breaks off is nobody's request", "[http][socket][framing]") {
  ADoor door;
  for (const auto* bytes :
       {"", "G", "GET / HTTP/1.1\r\nHost: h\r\n", "GET / HTTP/1.1\r\nHost: h\r\n\r"}) {
    CAPTURE(bytes);
    RawClient client{door.port()};
    client.send(bytes);
    client.stop_sending();
    CHECK(client.ended());
  }
  CHECK(door.asked().empty());
}
