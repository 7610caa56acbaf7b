#pragma once

#include <string>

#include "config/yaml.h"

namespace tests {

/// A text that stands at line 3, column 7.
inline config::Node written(const std::string& text) {
  return {config::Node::Kind::Text, {3, 7}, text, {}, {}};
}

}  // namespace tests
