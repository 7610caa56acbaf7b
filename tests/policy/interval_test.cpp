#include "policy/interval.h"

#include <catch2/catch.hpp>

using policy::BasisPoints;
using policy::Interval;
using policy::Portion;

namespace {

constexpr double kZ95 = 1.959963985;

// Published intervals are given to four places.
auto published(double value) {
  return Approx(value).margin(0.00005).epsilon(0);
}

}  // namespace

TEST_CASE("Wilson's interval comes out as published", "[policy][interval]") {
  // Newcombe 1998, Two-sided confidence intervals for the single proportion, table I, method 3.
  struct Case {
    std::uint64_t part, whole;
    double low, high;
  };
  const auto [part, whole, low, high] = GENERATE(values<Case>({{81, 263, 0.2553, 0.3662},
                                                               {15, 148, 0.0624, 0.1605},
                                                               {0, 20, 0.0000, 0.1611},
                                                               {1, 29, 0.0061, 0.1718}}));
  CAPTURE(part, whole);
  const Interval interval = policy::wilson(part, whole, kZ95);
  CHECK(interval.low == published(low));
  CHECK(interval.high == published(high));
}

TEST_CASE("Newcombe's interval comes out as published", "[policy][interval]") {
  // Newcombe 1998, Interval estimation for the difference between independent proportions,
  // table II, method 10.
  struct Case {
    std::uint64_t a, n, b, m;
    double low, high;
  };
  const auto [a, n, b, m, low, high] = GENERATE(values<Case>({{56, 70, 48, 80, 0.0524, 0.3339},
                                                              {9, 10, 3, 10, 0.1705, 0.8090},
                                                              {6, 7, 2, 7, 0.0582, 0.8062},
                                                              {5, 56, 0, 29, -0.0381, 0.1926},
                                                              {0, 10, 0, 20, -0.1611, 0.2775},
                                                              {0, 10, 0, 10, -0.2775, 0.2775},
                                                              {10, 10, 0, 20, 0.6791, 1.0000},
                                                              {10, 10, 0, 10, 0.6075, 1.0000}}));
  CAPTURE(a, n, b, m);
  const Interval interval = policy::newcombe(a, n, b, m, kZ95);
  CHECK(interval.low == published(low));
  CHECK(interval.high == published(high));
}

TEST_CASE("without counts an interval says nothing", "[policy][interval]") {
  CHECK(policy::wilson(0, 0, kZ95).low == 0);
  CHECK(policy::wilson(0, 0, kZ95).high == 1);
  CHECK(policy::newcombe(0, 0, 3, 10, kZ95).low == -1);
  CHECK(policy::newcombe(3, 10, 0, 0, kZ95).high == 1);
}

TEST_CASE("an interval touches its end where nothing or everything was hit", "[policy][interval]") {
  CHECK(policy::wilson(0, 7, 3.29).low == 0);
  CHECK(policy::wilson(7, 7, 3.29).high == 1);
}

TEST_CASE("a chance is so many standard deviations out", "[policy][interval]") {
  CHECK(policy::deviations(0.5) == Approx(0).margin(1e-9));
  CHECK(policy::deviations(0.05) == Approx(1.6448536270));
  CHECK(policy::deviations(0.025) == Approx(1.9599639845));
  CHECK(policy::deviations(0.0005) == Approx(3.2905267315));
  CHECK(policy::deviations(1e-9) == Approx(5.9978070150));
}

TEST_CASE("the chance of so many is the exact sum", "[policy][interval]") {
  // Summed with whole numbers elsewhere.
  CHECK(policy::at_least({1, 5}, 0.05) == Approx(0.22621906249999996).epsilon(1e-10));
  CHECK(policy::at_least({4, 200}, 0.01) == Approx(0.1419659655552557).epsilon(1e-10));
  CHECK(policy::at_least({11, 83}, 0.04) == Approx(0.00047337719130747554).epsilon(1e-10));
  CHECK(policy::at_least({26, 200}, 0.06) == Approx(0.00018281468331625972).epsilon(1e-10));
  CHECK(policy::at_least({100, 200}, 0.5) == Approx(0.5281742395046284).epsilon(1e-10));
  CHECK(policy::at_least({190, 200}, 0.9) == Approx(0.008071249955102706).epsilon(1e-10));
  CHECK(policy::at_most({3, 200}, 0.01) == Approx(1 - 0.1419659655552557).epsilon(1e-10));
}

TEST_CASE("the chance of so many is 0 or 1 where there is no chance", "[policy][interval]") {
  CHECK(policy::at_least({0, 5}, 0.3) == 1);
  CHECK(policy::at_least({6, 5}, 0.3) == 0);
  CHECK(policy::at_least({1, 5}, 0) == 0);
  CHECK(policy::at_least({5, 5}, 1) == 1);
  CHECK(policy::at_least({0, 0}, 0.3) == 1);
  CHECK(policy::at_most({5, 5}, 0.3) == 1);
  CHECK(policy::at_most({4, 5}, 1) == 0);
  CHECK(policy::at_most({0, 5}, 0) == 1);
}

TEST_CASE("so many or more and fewer add up to certainty in fleets of any size",
          "[policy][interval][property]") {
  const auto whole = GENERATE(values<std::uint64_t>({1, 20, 21, 400, 8'500'000}));
  const auto share = GENERATE(0.0001, 0.03, 0.5, 0.97);
  for (const auto quarter : {0, 1, 2, 3, 4}) {
    const Portion hit{whole * static_cast<std::uint64_t>(quarter) / 4 + 1, whole};
    CAPTURE(whole, share, hit.part);
    CHECK(policy::at_least(hit, share) + policy::at_most({hit.part - 1, whole}, share) ==
          Approx(1).epsilon(1e-6));
  }
}

TEST_CASE("one failure of one take proves nothing though Wilson would say so",
          "[policy][interval]") {
  REQUIRE(policy::wilson(1, 1, policy::deviations(0.005)).low > 0.01);
  CHECK_FALSE(policy::proven_over(BasisPoints{100}, {1, 1}, 0.005));
  CHECK(policy::proven_over(BasisPoints{100}, {2, 2}, 0.005));
}

TEST_CASE("where nothing may be hit the first one proves it", "[policy][interval]") {
  CHECK(policy::proven_over(policy::kNobody, {1, 1'000}, 1e-9));
  CHECK_FALSE(policy::proven_over(policy::kNobody, {0, 1'000}, 1e-9));
}

TEST_CASE("where everybody may be hit nothing proves it", "[policy][interval]") {
  CHECK_FALSE(policy::proven_over(policy::kEverybody, {1'000, 1'000}, 0.5));
  CHECK_FALSE(policy::proven_over(policy::kEverybody, {1'000, 1'000}, {0, 1'000}, 0.5));
}

TEST_CASE("a difference is not proven by a handful on either side", "[policy][interval]") {
  const BasisPoints limit{300};
  CHECK(policy::proven_over(limit, {100, 100}, {3, 100}, 0.0005));
  CHECK_FALSE(policy::proven_over(limit, {1, 1}, {3, 100}, 0.0005));
  CHECK_FALSE(policy::proven_over(limit, {100, 100}, {0, 1}, 0.0005));
  CHECK_FALSE(policy::proven_over(limit, {0, 0}, {0, 100}, 0.5));
  CHECK_FALSE(policy::proven_over(limit, {100, 100}, {0, 0}, 0.5));
}
