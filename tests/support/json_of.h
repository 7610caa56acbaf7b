#pragma once

#include <string_view>

#include <catch2/catch.hpp>

#include "relay/json/read.h"

namespace tests {

inline relay::json::Value json(std::string_view text) {
  const auto value = relay::json::read(text);
  if (!value) FAIL(value.error());
  return *value;
}

}  // namespace tests
