#include "relay/device/registrar.h"

#include <catch2/catch.hpp>
#include <functional>

#include "tests/relay/device/a_register.h"
#include "tests/support/request_of_a_device.h"

using namespace relay;
using namespace std::chrono_literals;
using device::Applicant;
using device::Enrolled;
using device::NotEnrolled;
using tests::ARegister;
using tests::day;
using tests::digest;
using tests::group;

namespace {

using Kind = NotEnrolled::Kind;

const crypto::Identity& authority() {
  static const auto made = crypto::make_authority("relay of a test", day(1));
  return made;
}

struct ARegistrar : ARegister {
  std::vector<policy::Group> groups{{.id = group("pilot"), .devices = {{.enrolled = "pilot"}}},
                                    {.id = group("office"), .devices = {{.enrolled = "office"}}},
                                    {.id = policy::default_group()}};
  std::optional<std::string> suspect{};
  device::Registrar registrar{{.state = state,
                               .devices = *devices,
                               .authority = authority(),
                               .groups = [this] { return groups; },
                               .clock_suspect = [this] { return suspect; }}};

  /// Leave to enrol with this token.
  void allow_token(const std::string& token, const char* to = "office", std::string name = "",
                   catalog::Attributes attributes = {}) {
    devices->allow({.token = crypto::sha256(token),
                    .group = group(to),
                    .name = std::move(name),
                    .attributes = std::move(attributes),
                    .until = day(2)},
                   {.at = day(1), .actor = "Aino"});
  }
  Applicant applicant(const std::string& token) {
    return {.token = token,
            .name = "its-own-word",
            .from = *policy::Address::parse("10.1.9.3"),
            .now = day(1) + 1h};
  }
  policy::Result<Enrolled, NotEnrolled> enrol(const std::string& token) {
    return registrar.enrol(applicant(token));
  }
};

constexpr const char* kNoLeave =
    "this token allows no enrolment: it is unknown, was used, or is over; ask for another one";

}  // namespace

TEST_CASE("an enrolment's token buys a token that counts", "[device]") {
  ARegistrar a;
  a.allow_token("one");
  const auto got = a.enrol("one");
  REQUIRE(got);
  CHECK(got->token.starts_with("sluice_"));
  CHECK(got->certificate.empty());
  CHECK(got->device->name == "its-own-word");
  CHECK(got->device->record == policy::Membership{"office", {}});
  CHECK(a.devices->with_token(crypto::sha256(got->token), {})->id == got->device->id);
  CHECK_FALSE(a.devices->with_token(crypto::sha256("one"), {}));
  CHECK(a.last_deed() ==
        "relay: enrolled: " + got->device->id.text() + " by enrolment 1: from 10.1.9.3");
}

TEST_CASE("an enrolment's token buys a certificate that counts", "[device]") {
  ARegistrar a;
  a.allow_token("one", "office", "lap-7");
  auto asking = a.applicant("one");
  asking.request = tests::request_of_a_device().request;
  const auto got = a.registrar.enrol(asking);
  REQUIRE(got);
  CHECK(got->token.empty());
  CHECK(got->device->name == "lap-7");
  const auto known =
      a.devices->with_certificate({.authority = digest(ARegister::kAuthority),
                                   .fingerprint = *crypto::fingerprint(got->certificate)},
                                  {});
  REQUIRE(known);
  CHECK(known->id == got->device->id);
}

TEST_CASE("a token that was used or is over or never was gets one and the same answer",
          "[device][security]") {
  ARegistrar a;
  a.allow_token("one");
  CHECK(a.enrol("one"));
  const auto used = a.enrol("one");
  REQUIRE_FALSE(used);
  CHECK(used.error().kind == Kind::NoLeave);
  CHECK(used.error().what == kNoLeave);
  CHECK(a.last_deed() ==
        "relay: enrolment refused: enrolment 1: from 10.1.9.3: it was used before");
  const auto deeds = a.deeds();
  CHECK(a.enrol("one").error().what == kNoLeave);
  CHECK(a.deeds() == deeds);

  a.allow_token("two");
  auto late = a.applicant("two");
  late.now = day(2);
  CHECK(a.registrar.enrol(late).error().what == kNoLeave);
  CHECK(a.last_deed() == "relay: enrolment refused: enrolment 2: from 10.1.9.3: it is over");
  CHECK(a.enrol("wrong").error().what == kNoLeave);
  CHECK(a.last_deed() == "relay: refused: enrolment: from 10.1.9.3: wrong token");
  CHECK(a.enrol("").error().kind == Kind::NoLeave);
  CHECK(a.devices->list("", 9).size() == 1);
}

TEST_CASE("who comes second to a token is told so with what came first", "[device]") {
  ARegistrar a;
  std::function<void()> meanwhile = [] {};  // After he was let in, before he is enrolled.
  device::Registrar registrar{{.state = a.state,
                               .devices = *a.devices,
                               .authority = authority(),
                               .groups =
                                   [&] {
                                     meanwhile();
                                     return a.groups;
                                   },
                               .clock_suspect = [] { return std::nullopt; }}};
  const auto enrol = [&](const char* token) { return registrar.enrol(a.applicant(token)); };
  a.allow_token("one");
  meanwhile = [&] { CHECK(a.devices->void_leave(1, {.at = day(1) + 1h, .actor = "Aino"})); };
  CHECK(enrol("one").error().what == kNoLeave);
  CHECK(a.last_deed() == "relay: enrolment refused: enrolment 1: from 10.1.9.3: it was voided");

  a.allow_token("two");
  meanwhile = [&] { CHECK(a.enrol("two")); };
  CHECK(enrol("two").error().what == kNoLeave);
  CHECK(a.last_deed() ==
        "relay: enrolment refused: enrolment 2: from 10.1.9.3: it was used before");

  a.allow_token("three");
  meanwhile = [] {};
  CHECK(enrol("three"));
}

TEST_CASE("who tries too many wrong tokens is told to wait and a right one counts all the same",
          "[device][security]") {
  ARegistrar a;
  a.allow_token("right");
  for (unsigned i = 0; i < device::Attempts::kMost; ++i) {
    CHECK(a.enrol("wrong").error().kind == Kind::NoLeave);
  }
  CHECK(a.enrol("wrong").error().kind == Kind::TooMany);
  CHECK(a.enrol("right"));
}

TEST_CASE("a bad request leaves the enrolment as it was", "[device][hostile]") {
  ARegistrar a;
  a.allow_token("one");
  auto asking = a.applicant("one");
  asking.request = "not a request";
  const auto bad = a.registrar.enrol(asking);
  REQUIRE_FALSE(bad);
  CHECK(bad.error().kind == Kind::BadRequest);
  CHECK(bad.error().what == "not a certificate request (PKCS#10) in PEM");
  CHECK(a.enrol("one"));
}

TEST_CASE("nobody enrols into another group than was said", "[device][security]") {
  ARegistrar a;
  a.allow_token("one");
  a.groups[0].devices = {{.enrolled = "office"}};
  const auto moved = a.enrol("one");
  REQUIRE_FALSE(moved);
  CHECK(moved.error().kind == Kind::OtherGroup);
  CHECK(moved.error().what ==
        "a device enrolled for 'office' would be in 'pilot' by the policy in force; add "
        "'- { enrolled: office }' to 'match' of 'office', and put it before that group");
  a.groups[0].devices = {};
  a.groups[1].devices = {};
  CHECK(a.enrol("one").error().what ==
        "a device enrolled for 'office' would be in 'default' by the policy in force; add "
        "'- { enrolled: office }' to 'match' of 'office'");
  a.groups[1].devices = {{.enrolled = "office"}};
  CHECK(a.enrol("one"));
  a.allow_token("two", "default");
  CHECK(a.enrol("two")->device->record.enrolled == "default");
}

TEST_CASE("nobody enrols while the clock is not trusted", "[device]") {
  ARegistrar a;
  a.allow_token("one");
  a.suspect = "set back by 2h";
  const auto refused = a.enrol("one");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NotNow);
  CHECK(refused.error().what == "the relay's clock is not trusted: set back by 2h");
  CHECK(a.enrol("wrong").error().kind == Kind::NoLeave);
  a.suspect.reset();
  CHECK(a.enrol("one"));
}

TEST_CASE("a certificate is renewed in its last ninety days", "[device]") {
  ARegistrar a;
  a.allow_token("one");
  auto asking = a.applicant("one");
  asking.request = tests::request_of_a_device().request;
  const auto id = a.registrar.enrol(asking)->device->id;
  const auto end = asking.now + crypto::kClientLasts;
  const auto at = [&](policy::Instant now) {
    asking.now = now;
    asking.request = tests::request_of_a_device().request;
    return a.registrar.renew(id, asking);
  };
  const auto early = at(end - 90 * 24h - 1s);
  REQUIRE_FALSE(early);
  CHECK(early.error().kind == Kind::TooEarly);
  CHECK(early.error().what ==
        "its certificate is good until 2027-01-02 01:00 UTC and may be renewed from 2026-10-04 "
        "01:00 UTC");
  const auto renewed = at(end - 90 * 24h);
  REQUIRE(renewed);
  CHECK(renewed->device->id == id);
  CHECK_FALSE(at(end - 1h));
  a.devices->revoke(id, {.at = day(9), .actor = "Aino"});
  CHECK(at(end + 365 * 24h).error().kind == Kind::NoLeave);
}
