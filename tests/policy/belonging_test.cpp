#include "policy/belonging.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_document.h"

using policy::Belonging;

namespace {

/// pilot takes t14 of office, and a network; office what has enrolled for it.
policy::Document a_sorted_document() {
  auto document = tests::a_document();
  document.groups = {
      {.id = tests::group("pilot"),
       .addresses = {*policy::Network::parse("10.1.9.0/24")},
       .devices = {{.enrolled = "pilot"}, {.enrolled = "office", .attributes = {{"model", "t14"}}}},
       .mark = {3}},
      {.id = tests::group("office"),
       .addresses = {*policy::Network::parse("10.0.0.0/8")},
       .devices = {{.enrolled = "office"}},
       .mark = {7}},
      {.id = policy::default_group(), .mark = {9}}};
  return document;
}

}  // namespace

TEST_CASE("a device is told by which match it is in its group", "[policy][group]") {
  const auto document = a_sorted_document();
  const auto told = [&](const policy::Membership& device) {
    return policy::sentence(policy::belonging_of(document, device));
  };
  CHECK(policy::belonging_of(document, {.enrolled = "office"}) ==
        Belonging{tests::group("office"), "enrolled for office", {7}});
  CHECK(told({.enrolled = "pilot"}) ==
        "'pilot' is the first group with a match for it: enrolled for pilot");
  CHECK(told({.enrolled = "office", .attributes = {{"model", "t14"}, {"site", "hki"}}}) ==
        "'pilot' is the first group with a match for it: enrolled for office with model t14");
  CHECK(told({.enrolled = "office", .attributes = {{"model", "t15"}}}) ==
        "'office' is the first group with a match for it: enrolled for office");
  CHECK(told({.enrolled = "plants"}) == "no group has a match for it, so it is in 'default'");
}

TEST_CASE("an address is told by which network it is in its group", "[policy][group]") {
  const auto document = a_sorted_document();
  const auto told = [&](const char* address) {
    return policy::sentence(policy::belonging_at(document, *policy::Address::parse(address)));
  };
  CHECK(told("10.1.9.3") == "'pilot' is the first group with a match for it: address 10.1.9.0/24");
  CHECK(told("10.1.8.3") == "'office' is the first group with a match for it: address 10.0.0.0/8");
  CHECK(told("192.0.2.1") == "no group has a match for it, so it is in 'default'");
}
