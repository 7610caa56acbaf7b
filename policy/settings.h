#pragma once

#include <string>
#include <vector>

#include "policy/document.h"

namespace policy {

/// One setting of a document: `path 'software', stage 2`, `soak`, `7d`. What can stand several
/// times (a blackout, a limit) has its text as its name, and an empty value.
struct Setting {
  std::string of{};
  std::string name{};
  std::string value{};
  friend bool operator==(const Setting&, const Setting&) = default;
};

/// Everything that a document says, in its order; where rules stand in the text is not part of it.
std::vector<Setting> settings(const Document& document);

}  // namespace policy
