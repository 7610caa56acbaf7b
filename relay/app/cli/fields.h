#pragma once

#include <string>

#include "relay/app/cli/visible.h"
#include "relay/json/value.h"

/// Fields of an answer as pieces of a line.
namespace relay::app::cli {

inline std::string text(const json::Value& value) {
  return visible(value.text());
}
inline std::string instant(const json::Value& value) {
  return visible_instant(value.text());
}
inline std::string number(const json::Value& value) {
  return std::to_string(value.number());
}
inline std::string text_or(const json::Value& value, const char* otherwise) {
  return value.null() ? otherwise : text(value);
}

}  // namespace relay::app::cli
