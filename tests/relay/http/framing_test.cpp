#include <catch2/catch.hpp>

#include <algorithm>

#include "tests/relay/http/a_door.h"
#include "tests/support/raw_tls_client.h"

using tests::ADoor;
using tests::get;
using tests::RawClient;
using tests::RawTlsClient;

namespace {

struct Case {
  std::string name;
  std::string bytes;
  int status;  ///< 0: the connection ends without an answer.
};

/// What must never be taken for a request: it stands where a body, or nothing, is.
const std::string kSmuggled = "GET /smuggled HTTP/1.1\r\nHost: h\r\n\r\n";
const std::string kGet = "GET / HTTP/1.1\r\n";
const std::string kPost = "POST / HTTP/1.1\r\nHost: h\r\n";
const std::string kHost = "Host: h\r\n";

std::string many_fields(std::size_t count) {
  std::string fields;
  for (std::size_t i = 0; i < count; ++i) fields += "F" + std::to_string(i) + ": v\r\n";
  return fields;
}

std::vector<Case> cases() {
  const std::string chunked = "Transfer-Encoding: chunked\r\n";
  return {
      {"CL.TE", kPost + "Content-Length: 6\r\n" + chunked + "\r\n0\r\n\r\nG", 400},
      {"TE.CL", kPost + chunked + "Content-Length: 4\r\n\r\n5c\r\n", 400},
      {"TE.TE", kPost + chunked + "Transfer-Encoding: x\r\n\r\n0\r\n\r\n", 501},
      {"TE alone", kPost + chunked + "\r\n0\r\n\r\n", 501},
      {"TE on a GET", kGet + kHost + chunked + "\r\n0\r\n\r\n", 501},
      {"TE that is unknown", kPost + "Transfer-Encoding: xchunked\r\n\r\n", 501},
      {"TE in capitals", kPost + "TRANSFER-ENCODING: CHUNKED\r\n\r\n0\r\n\r\n", 501},
      {"TE with a list", kPost + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", 501},
      {"TE with a tab", kPost + "Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n", 501},
      {"TE with a vertical tab",
       kPost + "Transfer-Encoding:\x0b"
               "chunked\r\n\r\n",
       400},
      {"TE with a space before its colon", kPost + "Transfer-Encoding : chunked\r\n\r\n", 400},
      {"TE folded", kPost + "Transfer-Encoding:\r\n chunked\r\n\r\n", 400},
      {"TE in HTTP/1.0", "POST / HTTP/1.0\r\n" + kHost + chunked + "\r\n0\r\n\r\n", 400},
      {"TE behind a bare line feed", kPost + "X: y\nTransfer-Encoding: chunked\r\n\r\n", 400},
      {"TE behind a bare return", kPost + "X: y\rTransfer-Encoding: chunked\r\n\r\n", 400},
      {"chunk extension", kPost + chunked + "\r\n2;a\nbb\r\nxx\r\n0\r\n\r\n", 501},
      {"CL twice, equal", kPost + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400},
      {"CL twice, different", kPost + "Content-Length: 0\r\nContent-Length: 5\r\n\r\nhello", 400},
      {"CL as a list", kPost + "Content-Length: 4, 4\r\n\r\nbody", 400},
      {"CL with a plus", kPost + "Content-Length: +4\r\n\r\nbody", 400},
      {"CL with a minus", kPost + "Content-Length: -4\r\n\r\nbody", 400},
      {"CL in hexadecimal", kPost + "Content-Length: 0x4\r\n\r\nbody", 400},
      {"CL with a space inside", kPost + "Content-Length: 1 0\r\n\r\nbody", 400},
      {"CL empty", kPost + "Content-Length:\r\n\r\n", 400},
      {"CL that wraps around 64 bits", kPost + "Content-Length: 18446744073709551617\r\n\r\n", 400},
      {"CL that wraps around 32 bits", kPost + "Content-Length: 4294967296\r\n\r\n", 413},
      {"CL with a space before its colon", kPost + "Content-Length : 5\r\n\r\nhello", 400},
      {"CL folded", kPost + "Content-Length: 1\r\n 0\r\n\r\nhello", 400},
      {"CL on a GET", kGet + kHost + "Content-Length: 37\r\n\r\n", 413},
      {"CL.0", kPost + "Content-Length: 37\r\n\r\n", 413},
      {"body beyond the limit", kPost + "Content-Length: 5\r\n\r\nhello", 413},
      {"Expect that is unknown", kPost + "Expect: x\r\nContent-Length: 5\r\n\r\nhello", 417},
      {"Expect before a body beyond the limit",
       kPost + "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n", 413},
      {"no Host", kGet + "\r\n", 400},
      {"two Hosts", kGet + kHost + kHost + "\r\n", 400},
      {"two Hosts, different", kGet + kHost + "Host: evil\r\n\r\n", 400},
      {"Host empty", kGet + "Host:\r\n\r\n", 400},
      {"Host with a path", kGet + "Host: h/evil\r\n\r\n", 400},
      {"Host folded", kGet + "Host:\r\n h\r\n\r\n", 400},
      {"Host other than the target's", "GET http://evil/ HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"bare line feeds", "GET / HTTP/1.1\nHost: h\n\n", 400},
      {"bare line feed at the head's end", kGet + kHost + "\n", 400},
      {"bare return in a value", kGet + kHost + "X: a\rb\r\n\r\n", 400},
      {"empty line first", "\r\n" + get("/"), 400},
      {"NUL in the request line", std::string{"GET /\0 HTTP/1.1\r\n", 17} + kHost + "\r\n", 400},
      {"NUL in a value", kGet + kHost + std::string{"X: a\0b\r\n\r\n", 10}, 400},
      {"NUL in a name", kGet + kHost + std::string{"X\0: ab\r\n\r\n", 10}, 400},
      {"obs-fold", kGet + kHost + "X: a\r\n b\r\n\r\n", 400},
      {"space before the first field", kGet + " " + kHost + "\r\n", 400},
      {"name empty", kGet + kHost + ": a\r\n\r\n", 400},
      {"name with a space", kGet + kHost + "X Y: a\r\n\r\n", 400},
      {"field without a colon", kGet + kHost + "X\r\n\r\n", 400},
      {"control in a value", kGet + kHost + "X: \x02\r\n\r\n", 400},
      {"HTTP/0.9", "GET /\r\n\r\n", 400},
      {"HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 501},
      {"version unknown", "GET / HTTP/1.9\r\n" + kHost + "\r\n", 505},
      {"version in small letters", "GET / http/1.1\r\n" + kHost + "\r\n", 400},
      {"version with a tail", "GET / HTTP/1.1x\r\n" + kHost + "\r\n", 400},
      {"two spaces", "GET  / HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"tab instead of a space", "GET\t/ HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"target of two words", "GET /a b HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"method unknown", "BREW / HTTP/1.1\r\n" + kHost + "\r\n", 501},
      {"method in small letters", "get / HTTP/1.1\r\n" + kHost + "\r\n", 501},
      {"TRACE", "TRACE / HTTP/1.1\r\n" + kHost + "\r\n", 501},
      {"CONNECT", "CONNECT h:443 HTTP/1.1\r\n" + kHost + "\r\n", 501},
      {"asterisk", "GET * HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"fragment", "GET /a#b HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"way out", "GET /a/../../etc/passwd HTTP/1.1\r\n" + kHost + "\r\n", 400},
      {"request line too long", "GET /" + std::string(8'192, 'a') + " HTTP/1.1\r\n", 414},
      {"field too long", kGet + kHost + "X: " + std::string(8'192, 'a') + "\r\n\r\n", 431},
      {"too many fields", kGet + kHost + many_fields(64) + "\r\n", 431},
      {"head too long",
       kGet + kHost + many_fields(60) + "X: " + std::string(8'000, 'a') +
           "\r\nX: " + std::string(8'000, 'a') + "\r\nX: " + std::string(8'000, 'a') +
           "\r\nX: " + std::string(8'000, 'a') + "\r\n\r\n",
       431},
  };
}

template <class Client>
void run_all(ADoor& door) {
  for (const Case& one : cases()) {
    CAPTURE(one.name);
    Client client{door.port()};
    client.send(one.bytes + kSmuggled);
    const auto answer = client.answer();
    CHECK(answer.status == one.status);
    CHECK(answer.field("Connection") == "close");
    CHECK(client.ended());
  }
  CHECK(door.asked().empty());
}

}  // namespace

TEST_CASE("a request that two servers could read in two ways is refused and ends the connection",
          "[http][socket][framing]") {
  ADoor door;
  REQUIRE(cases().size() >= 48);
  run_all<RawClient>(door);
  CHECK(RawClient{door.port()}.ask(get("/after")).status == 200);
}

TEST_CASE("framing is as strict under TLS", "[http][socket][framing][tls]") {
  const tests::TempFolder folder;
  ADoor door;
  door.settings.tls = tests::certificate_in(folder);
  run_all<RawTlsClient>(door);
  CHECK(RawTlsClient{door.port()}.ask(get("/after")).status == 200);
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
