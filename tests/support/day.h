#pragma once

#include "policy/time.h"

/// Tests live on their own days, so that none has an expiry date: day(0) is 2026-01-01T00:00:00Z.
namespace tests {

constexpr policy::Instant day(int number) {
  return policy::from_unix_seconds(1'767'225'600) + std::chrono::days{number};
}

}  // namespace tests
