#pragma once

#include "relay/telemetry/contact.h"
#include "tests/support/day.h"

namespace tests {

inline policy::Address address(const char* text) {
  return *policy::Address::parse(text);
}

/// An unknown machine asks for a database; what a test is about, it says otherwise.
inline relay::telemetry::Contact contact() {
  return {.address = address("10.1.9.3"),
          .group = "default",
          .feed = "clamav",
          .path = "daily.cvd",
          .agent = "ClamAV/1.0.7",
          .release = {2},
          .at = day(3)};
}
inline relay::telemetry::Contact contact_of(const char* address_of_it) {
  auto asking = contact();
  asking.address = address(address_of_it);
  return asking;
}
inline relay::telemetry::Contact identified(const char* device) {
  auto asking = contact();
  asking.device = device;
  asking.known = relay::telemetry::Known::Token;
  return asking;
}

}  // namespace tests
