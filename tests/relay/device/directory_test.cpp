#include "relay/device/directory.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/relay/device/a_register.h"

using namespace relay;
using namespace std::chrono_literals;
using device::Certificate;
using device::DeviceId;
using tests::ARegister;
using tests::day;
using tests::device_id;
using tests::digest;
using tests::group;

namespace {

const catalog::Deed kDeed{.at = day(2), .actor = "Aino", .reason = "it was stolen"};

void move(ARegister& a, const DeviceId& id, const char* to) {
  const auto counts = a.state.write(
      [&](db::Transaction& tx) { return a.devices->move(tx, {id}, group(to), kDeed); });
  counts();
}

/// Of the relay's own authority.
Certificate own(char fingerprint) {
  return {.authority = digest(ARegister::kAuthority),
          .fingerprint = digest(fingerprint),
          .subject = digest('5'),
          .names = {{"o", "Sluice device"}, {"cn", "d-1"}}};
}
/// Of the organisation's.
Certificate theirs(char subject, char fingerprint = '7', char authority = 'f') {
  return {.authority = digest(authority),
          .fingerprint = digest(fingerprint),
          .subject = digest(subject),
          .names = {{"cn", "plc-7"}, {"ou", "Plant"}}};
}

}  // namespace

TEST_CASE("a device is known by its token or its certificate with what was recorded of it",
          "[device]") {
  ARegister a;
  a.enrol_with_token('1');
  a.enrol_with_certificate('2');
  const bool again = GENERATE(false, true);
  if (again) a.start_again();
  CAPTURE(again);
  const auto by_token = a.devices->with_token(digest('1'), {});
  REQUIRE(by_token);
  CHECK(by_token->id == device_id('1'));
  CHECK(by_token->name == "lap-1");
  CHECK(by_token->record == policy::Membership{"office", {{"model", "t14"}}});
  const auto by_certificate = a.devices->with_certificate(own('2'), {});
  REQUIRE(by_certificate);
  CHECK(by_certificate->id == device_id('2'));
  CHECK(by_certificate->record == policy::Membership{"office", {{"model", "t14"}}});
  CHECK_FALSE(a.devices->with_token(digest('3'), {}));
}

TEST_CASE("a place is the first eight bytes of a digest that is part of the interface",
          "[device]") {
  // printf 'sluice-place-v1\0d-1111111111111111' | sha256sum
  CHECK(device::place_of(device_id('1')).value == 0x4214abc456630049U);
}

TEST_CASE("what is public of a certificate never counts as a token", "[device][hostile]") {
  ARegister a;
  a.enrol_with_token('1');
  a.enrol_with_certificate('2');
  CHECK_FALSE(a.devices->with_token(digest('2'), {}));
  CHECK_FALSE(a.devices->with_certificate(own('1'), {}));
}

TEST_CASE("a certificate of our own authority counts by what is recorded and not by its names",
          "[device][hostile]") {
  ARegister a;
  a.enrol_with_certificate('2');
  CHECK_FALSE(a.devices->with_certificate(own('3'), {}));
  // Another authority that gives its certificates the same names, and even the same bytes.
  auto forged = own('2');
  forged.authority = digest('f');
  const auto known = a.devices->with_certificate(forged, {});
  REQUIRE(known);
  CHECK(known->id.text().starts_with("c-"));
  CHECK(known->record.enrolled.empty());
}

TEST_CASE("a certificate of the organisation's makes a device that stays when it is renewed",
          "[device]") {
  ARegister a;
  const auto known = a.devices->with_certificate(theirs('1'), {});
  REQUIRE(known);
  CHECK(known->id.text().size() == 34);
  CHECK(known->name == "plc-7");
  CHECK(known->record ==
        policy::Membership{"", {{"certificate.cn", "plc-7"}, {"certificate.ou", "Plant"}}});
  CHECK(a.devices->with_certificate(theirs('1', '8'), {})->id == known->id);
  CHECK(a.devices->with_certificate(theirs('2'), {})->id != known->id);
  CHECK(a.devices->with_certificate(theirs('1', '7', 'd'), {})->id != known->id);
  CHECK_FALSE(a.devices->find(known->id));
}

TEST_CASE("a device that is revoked is unknown at once until that is lifted", "[device]") {
  ARegister a;
  a.enrol_with_token('1');
  const auto one = a.devices->with_certificate(theirs('1'), {})->id;
  const bool again = GENERATE(false, true);
  const auto restart = [&] {
    if (again) a.start_again();
  };
  CAPTURE(again);
  CHECK(a.devices->revoke(device_id('1'), kDeed));
  CHECK(a.devices->revoke(one, kDeed));
  CHECK_FALSE(a.devices->revoke(one, kDeed));
  restart();
  CHECK_FALSE(a.devices->with_token(digest('1'), {}));
  CHECK_FALSE(a.devices->with_certificate(theirs('1', '8'), {}));
  CHECK(a.devices->with_certificate(theirs('2'), {}));
  CHECK(a.devices->find(one)->revoked->why == "it was stolen");
  CHECK(a.devices->restore(device_id('1'), kDeed));
  CHECK(a.devices->restore(one, kDeed));
  CHECK_FALSE(a.devices->restore(one, kDeed));
  restart();
  CHECK(a.devices->with_token(digest('1'), {}));
  CHECK(a.devices->with_certificate(theirs('1'), {}));
}

TEST_CASE("a device that is moved counts as of the other group at once", "[device]") {
  ARegister a;
  a.enrol_with_token('1');
  const auto one = a.devices->with_certificate(theirs('1'), {})->id;
  const bool again = GENERATE(false, true);
  CAPTURE(again);
  move(a, device_id('1'), "pilot");
  move(a, one, "pilot");
  CHECK(a.last_deed() == "Aino: moved: " + one.text() + " → pilot: it was stolen");
  if (again) a.start_again();
  CHECK(a.devices->with_token(digest('1'), {})->record ==
        policy::Membership{"pilot", {{"model", "t14"}}});
  CHECK(a.devices->with_certificate(theirs('1'), {})->record.enrolled == "pilot");
  // A move is no pardon.
  a.devices->revoke(device_id('1'), kDeed);
  move(a, device_id('1'), "office");
  CHECK_FALSE(a.devices->with_token(digest('1'), {}));
}

TEST_CASE("an enrolment is used once also after a start", "[device]") {
  ARegister a;
  const auto number = a.allow('1');
  const auto enrol = [&](char id, policy::Instant at) {
    return a.devices->enrol(
        digest('1'),
        {.id = device_id(id), .enrolment = number, .credential = {.digest = digest(id)}},
        {.at = at});
  };
  CHECK_FALSE(enrol('1', day(2)));
  if (GENERATE(false, true)) a.start_again();
  CHECK(enrol('1', day(2) - 1s));
  CHECK_FALSE(enrol('2', day(2) - 1s));
  a.start_again();
  CHECK_FALSE(enrol('2', day(2) - 1s));
  CHECK(a.devices->list("", 9).size() == 1);
}

TEST_CASE("leave to enrol is voided once whatever the clock says", "[device]") {
  ARegister a;
  using Shut = device::OpenEnrolments::Shut;
  const auto number = a.allow('1');
  a.allow('2');
  a.enrol_with_token('3');
  const auto voided = [&](std::int64_t enrolment, policy::Instant at = day(1) + 1h) {
    const auto done = a.devices->void_leave(enrolment, {.at = at, .actor = "Aino"});
    return done ? std::nullopt : std::optional{done.error()};
  };
  CHECK(voided(4) == Shut::Unknown);
  CHECK(voided(3) == Shut::Used);
  CHECK(voided(2, day(2)) == std::nullopt);  // Over by a clock that may be ahead.
  CHECK(voided(number, day(2) - 1s) == std::nullopt);
  if (GENERATE(false, true)) a.start_again();
  for (const char token : {'1', '2'}) {
    CHECK(voided(token - '0') == Shut::Voided);
    const auto leave = a.devices->leave(digest(token), day(1));
    REQUIRE_FALSE(leave);
    CHECK(leave.error().why == Shut::Voided);
  }
  CHECK_FALSE(
      a.devices->enrol(digest('1'), {.id = device_id('9'), .enrolment = number}, {.at = day(1)}));
  a.allow('5');
  CHECK(a.devices->leave(digest('5'), day(1)));
}

TEST_CASE("a renewed credential counts beside the one before", "[device]") {
  ARegister a;
  a.enrol_with_certificate('1');
  const catalog::Credential renewed{catalog::Credential::Kind::Certificate, digest('2'), day(700)};
  CHECK(a.devices->renew(device_id('1'), renewed, kDeed));
  CHECK(a.devices->with_certificate(own('1'), {})->id == device_id('1'));
  CHECK(a.devices->with_certificate(own('2'), {})->id == device_id('1'));
  a.devices->revoke(device_id('1'), kDeed);
  CHECK_FALSE(a.devices->with_certificate(own('2'), {}));
  CHECK_FALSE(a.devices->renew(device_id('1'), {.digest = digest('3')}, kDeed));
  CHECK_FALSE(a.devices->renew(device_id('9'), {.digest = digest('3')}, kDeed));
}

TEST_CASE("devices are listed by their ids in pages", "[device]") {
  ARegister a;
  for (const char digit : {'3', '1', '2'}) a.enrol_with_token(digit);
  const auto page = a.devices->list("", 2);
  REQUIRE(page.size() == 2);
  CHECK(page[0].id == device_id('1'));
  CHECK(page[1].id == device_id('2'));
  CHECK(a.devices->list(page[1].id.text(), 2).size() == 1);
  CHECK(a.devices->list(device_id('3').text(), 2).empty());
}

TEST_CASE("what is recorded last counts last whoever says it", "[device][threads]") {
  ARegister a;
  a.enrol_with_token('1');
  std::atomic<bool> over = false;
  std::jthread asking{[&] {
    while (!over) static_cast<void>(a.devices->with_token(digest('1'), {}));
  }};
  const auto change = [&](const char* to) {
    return std::jthread{[&a, to] {
      for (int i = 0; i < 20; ++i) {
        move(a, device_id('1'), to);
        a.devices->revoke(device_id('1'), kDeed);
        a.devices->restore(device_id('1'), kDeed);
      }
    }};
  };
  { const auto one = change("pilot"), two = change("plant"); }
  over = true;
  asking.join();
  const auto now = a.devices->find(device_id('1'));
  a.start_again();
  const auto recorded = a.devices->find(device_id('1'));
  CHECK(now->group == recorded->group);
  CHECK(now->revoked.has_value() == recorded->revoked.has_value());
}
