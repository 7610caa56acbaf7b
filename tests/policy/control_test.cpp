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

TEST_CASE("a control for nine of ten takes is one and for fewer is none", "[policy][silence]") {
  std::array hours{SameHour{90, 100, 3}, SameHour{10, 0, 0}};
  CHECK(matched(Control::Of::History, hours) == Control{Control::Of::History, 100, 3});
  hours[1].takes = 11;
  CHECK(matched(Control::Of::History, hours) == Control{});
}

TEST_CASE("without takes or requests there is no control", "[policy][silence]") {
  CHECK(matched(Control::Of::History, {}) == Control{});
  CHECK(matched(Control::Of::History, std::array{SameHour{0, 100, 3}}) == Control{});
  CHECK(matched(Control::Of::History, std::array{SameHour{10, 0, 0}}) == Control{});
}

TEST_CASE("the nearest control that says enough is taken", "[policy][silence]") {
  policy::Compared compared{
      .same = {{10, 30, 1}}, .others = {{10, 500, 9}}, .history = {{10, 40, 2}}};
  CHECK(nearest(compared) == Control{Control::Of::SameGroup, 30, 1});
  compared.same = {{10, 29, 1}};
  CHECK(nearest(compared) == Control{Control::Of::OtherGroups, 500, 9});
  compared.others = {{10, 29, 2}};  // Neither says enough: other groups when it is as much.
  CHECK(nearest(compared) == Control{Control::Of::OtherGroups, 29, 2});
  compared.others = {{10, 28, 2}};
  CHECK(nearest(compared) == Control{Control::Of::SameGroup, 29, 1});
  compared.same = compared.others = {{10, 0, 0}};
  CHECK(nearest(compared) == Control{Control::Of::History, 40, 2});
}

TEST_CASE("only what is certain to be more than usual is gone and only until it returns",
          "[policy][silence]") {
  const Control usual{Control::Of::OtherGroups, 1'000, 30};
  CHECK(policy::gone({.taken = 200, .mature = 200, .silent = 6}, 0, usual) == 0);
  const policy::Tally killed{.taken = 200, .mature = 200, .silent = 200};
  CHECK(policy::gone(killed, 0, usual) > 180);
  CHECK(policy::gone(killed, 0, usual) < 200);
  CHECK(policy::gone(killed, 195, usual) == 5);
  CHECK(policy::gone(killed, 200, usual) == 0);
  CHECK(policy::gone(killed, 0, Control{}) == 0);
}

TEST_CASE("what every group has or something newer is no more in use", "[policy]") {
  const auto group = [](const char* name) { return *policy::GroupId::parse(name); };
  const auto version = *policy::VersionText::parse("1");
  policy::FeedFacts facts;
  for (std::uint64_t n = 1; n <= 3; ++n)
    facts.releases.push_back({.sequence = {n}, .version = version, .tree = {}});
  const policy::Opening first{.release = {1}, .steps = {{}}};
  const policy::Opening second{.release = {2}, .steps = {{}}};
  const policy::Opening ramping{.release = {2}, .steps = {{.to = {9'999}}}};
  CHECK(oldest_in_use(facts) == policy::Sequence{3});
  facts.groups[group("pilot")].openings = {first, second};
  CHECK(oldest_in_use(facts) == policy::Sequence{2});
  facts.groups[group("office")].openings = {first, ramping};
  CHECK(oldest_in_use(facts) == policy::Sequence{1});
  facts.groups[group("plants")];
  CHECK(oldest_in_use(facts) == policy::Sequence{0});
}
