#include "relay/http/head_rules.h"

#include <catch2/catch.hpp>

using relay::http::Head;
using relay::http::HeadScan;
using relay::http::Limits;
using relay::http::Method;
using relay::http::read_head;

namespace {

Head good(const std::string& head) {
  const auto read = read_head(head + "\r\n");
  CAPTURE(head);
  REQUIRE(read);
  return *read;
}

int refused(const std::string& head) {
  const auto read = read_head(head + "\r\n");
  return read ? 0 : read.error().status;
}

/// Scans as if every byte came alone: 0 while there must be more, its length when it is complete,
/// the status, negative, when it is refused.
int scanned(const std::string& bytes, const Limits& limits = {}) {
  HeadScan scan{limits};
  for (std::size_t arrived = 1; arrived <= bytes.size(); ++arrived) {
    const auto found = scan.look(std::string_view{bytes}.substr(0, arrived));
    if (!found) return -found.error().status;
    if (*found) return static_cast<int>(**found);
  }
  return 0;
}

const std::string kHost = "Host: h\r\n";

}  // namespace

TEST_CASE("a head is read into values", "[http][head]") {
  const Head head =
      good("POST /a?b HTTP/1.1\r\nHOST: Relay:80\r\ncontent-length:  12 \r\nX:\r\nX: \t2\t\r\n");
  CHECK(head.method == Method::Post);
  CHECK(head.target == "/a?b");
  CHECK(head.host == "relay");
  CHECK(head.body == 12);
  CHECK(head.keep_alive);
  REQUIRE(head.fields.size() == 4);
  CHECK(head.fields[0].name == "HOST");
  CHECK(head.fields[2].value.empty());
  CHECK(head.fields[3].value == "2");
}

TEST_CASE("whether a connection goes on is said by version and Connection", "[http][head]") {
  const auto kept = [](const std::string& version, const std::string& fields) {
    return good("GET / HTTP/" + version + "\r\n" + kHost + fields).keep_alive;
  };
  CHECK(kept("1.1", ""));
  CHECK_FALSE(kept("1.0", ""));
  CHECK(kept("1.0", "Connection: Keep-Alive\r\n"));
  CHECK_FALSE(kept("1.1", "Connection: close\r\n"));
  CHECK_FALSE(kept("1.1", "connection: x, CLOSE ,y\r\n"));
  CHECK_FALSE(kept("1.1", "Connection: x\r\nConnection: close\r\n"));
  CHECK_FALSE(kept("1.0", "Connection: keep-alive, close\r\n"));
  CHECK(kept("1.1", "Connection: closed\r\n"));
}

TEST_CASE("an absolute target is one of http with the host of Host", "[http][head]") {
  CHECK(good("GET http://H:80/a?b HTTP/1.1\r\nHost: h:80\r\n").target == "/a?b");
  CHECK(good("GET HTTPS://h HTTP/1.1\r\nHost: h\r\n").target == "/");
  CHECK(good("GET http://h?q HTTP/1.1\r\nHost: h\r\n").target == "/?q");
  CHECK(good("GET http://other/ HTTP/1.0\r\n").host == "other");
  for (const auto* target : {"http://other/", "http://h:81/", "http:///a", "http://u@h/",
                             "ftp://h/", "http:/h", "h:80", "*", "http://h#f", "/a#f"}) {
    CAPTURE(target);
    const auto head = read_head("GET " + std::string{target} + " HTTP/1.1\r\n" + kHost + "\r\n");
    REQUIRE_FALSE(head);
    CHECK(head.error().status == 400);
  }
}

TEST_CASE("an old client may leave Host out and an expectation alone", "[http][head]") {
  CHECK(good("GET / HTTP/1.0\r\n").host.empty());
  CHECK_FALSE(good("GET / HTTP/1.0\r\nExpect: 100-continue\r\n").expects_continue);
  CHECK(good("GET / HTTP/1.1\r\n" + kHost + "Expect: 100-Continue\r\n").expects_continue);
}

TEST_CASE("what could be read in two ways is refused", "[http][head]") {
  struct Case {
    std::string head;
    int status;
  };
  const std::string get = "GET / HTTP/1.1\r\n", post = "POST / HTTP/1.1\r\n";
  const auto one = GENERATE_COPY(values<Case>({
      // The request line.
      {"", 400},
      {"GET\r\n", 400},
      {"GET /\r\n", 400},
      {"GET  / HTTP/1.1\r\n" + kHost, 400},
      {"GET /  HTTP/1.1\r\n" + kHost, 400},
      {"GET / a HTTP/1.1\r\n" + kHost, 400},
      {" GET / HTTP/1.1\r\n" + kHost, 400},
      {"GET / HTTP/1.1 \r\n" + kHost, 400},
      {"GET\t/ HTTP/1.1\r\n" + kHost, 400},
      {"G(T / HTTP/1.1\r\n" + kHost, 400},
      {"GET /\x01 HTTP/1.1\r\n" + kHost, 400},
      {"GET /\x80 HTTP/1.1\r\n" + kHost, 400},
      {"get / HTTP/1.1\r\n" + kHost, 501},
      {"OPTIONS / HTTP/1.1\r\n" + kHost, 501},
      {"TRACE / HTTP/1.1\r\n" + kHost, 501},
      {"CONNECT h:80 HTTP/1.1\r\n" + kHost, 501},
      {"GETX / HTTP/1.1\r\n" + kHost, 501},
      {"GET / HTTP/1.2\r\n" + kHost, 505},
      {"GET / HTTP/2.0\r\n" + kHost, 505},
      {"GET / HTTP/0.9\r\n" + kHost, 505},
      {"GET / http/1.1\r\n" + kHost, 400},
      {"GET / HTTP/1.10\r\n" + kHost, 400},
      {"GET / HTTP/11\r\n" + kHost, 400},
      {"GET / HTTP/1,1\r\n" + kHost, 400},
      // Fields.
      {get + kHost + " folded\r\n", 400},
      {get + kHost + "\tfolded\r\n", 400},
      {get + " " + kHost, 400},
      {get + kHost + "A : b\r\n", 400},
      {get + kHost + "A\t: b\r\n", 400},
      {get + kHost + ": b\r\n", 400},
      {get + kHost + "A b: c\r\n", 400},
      {get + kHost + "A\r\n", 400},
      {get + kHost + "A(: b\r\n", 400},
      {get + kHost + "A: b\x01\r\n", 400},
      {get + kHost + "A: b\x7f\r\n", 400},
      {get + kHost + "A: b\rc\r\n", 400},
      {get + kHost + "A: b\nB: c\r\n", 400},
      {get + kHost + std::string{"A: b\0\r\n", 7}, 400},
      // Host.
      {get, 400},
      {get + kHost + kHost, 400},
      {get + kHost + "host: other\r\n", 400},
      {get + "Host:\r\n", 400},
      {get + "Host: a b\r\n", 400},
      {get + "Host: a/b\r\n", 400},
      {get + "Host: a, b\r\n", 400},
      {get + "Host: u@a\r\n", 400},
      {"GET / HTTP/1.0\r\n" + kHost + kHost, 400},
      // The length of the body.
      {post + kHost + "Content-Length: 1\r\nContent-Length: 1\r\n", 400},
      {post + kHost + "Content-Length: 1\r\nContent-Length: 2\r\n", 400},
      {post + kHost + "Content-Length: 4, 4\r\n", 400},
      {post + kHost + "Content-Length: +4\r\n", 400},
      {post + kHost + "Content-Length: -4\r\n", 400},
      {post + kHost + "Content-Length:\r\n", 400},
      {post + kHost + "Content-Length: 0x4\r\n", 400},
      {post + kHost + "Content-Length: 4 4\r\n", 400},
      {post + kHost + "Content-Length: 4.0\r\n", 400},
      {post + kHost + "Content-Length: 18446744073709551616\r\n", 400},
      {post + kHost + "Content-Length: 99999999999999999999999\r\n", 400},
      {post + kHost + "Transfer-Encoding: chunked\r\n", 501},
      {post + kHost + "Transfer-Encoding: xchunked\r\n", 501},
      {post + kHost + "Transfer-Encoding: identity\r\n", 501},
      {post + kHost + "transfer-encoding:\r\n", 501},
      {post + kHost + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 501},
      {post + kHost + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", 400},
      {post + kHost + "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", 400},
      {post + kHost + "Transfer-Encoding : chunked\r\n", 400},
      {"POST / HTTP/1.0\r\n" + kHost + "Transfer-Encoding: chunked\r\n", 400},
      // Options.
      {get + kHost + "Connection: clo se\r\n", 400},
      {get + kHost + "Connection: close;\r\n", 400},
      {post + kHost + "Expect: 200-ok\r\n", 417},
      {post + kHost + "Expect:\r\n", 417},
      {post + kHost + "Expect: 100-continue, x\r\n", 417},
  }));
  CAPTURE(one.head);
  CHECK(refused(one.head) == one.status);
}

TEST_CASE("a body's length is read up to the largest number there is", "[http][head]") {
  CHECK(good("PUT / HTTP/1.1\r\n" + kHost + "Content-Length: 18446744073709551615\r\n").body ==
        18'446'744'073'709'551'615U);
  CHECK(good("PUT / HTTP/1.1\r\n" + kHost + "Content-Length: 0\r\n").body == 0);
  CHECK(good("PUT / HTTP/1.1\r\n" + kHost + "Content-Length: 007\r\n").body == 7);
  CHECK(good("PUT / HTTP/1.1\r\n" + kHost).body == 0);
}

TEST_CASE("a head without its empty line is not read", "[http][head]") {
  CHECK_FALSE(read_head("GET / HTTP/1.1\r\nHost: h\r\n"));
  CHECK_FALSE(read_head("GET / HTTP/1.1\r\nHost: h"));
  CHECK_FALSE(read_head(""));
}

TEST_CASE("a head ends at its first empty line whatever follows", "[http][head]") {
  const std::string head = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";
  CHECK(scanned(head) == static_cast<int>(head.size()));
  CHECK(scanned(head.substr(0, head.size() - 1)) == 0);
  const Limits limits;
  CHECK(HeadScan{limits}.look(head + head).value() == head.size());
}

TEST_CASE("a byte that cannot be right is refused as soon as it arrives", "[http][head]") {
  CHECK(scanned("GET / HTTP/1.1\n") == -400);
  CHECK(scanned("GET / HTTP/1.1\r\nHost: h\n") == -400);
  CHECK(scanned("GET / HTTP/1.1\r\nHost: h\r\n\n") == -400);
  CHECK(scanned("GET / HTTP/1.1\rH") == -400);
  CHECK(scanned("GET / HTTP/1.1\r\r") == -400);
  CHECK(scanned("\r\n") == -400);
  CHECK(scanned("\n") == -400);
  CHECK(scanned(std::string{"GE\0", 3}) == -400);
  CHECK(scanned(std::string{"\x16\x03\x01\x02\0", 5}) == -400);  // A TLS client at the wrong door.
}

TEST_CASE("a head is refused one byte beyond each limit and not before", "[http][head]") {
  Limits limits;
  limits.line = 20;
  limits.head = 60;
  limits.fields = 2;
  const auto text = [](std::size_t size) { return std::string(size, 'a'); };
  const auto length = [&](const std::string& bytes) { return scanned(bytes, limits); };

  CHECK(length(text(20) + "\r\n\r\n") == 24);
  CHECK(length(text(21)) == -414);
  CHECK(length("a\r\n" + text(20) + "\r\n\r\n") == 27);
  CHECK(length("a\r\n" + text(21)) == -431);
  CHECK(length("a\r\nb\r\nc\r\n\r\n") == 11);
  CHECK(length("a\r\nb\r\nc\r\nd") == -431);

  limits.fields = 64;
  CHECK(length(text(20) + "\r\n" + text(20) + "\r\n" + text(12) + "\r\n\r\n") == 60);
  CHECK(length(text(20) + "\r\n" + text(20) + "\r\n" + text(13) + "\r\n\r\n") == -431);
}
