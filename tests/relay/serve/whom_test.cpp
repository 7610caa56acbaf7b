#include "relay/serve/whom.h"

#include <catch2/catch.hpp>

#include "relay/catalog/schema.h"
#include "relay/crypto/sha256.h"
#include "tests/relay/serve/a_world.h"

using namespace std::chrono_literals;
using relay::http::ClientCertificate;
using relay::http::Request;
using relay::serve::Audience;
using relay::serve::Known;
using relay::serve::Whom;
using tests::AWorld;
using tests::day;
using tests::group;
using tests::kOffice;
using tests::kPilot;
using tests::kStranger;

namespace {

policy::Digest digest(char digit) {
  return *policy::Digest::parse_hex(std::string(64, digit));
}

/// One device is enrolled for pilot, with a token, "first"; one for office, with a certificate of
/// the relay's own authority, 'e'. The organisation's own is 'f'; its Lab is in pilot.
struct AKnownWorld : AWorld {
  AKnownWorld() {
    world.groups[0].devices = {{.enrolled = "pilot"}, {.attributes = {{"certificate.ou", "Lab"}}}};
    world.groups[1].devices = {{.enrolled = "office"}};
    enrol("pilot", '1', {.digest = relay::crypto::sha256("first")});
    enrol("office", '2', {relay::catalog::Credential::Kind::Certificate, digest('2'), day(366)});
  }
  void enrol(const char* to, char digit_of_id, const relay::catalog::Credential& credential) {
    const auto number = devices.allow(
        {.token = digest(digit_of_id), .group = group(to), .until = day(2)}, {.at = day(1)});
    devices.enrol(digest(digit_of_id),
                  {.id = id(digit_of_id), .enrolment = number, .credential = credential},
                  {.at = day(1)});
  }
  void move(char digit_of_id, const char* to) {
    const auto counts = state.write([&](relay::db::Transaction& tx) {
      return devices.move(tx, {id(digit_of_id)}, group(to), {.at = day(2), .actor = "Aino"});
    });
    counts();
  }
  static relay::device::DeviceId id(char digit_of_id) {
    return *relay::device::DeviceId::parse("d-" + std::string(16, digit_of_id));
  }
  Whom whom(const Request& request, const char* named = nullptr) {
    return relay::serve::whom_of(
        world, &devices, named == nullptr ? std::nullopt : std::optional{group(named)}, request);
  }

  relay::db::Database state{":memory:", relay::catalog::migrations()};
  relay::device::Directory devices{state, digest('e'), day(1)};
};

Request from(const char* address) {
  return {.peer = *policy::Address::parse(address), .secure = true, .now = day(3)};
}
Request with_token(const std::string& token, const char* address = kStranger) {
  Request request = from(address);
  request.fields = {{"Authorization", "Bearer " + token}};
  return request;
}
Request with_certificate(const ClientCertificate& certificate, const char* address = kStranger) {
  Request request = from(address);
  request.certificate = std::make_shared<const ClientCertificate>(certificate);
  return request;
}
const ClientCertificate kOwn{.fingerprint = digest('2'), .authority = digest('e')};
const ClientCertificate kLab{.fingerprint = digest('3'),
                             .subject = digest('4'),
                             .authority = digest('f'),
                             .names = {{"cn", "plc-7"}, {"ou", "Lab"}}};

/// "office by its certificate, counts"
std::string told(const Whom& whom) {
  const char* by = "";
  switch (whom.known) {
    case Known::Certificate:
      by = "certificate";
      break;
    case Known::Token:
      by = "token";
      break;
    case Known::Address:
      by = "address";
      break;
    case Known::Not:
      by = "nothing";
      break;
  }
  return whom.group.text() + " by " + by + (whom.counts ? ", counts" : "") +
         (whom.audience == Audience::GroupOfUrl ? ", for all" : "");
}

}  // namespace

TEST_CASE("who shows a credential is in the group of its record wherever it asks from",
          "[serve][security]") {
  AKnownWorld a;
  for (const char* const address : {kStranger, kOffice, kPilot}) {
    CAPTURE(address);
    CHECK(told(a.whom(with_token("first", address))) == "pilot by token, counts");
    CHECK(told(a.whom(with_certificate(kOwn, address))) == "office by certificate, counts");
    CHECK(told(a.whom(with_certificate(kLab, address))) == "pilot by certificate, counts");
  }
  const auto known = a.whom(with_token("first", kOffice));
  CHECK(known.device->id == AKnownWorld::id('1'));
  CHECK(known.place == relay::device::place_of(AKnownWorld::id('1')));
  CHECK(known.was == relay::serve::place_of(*policy::Address::parse(kOffice)));
}

TEST_CASE("a credential that does not count makes its owner unknown wherever it asks from",
          "[serve][security]") {
  AKnownWorld a;
  a.devices.revoke(AKnownWorld::id('1'), {.at = day(2), .actor = "Aino"});
  auto doubled = with_token("first", kPilot);
  doubled.fields.push_back(doubled.fields[0]);
  auto other_scheme = from(kPilot);
  other_scheme.fields = {{"Authorization", "Negotiate YII="}};
  auto unknown = kOwn;
  unknown.fingerprint = digest('9');
  for (const Request& request :
       {with_token("first", kPilot), with_token("wrong", kPilot), with_token("", kPilot), doubled,
        other_scheme, with_certificate(unknown, kPilot)}) {
    CHECK(told(a.whom(request)) == "default by nothing");
    CHECK(told(a.whom(request, "pilot")) == "default by nothing");
  }
}

TEST_CASE("a certificate is asked before a token and a bad one is not made good by it",
          "[serve][security]") {
  AKnownWorld a;
  auto both = with_token("first");
  both.certificate = with_certificate(kOwn).certificate;
  CHECK(told(a.whom(both)) == "office by certificate, counts");
  a.devices.revoke(AKnownWorld::id('2'), {.at = day(2), .actor = "Aino"});
  CHECK(told(a.whom(both)) == "default by nothing");
}

TEST_CASE("the plain door knows callers by their address alone", "[serve][security]") {
  AKnownWorld a;
  auto plain = with_token("first", kOffice);
  plain.secure = false;
  CHECK(told(a.whom(plain)) == "office by address, counts");
  CHECK(a.devices.in_the_clear() == 1);
  plain.fields.clear();
  CHECK(told(a.whom(plain)) == "office by address, counts");
  CHECK(a.devices.in_the_clear() == 1);
}

TEST_CASE("a group in the URL leads a device to its own group alone", "[serve][security]") {
  AKnownWorld a;
  CHECK(told(a.whom(with_token("first"), "pilot")) == "pilot by token, counts");
  // Not by its address either, though that is in office's match.
  CHECK(told(a.whom(with_token("first", kOffice), "office")) == "pilot by token");
  CHECK(told(a.whom(with_certificate(kOwn, kPilot), "pilot")) == "office by certificate");
  CHECK(told(a.whom(with_certificate(kOwn), "default")) == "office by certificate");
}

TEST_CASE("who shows nothing is known by its address as long as that is known", "[serve]") {
  AKnownWorld a;
  CHECK(told(a.whom(from(kPilot))) == "pilot by address, counts");
  CHECK(told(a.whom(from(kPilot), "pilot")) == "pilot by address, counts, for all");
  CHECK(told(a.whom(from(kPilot), "office")) == "office by address, counts, for all");
  CHECK(told(a.whom(from(kOffice), "pilot")) == "office by address");
  CHECK(told(a.whom(from(kStranger), "pilot")) == "default by nothing");
  auto behind_proxy = from(kPilot);
  behind_proxy.peer_known = false;
  CHECK(told(a.whom(behind_proxy)) == "default by nothing");
  CHECK(told(a.whom(behind_proxy, "pilot")) == "default by nothing");
  auto known = with_token("first", kPilot);
  known.peer_known = false;
  CHECK(told(a.whom(known)) == "pilot by token, counts");
  CHECK_FALSE(a.whom(known).was);
}

TEST_CASE("a device that no group matches is in default and says nothing of it", "[serve]") {
  AKnownWorld a;
  a.world.groups[0].devices.clear();
  CHECK(told(a.whom(with_token("first", kPilot))) == "default by token");
}

TEST_CASE("a move counts from the next request", "[serve][security]") {
  AKnownWorld a;
  a.move('1', "office");
  CHECK(told(a.whom(with_token("first"))) == "office by token, counts");
  CHECK(a.whom(with_token("first")).place == relay::device::place_of(AKnownWorld::id('1')));
}
