#include "relay/catalog/proofs.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using tests::digest;
using tests::failure_of;
using tests::WithPeople;

namespace {

const std::string kOwner = "ann";
const std::string kHashed = "$scrypt$ln=4,r=8,p=1$c2FsdA$aGFzaA";

}  // namespace

TEST_CASE("a password is kept as its hash alone and the last one counts", "[catalog][people]") {
  WithPeople catalog;
  CHECK_FALSE(catalog.ask(catalog::password, kOwner));
  catalog.tell(catalog::set_password, kOwner, catalog::PasswordRow{kHashed, true},
               catalog.by("bob"));
  CHECK(catalog.last_deed() == "bob: password set: ann: why");
  CHECK(catalog.ask(catalog::password, kOwner)->due);
  catalog.tell(catalog::set_password, kOwner, catalog::PasswordRow{kHashed + "2"},
               catalog.by("ann"));
  const auto deeds = catalog.deeds();
  catalog.tell(catalog::rehash, kOwner, kHashed + "3");
  CHECK(catalog.deeds() == deeds);
  CHECK(catalog.ask(catalog::password, kOwner)->phc == kHashed + "3");
  CHECK_FALSE(catalog.ask(catalog::password, kOwner)->due);
  CHECK_FALSE(
      failure_of([&] { catalog.tell(catalog::rehash, kOwner, std::string{"secret"}); }).empty());
}

TEST_CASE("a code of a second factor is used once and never an earlier one", "[catalog][people]") {
  WithPeople catalog;
  catalog.tell(catalog::begin_factor, kOwner, std::string{"s1"}, catalog.by("ann"));
  CHECK_FALSE(catalog.tell(catalog::use_step, kOwner, std::uint64_t{7}));
  catalog.tell(catalog::begin_factor, kOwner, std::string{"s2"}, catalog.by("ann"));
  CHECK(catalog.tell(catalog::confirm_factor, kOwner, std::uint64_t{7}, catalog.by("ann")));
  CHECK(catalog.last_deed() == "ann: second factor confirmed: ann: why");
  CHECK_FALSE(catalog.tell(catalog::confirm_factor, kOwner, std::uint64_t{8}, catalog.by("ann")));
  CHECK_FALSE(catalog.tell(catalog::use_step, kOwner, std::uint64_t{7}));
  CHECK(catalog.tell(catalog::use_step, kOwner, std::uint64_t{8}));
  CHECK_FALSE(catalog.tell(catalog::use_step, kOwner, std::uint64_t{8}));
  CHECK_FALSE(catalog.tell(catalog::use_step, kOwner, std::uint64_t{6}));
  CHECK_THAT(catalog.says("UPDATE second_factor SET last_step = 8"),
             Catch::Contains("a code is used once"));
  const auto factor = catalog.ask(catalog::second_factor, kOwner);
  REQUIRE(factor);
  CHECK(factor->seed == "s2");
  CHECK(factor->confirmed);
  CHECK(factor->last_step == 8);
  // One that counts is not replaced.
  CHECK_FALSE(failure_of([&] {
                catalog.tell(catalog::begin_factor, kOwner, std::string{"s3"}, catalog.by("ann"));
              }).empty());
}

TEST_CASE("a recovery code is used once and goes with its factor", "[catalog][people]") {
  WithPeople catalog;
  catalog.make("bob");
  catalog.tell(catalog::begin_factor, kOwner, std::string{"s"}, catalog.by("ann"));
  const std::vector codes{digest('1'), digest('2')};
  catalog.tell(catalog::set_recovery_codes, kOwner, codes, catalog.by("ann"));
  const auto use = [&](const char* who, char code) {
    return catalog.tell(catalog::use_recovery_code, std::string{who}, digest(code),
                        catalog.by(who));
  };
  CHECK_FALSE(use("bob", '1'));
  CHECK_FALSE(use("ann", '3'));
  CHECK(use("ann", '1'));
  CHECK(catalog.last_deed() == "ann: recovery code used: ann: 1 are left");
  CHECK_FALSE(use("ann", '1'));
  CHECK_THAT(catalog.says("UPDATE recovery_code SET used_at = NULL"),
             Catch::Contains("a recovery code is used once"));
  catalog.tell(catalog::set_recovery_codes, kOwner, std::vector{digest('4')}, catalog.by("ann"));
  CHECK_FALSE(use("ann", '2'));
  CHECK(catalog.tell(catalog::remove_factor, kOwner, catalog.by("ann")));
  CHECK_FALSE(use("ann", '4'));
  CHECK_FALSE(catalog.ask(catalog::second_factor, kOwner));
  CHECK_FALSE(catalog.tell(catalog::remove_factor, kOwner, catalog.by("ann")));
}
