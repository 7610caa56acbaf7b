#pragma once

#include <string>
#include <utility>

#include "relay/http/message.h"
#include "tests/support/day.h"

namespace tests {

/// A GET of "/f" with these fields, at day(3).
inline relay::http::Request asking(std::vector<relay::http::Field> fields = {}) {
  relay::http::Request request;
  request.target = request.path = "/f";
  request.fields = std::move(fields);
  request.id = "00000000000000aa";
  request.now = day(3);
  return request;
}

}  // namespace tests
