#include "config/shares.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"
#include "tests/config/written.h"

using policy::BasisPoints;

namespace {

template <class Read>
std::string complaint(Read read, const std::string& text) {
  config::Problems problems{"f.yaml"};
  const auto node = tests::written(text);
  CHECK_FALSE(read(problems, &node));
  const auto all = std::move(problems).sorted();
  REQUIRE(all.size() == 1);
  CHECK(all[0].line == 3);
  CHECK(all[0].column == 7);
  return all[0].sentence + (all[0].hint.empty() ? "" : "; " + all[0].hint);
}

template <class Read>
auto good_share(Read read, const std::string& text) {
  config::Problems problems{"f.yaml"};
  const auto node = tests::written(text);
  const auto value = read(problems, &node);
  CHECK(problems.errors() == 0);
  REQUIRE(value);
  return *value;
}

}  // namespace

TEST_CASE("a share is above nobody and at most everybody", "[config][shares]") {
  CHECK(good_share(config::percent, "0.01%") == BasisPoints{1});
  CHECK(good_share(config::percent, "5%") == BasisPoints{500});
  CHECK(good_share(config::percent, "100%") == policy::kEverybody);
  const std::string wrong = GENERATE("0%", "0.00%", "100.01%", "101%", "0.001%", "5", "NaN%", "-5%",
                                     "1e1%", "%", "", "5 percent");
  CAPTURE(wrong);
  CHECK(complaint(config::percent, wrong) ==
        "expected a share from 0.01% to 100%, found '" + wrong + "'");
}

TEST_CASE("a limit is neither nobody nor everybody", "[config][shares]") {
  CHECK(good_share(config::most, "0.01%") == BasisPoints{1});
  CHECK(good_share(config::most, "99.99%") == BasisPoints{9'999});
  CHECK(complaint(config::most, "0%") == "expected a limit from 0.01% to 99.99%, found '0%'");
  CHECK(complaint(config::most, "100%") ==
        "expected a limit from 0.01% to 99.99%, found '100%'; leave it out where there is no "
        "limit");
}

TEST_CASE("a quota is a number of devices or a share of them", "[config][shares]") {
  CHECK(good_share(config::quota, "1") == policy::Quota{.devices = 1});
  CHECK(good_share(config::quota, "100000000") == policy::Quota{.devices = 100'000'000});
  CHECK(good_share(config::quota, "0.01%") == policy::Quota{.share = BasisPoints{1}});
  CHECK(good_share(config::quota, "100%") == policy::Quota{.share = policy::kEverybody});
  const std::string wrong = GENERATE("0", "100000001", "0%", "101%", "-1", "5.5", "+5", "five", "");
  CAPTURE(wrong);
  CHECK(complaint(config::quota, wrong) ==
        "expected a number of devices such as 5, or a share such as 80%, found '" + wrong + "'");
}

TEST_CASE("a share that is absent is nothing without a word", "[config][shares]") {
  config::Problems problems{"f.yaml"};
  CHECK_FALSE(config::percent(problems, nullptr));
  CHECK_FALSE(config::most(problems, nullptr));
  CHECK_FALSE(config::quota(problems, nullptr));
  CHECK(problems.errors() == 0);
}
