#pragma once

#include <string>
#include <vector>

namespace tests {

/// A request that two servers could read in two ways, or that nobody should have to read.
struct FramingCase {
  std::string name;
  std::string rule;   ///< Where it is written that it is wrong, or may be refused.
  std::string bytes;  ///< Other requests may follow.
  int status;
};

/// Of a door that takes bodies of less than 5 bytes.
std::vector<FramingCase> framing_cases();

}  // namespace tests
