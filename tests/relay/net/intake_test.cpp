#include "relay/net/intake.h"

#include <catch2/catch.hpp>

#include "tests/relay/net/text_sink.h"

using relay::net::Intake;
using relay::net::Unreachable;
using tests::TextSink;

TEST_CASE("a body of exactly the room is taken and one byte more is not", "[net][intake]") {
  TextSink sink;
  Intake fits{{.may_be_page = true}, 4, sink};
  CHECK_FALSE(fits.add("abcd"));
  const auto over = fits.add("e");
  REQUIRE(over);
  CHECK(over->kind == Unreachable::Kind::TooLong);
  CHECK(over->what == "sends more than the 4 bytes that are taken");
  CHECK(sink.text == "abcd");
}

TEST_CASE("bytes behind the declared length are refused", "[net][intake]") {
  TextSink sink;
  Intake intake{{.length = 4}, 100, sink};
  CHECK_FALSE(intake.add("abc"));
  CHECK_FALSE(intake.complete());
  const auto over = intake.add("de");
  REQUIRE(over);
  CHECK(over->kind == Unreachable::Kind::TooLong);
  CHECK(over->what == "sends more than the 4 bytes it declared");
}

TEST_CASE("an empty body is complete before its first byte", "[net][intake]") {
  TextSink sink;
  const Intake intake{{.length = 0}, 100, sink};
  CHECK(intake.complete());
}

TEST_CASE("a page is refused however it is cut and nothing of it is handed on", "[net][intake]") {
  const std::string page = " \n<!DOCTYPE html><title>log in</title>";
  for (std::size_t cut = 0; cut < page.size(); ++cut) {
    CAPTURE(cut);
    TextSink sink;
    Intake intake{{.length = page.size()}, 100, sink};
    auto why = intake.add(std::string_view{page}.substr(0, cut));
    if (!why) why = intake.add(std::string_view{page}.substr(cut));
    REQUIRE(why);
    CHECK(why->kind == Unreachable::Kind::NotWanted);
    CHECK(sink.text.empty());
  }
}

TEST_CASE("a file that ends while it could still be a page is handed on", "[net][intake]") {
  TextSink declared;
  Intake intake{{.length = 4}, 100, declared};
  CHECK_FALSE(intake.add("<htm"));
  CHECK(declared.text == "<htm");
  TextSink chunked;
  Intake open{{}, 100, chunked};
  CHECK_FALSE(open.add("<htm"));
  CHECK(chunked.text.empty());
  CHECK_FALSE(open.end());
  CHECK(chunked.text == "<htm");
}

TEST_CASE("a slice is cut out of a whole however that comes", "[net][intake]") {
  const std::string body = "0123456789";
  for (std::size_t piece = 1; piece <= body.size(); ++piece) {
    CAPTURE(piece);
    TextSink sink;
    Intake intake{{.length = body.size(), .skip = 3, .take = 4}, 4, sink};
    for (std::size_t at = 0; at < body.size() && !intake.complete(); at += piece) {
      REQUIRE_FALSE(intake.add(std::string_view{body}.substr(at, piece)));
    }
    CHECK(intake.complete());
    CHECK(sink.text == "3456");
    CHECK(intake.delivered() == 4);
  }
}
