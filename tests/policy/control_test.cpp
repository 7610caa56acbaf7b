#include "policy/control.h"

#include <array>

#include <catch2/catch.hpp>

using policy::Control;
using policy::SameHour;

TEST_CASE("the control of one hour is that hour's requests", "[policy][silence]") {
  const std::array hours{SameHour{20, 300, 9}};
  CHECK(matched(Control::Of::OtherGroups, hours) == Control{Control::Of::OtherGroups, 300, 9});
}

TEST_CASE("each hour of the control weighs as many takes as were made in it", "[policy][silence]") {
  // 30 takes in an hour in which 4 of 10 fall silent, 10 in a quiet one: 30 % is usual.
  const std::array hours{SameHour{30, 200, 80}, SameHour{10, 200, 0}, SameHour{0, 200, 200}};
  const auto control = matched(Control::Of::SameGroup, hours);
  CHECK(control.mature == 320);  // 40^2 / (30^2 / 200 + 10^2 / 200)
  CHECK(control.silent == 96);
}

TEST_CASE("a control for half of the takes is one and for fewer is none", "[policy][silence]") {
  std::array hours{SameHour{50, 100, 3}, SameHour{50, 0, 0}};
  CHECK(matched(Control::Of::History, hours) == Control{Control::Of::History, 100, 3});
  hours[1].takes = 51;
  CHECK(matched(Control::Of::History, hours) == Control{});
}

TEST_CASE("without takes or requests there is no control", "[policy][silence]") {
  CHECK(matched(Control::Of::History, {}) == Control{});
  CHECK(matched(Control::Of::History, std::array{SameHour{0, 100, 3}}) == Control{});
  CHECK(matched(Control::Of::History, std::array{SameHour{10, 0, 0}}) == Control{});
}
