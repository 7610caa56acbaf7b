// What our rules let through, another reader of HTTP must read in the same way: where two readers
// differ, a proxy in front of us and we would see different requests.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>
#include <catch2/catch.hpp>
#include <random>

#include "relay/http/head_rules.h"

namespace http = boost::beast::http;

namespace {

const std::vector<std::string> kHeads{
    "GET / HTTP/1.1\r\nHost: h\r\n\r\n",
    "GET /a/b%20c?d=e HTTP/1.1\r\nHost: h:80\r\nUser-Agent: ClamAV/1.4 (a; b)\r\nConnection: "
    "close\r\n\r\n",
    "HEAD /x HTTP/1.0\r\n\r\n",
    "POST /y HTTP/1.1\r\nHost: [::1]:8\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n",
    "PUT http://h/z HTTP/1.1\r\nHost: h\r\nX-Empty:\r\nX-Tabs:\t a\tb \t\r\nX-Same: 1\r\nX-Same: "
    "2\r\n\r\n",
    "DELETE /q HTTP/1.1\r\nHost: h\r\nContent-Length: 0\r\nIf-None-Match: \"a\", W/\"b\"\r\n\r\n"};

void compare(const std::string& text) {
  const auto ours = relay::http::read_head(text);
  if (!ours) return;
  CAPTURE(text);
  http::request_parser<http::empty_body> theirs;
  theirs.body_limit(boost::none);
  boost::system::error_code error;
  const std::size_t taken = theirs.put(boost::asio::buffer(text), error);
  REQUIRE((!error || error == http::error::need_more || error == http::error::unexpected_body));
  REQUIRE(theirs.is_header_done());
  CHECK(taken == text.size());
  // Of an absolute-form we keep path and query, and write the '/' that "http://h?q" leaves out.
  const std::string target = theirs.get().target();
  CHECK((target.ends_with(ours->target) || target.ends_with(ours->target.substr(1))));
  CHECK_FALSE(theirs.chunked());
  CHECK(theirs.content_length().value_or(0) == ours->body);
  CHECK(theirs.keep_alive() == ours->keep_alive);
  auto field = ours->fields.begin();
  for (const auto& their_field : theirs.get()) {
    REQUIRE(field != ours->fields.end());
    CHECK(their_field.name_string() == field->name);
    CHECK(their_field.value() == field->value);
    ++field;
  }
  CHECK(field == ours->fields.end());
}

}  // namespace

TEST_CASE("a head that we take is read the same way by Beast", "[http][head]") {
  for (const auto& head : kHeads) {
    REQUIRE(relay::http::read_head(head));
    compare(head);
  }
}

TEST_CASE("a damaged head that we still take is read the same way by Beast",
          "[http][head][property]") {
  constexpr char kMarks[] = "\r\n\t :,;=/?#%.*\"\\\0\x7f\x80 0123456789aAHTP-+";
  const auto seed = GENERATE(take(20, random(1U, 1U << 30U)));
  CAPTURE(seed);
  std::mt19937 random{seed};
  for (int round = 0; round < 500; ++round) {
    std::string head = kHeads[random() % kHeads.size()];
    for (unsigned damage = 1 + random() % 3; damage > 0; --damage) {
      const std::size_t at = random() % (head.size() - 4);
      const char mark = kMarks[random() % (sizeof kMarks - 1)];
      switch (random() % 3) {
        case 0:
          head[at] = mark;
          break;
        case 1:
          head.insert(at, 1, mark);
          break;
        default:
          head.erase(at, 1);
      }
    }
    compare(head);
  }
}
