#include "policy/share.h"

#include <catch2/catch.hpp>

using policy::BasisPoints;
using policy::parse_percent;
using policy::Quota;

TEST_CASE("a share is written with its sign and at most two places", "[policy][share]") {
  CHECK(parse_percent("0%") == BasisPoints{0});
  CHECK(parse_percent("0.01%") == BasisPoints{1});
  CHECK(parse_percent("0.1%") == BasisPoints{10});
  CHECK(parse_percent("0.10%") == BasisPoints{10});
  CHECK(parse_percent("5%") == BasisPoints{500});
  CHECK(parse_percent("33.33%") == BasisPoints{3333});
  CHECK(parse_percent("99.99%") == BasisPoints{9999});
  CHECK(parse_percent("100%") == policy::kEverybody);
  CHECK(parse_percent("100.00%") == policy::kEverybody);
  CHECK(parse_percent("100 %") == policy::kEverybody);
}

TEST_CASE("what is no share from 0 to 100 percent is refused and never rounded",
          "[policy][share]") {
  for (const auto* wrong :
       {"",     "%",    " %",    "5",       "0.5",   "NaN",   "nan%",       "inf%",
        "-1%",  "-0%",  "+5%",   "101%",    "999%",  "1e1%",  "0.001%",     "0.500%",
        "5.%",  ".5%",  "5 .5%", "5,5%",    "5%%",   "5% ",   " 5%",        "5  %",
        "5\t%", "0x5%", "five%", "100.01%", "1000%", "0005%", "4294967301%"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_percent(wrong));
  }
}

TEST_CASE("every share that can be shown is read again", "[policy][share][property]") {
  for (std::uint32_t count = 0; count <= 10'000; ++count) {
    if (parse_percent(show(BasisPoints{count})) != BasisPoints{count}) FAIL(count);
  }
  CHECK(show(BasisPoints{50}) == "0.5%");
  CHECK(show(BasisPoints{1}) == "0.01%");
  CHECK(show(BasisPoints{3333}) == "33.33%");
  CHECK(show(policy::kNobody) == "0%");
  CHECK(show(policy::kEverybody) == "100%");
}

TEST_CASE("a quota is a number of devices or a share of those seen rounded up", "[policy][share]") {
  CHECK(Quota{.devices = 5}.of(200) == 5);
  CHECK(Quota{.devices = 5}.of(0) == 5);
  CHECK(Quota{.share = {8000}}.of(5) == 4);
  CHECK(Quota{.share = {8000}}.of(6) == 5);
  CHECK(Quota{.share = {10'000}}.of(7) == 7);
  CHECK(Quota{.share = {1}}.of(10'000) == 1);
  CHECK(Quota{.share = {1}}.of(10'001) == 2);
}

TEST_CASE("a quota asks for one device at least", "[policy][share]") {
  CHECK(Quota{.devices = 0}.of(200) == 1);
  CHECK(Quota{.share = {0}}.of(200) == 1);
  CHECK(Quota{.share = {8000}}.of(0) == 1);
}

TEST_CASE("a quota is shown as it was written", "[policy][share]") {
  CHECK(show(Quota{.devices = 5}) == "5");
  CHECK(show(Quota{.share = {8000}}) == "80%");
}

TEST_CASE("a share of nothing is nothing", "[policy][share]") {
  CHECK(policy::share(3, 0) == 0.0);
  CHECK(policy::share(1, 4) == 0.25);
  CHECK(policy::share(BasisPoints{300}) == 0.03);
}
