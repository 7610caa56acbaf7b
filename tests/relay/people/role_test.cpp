#include "relay/people/role.h"

#include <catch2/catch.hpp>

#include "relay/people/person.h"

using namespace relay::people;

namespace {

policy::FeedId feed(const char* name) {
  return *policy::FeedId::parse(name);
}
policy::GroupId group(const char* name) {
  return *policy::GroupId::parse(name);
}

}  // namespace

TEST_CASE("a role counts where it was given and nowhere else", "[people]") {
  const Reach everywhere;
  const Reach clamav{.feed = feed("clamav")};
  const Reach office{.group = group("office")};
  const Reach both{feed("clamav"), group("office")};
  const Reach other{feed("acme"), group("office")};
  for (const Reach& one : {everywhere, clamav, office, both, other}) {
    CHECK(covers(everywhere, one));
    CHECK(covers(one, one));
    if (!(one == everywhere)) CHECK_FALSE(covers(one, everywhere));
  }
  CHECK(covers(clamav, both));
  CHECK(covers(office, both));
  CHECK(covers(office, other));
  CHECK_FALSE(covers(clamav, other));
  CHECK_FALSE(covers(both, clamav));
  CHECK_FALSE(covers(both, office));
  CHECK_FALSE(covers(clamav, office));
}

TEST_CASE("a person has the roles that were given and approves in the organisation's own",
          "[people]") {
  const Role boss = *Role::parse("boss");
  const Role owner = *Role::parse("owner");
  const Person ann{.name = "ann",
                   .grants = {{1, role(kOperator), {}},
                              {2, boss, {.group = group("office")}},
                              {3, boss, {}},
                              {4, owner, {.group = group("office")}}}};
  CHECK(ann.has("operator"));
  CHECK(ann.has("owner"));
  CHECK_FALSE(ann.has("auditor"));
  CHECK_FALSE(ann.has("Operator"));
  CHECK(ann.has("owner", {.group = group("office")}));
  CHECK_FALSE(ann.has("owner", Reach{}));
  CHECK(ann.has("boss", {feed("clamav"), group("plant")}));
  CHECK(ann.approving({feed("clamav"), group("office")}) == std::vector{boss, owner});
  CHECK(ann.approving({}) == std::vector{boss});
  CHECK(is_built_in(role(kPolicyEditor)));
  CHECK_FALSE(is_built_in(boss));
}

TEST_CASE("a name is shaped like one and stands for somebody", "[people][hostile]") {
  CHECK_FALSE(against_name("ann"));
  CHECK_FALSE(against_name("a.b-c_9"));
  CHECK_FALSE(against_name(std::string(64, 'a')));
  for (const char* const wrong : {"", "Ann", ".ann", "ann ", "a/n", "änn", "a\nb"}) {
    CAPTURE(wrong);
    CHECK(against_name(wrong) ==
          "a name is 1 to 64 of a-z 0-9 - _ . beginning with a letter or digit");
  }
  CHECK(against_name(std::string(65, 'a')));
  for (const char* const nobody : {"relay", "machine", "administrator", "policy", "nobody"}) {
    CHECK(against_name(nobody) ==
          "'" + std::string{nobody} + "' stands for nobody in the records; take another name");
  }
}

TEST_CASE("scopes are words each of them once", "[people]") {
  const auto two = Scopes::parse("operate look");
  REQUIRE(two);
  CHECK(two->has(Scope::Look));
  CHECK(two->has(Scope::Operate));
  CHECK_FALSE(two->has(Scope::Audit));
  CHECK(two->text() == "look operate");
  CHECK(Scopes::parse("look operate policy enrol check audit")->text() ==
        "look operate policy enrol check audit");
  for (const char* const wrong :
       {"", " ", "look ", " look", "look  audit", "look look", "approve", "Look", "look,audit"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Scopes::parse(wrong));
  }
  CHECK(Scopes{}.empty());
  CHECK(Scopes{}.text().empty());
}
