#include "policy/membership.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_document.h"

using policy::Match;
using policy::Membership;

namespace {

const Membership kLaptop{.enrolled = "office", .attributes = {{"model", "t14"}, {"site", "hki"}}};

}  // namespace

TEST_CASE("a match holds when all that it names is in the device's record", "[policy][group]") {
  CHECK(Match{.enrolled = "office"}.holds(kLaptop));
  CHECK(Match{.attributes = {{"model", "t14"}}}.holds(kLaptop));
  CHECK(Match{.enrolled = "office", .attributes = {{"model", "t14"}, {"site", "hki"}}}.holds(
      kLaptop));

  CHECK_FALSE(Match{.enrolled = "pilot"}.holds(kLaptop));
  CHECK_FALSE(Match{.attributes = {{"model", "t15"}}}.holds(kLaptop));
  CHECK_FALSE(Match{.attributes = {{"owner", "t14"}}}.holds(kLaptop));
  CHECK_FALSE(Match{.enrolled = "office", .attributes = {{"model", "t15"}}}.holds(kLaptop));
  CHECK_FALSE(Match{.enrolled = "pilot", .attributes = {{"model", "t14"}}}.holds(kLaptop));
}

TEST_CASE("a device is in the first group that matches its record else in default",
          "[policy][group]") {
  auto document = tests::a_document();
  document.groups[0].devices = {{.enrolled = "office", .attributes = {{"model", "t14"}}}};
  document.groups[2].devices = {{.enrolled = "sales"}, {.enrolled = "office"}};

  CHECK(policy::group_of(document.groups, kLaptop) == document.groups[0].id);
  CHECK(policy::group_of(document.groups, {.enrolled = "office"}) == document.groups[2].id);
  CHECK(policy::group_of(document.groups, {.enrolled = "plants"}) == policy::default_group());
  CHECK(policy::group_of(document.groups, {}) == policy::default_group());
}
