#include "relay/http/message.h"

#include <catch2/catch.hpp>

#include "tests/relay/http/asking.h"

using tests::asking;

TEST_CASE("a field is found whatever its case and only when it is alone", "[http][message]") {
  const auto request = asking({{"X-One", "1"}, {"x-two", "a"}, {"X-TWO", "b"}});
  CHECK(request.field("x-one") == "1");
  CHECK_FALSE(request.field("X-Two"));
  CHECK_FALSE(request.field("X-Three"));
  CHECK_FALSE(request.field("X-On"));
}

TEST_CASE("a parameter of the query is decoded", "[http][message]") {
  auto request = asking();
  request.query = "feed=clamav&v=daily+27500%2C%20main&empty=&flag&bad=%zz&feed=other&a%3db=c";
  CHECK(request.parameter("feed") == "clamav");
  CHECK(request.parameter("v") == "daily 27500, main");
  CHECK(request.parameter("empty") == "");
  CHECK(request.parameter("flag") == "");
  CHECK(request.parameter("a=b") == "c");
  CHECK_FALSE(request.parameter("bad"));
  CHECK_FALSE(request.parameter("none"));
  CHECK_FALSE(request.parameter(""));
}
