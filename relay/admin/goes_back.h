#pragma once

#include <string>
#include <vector>

#include "relay/json/value.h"

namespace relay::admin {

/// What a client of a feed does with a release that is older than what it has, for people.
struct GoesBack {
  std::string client{};
  std::string does{};
};

/// [{client, does}]
json::Value describe(const std::vector<GoesBack>& clients);

}  // namespace relay::admin
