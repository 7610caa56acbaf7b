#pragma once

#include <memory>
#include <string>

#include "relay/catalog/schema.h"
#include "relay/crypto/sha256.h"
#include "relay/device/directory.h"
#include "tests/support/day.h"

namespace tests {

inline policy::GroupId group(const char* name) {
  return *policy::GroupId::parse(name);
}
inline policy::Digest digest(char digit) {
  return *policy::Digest::parse_hex(std::string(64, digit));
}
inline relay::device::DeviceId device_id(char digit) {
  return *relay::device::DeviceId::parse("d-" + std::string(16, digit));
}

/// Devices over a catalog in memory, and the shortest way to some.
struct ARegister {
  static constexpr char kAuthority = 'e';

  /// Leave to enrol for a day from `at` on, with the digest of 64 times `token`.
  std::int64_t allow(char token, const char* to = "office", policy::Instant at = day(1)) {
    return devices->allow({.token = digest(token),
                           .group = group(to),
                           .attributes = {{"model", "t14"}},
                           .until = at + std::chrono::hours{24}},
                          {.at = at, .actor = "Aino"});
  }
  /// A device whose id is 16 times `digit`, and its credential's digest 64 times.
  relay::device::DevicePtr enrol(char digit, relay::catalog::Credential credential) {
    const auto number = allow(digit);
    credential.digest = digest(digit);
    return devices->enrol(digest(digit),
                          {.id = device_id(digit),
                           .enrolment = number,
                           .name = std::string{"lap-"} + digit,
                           .credential = credential},
                          {.at = day(1)});
  }
  relay::device::DevicePtr enrol_with_token(char digit) { return enrol(digit, {}); }
  relay::device::DevicePtr enrol_with_certificate(char digit) {
    return enrol(digit, {.kind = relay::catalog::Credential::Kind::Certificate, .until = day(366)});
  }
  void start_again(policy::Instant now = day(1)) {
    devices = std::make_unique<relay::device::Directory>(state, digest(kAuthority), now);
  }
  /// "person: action: subject: detail" of the newest audit row.
  std::string last_deed() {
    const auto rows =
        state.read([](relay::db::Connection& db) { return relay::catalog::audit_rows(db, 0, 1); });
    if (rows.empty()) return "nothing";
    return rows[0].actor + ": " + rows[0].action + ": " + rows[0].subject + ": " + rows[0].detail;
  }
  std::int64_t deeds() {
    const auto rows =
        state.read([](relay::db::Connection& db) { return relay::catalog::audit_rows(db, 0, 1); });
    return rows.empty() ? 0 : rows[0].number;
  }

  relay::db::Database state{":memory:", relay::catalog::migrations()};
  std::unique_ptr<relay::device::Directory> devices =
      std::make_unique<relay::device::Directory>(state, digest(kAuthority), day(1));
};

}  // namespace tests
