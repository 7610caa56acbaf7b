#pragma once

#include <string>
#include <string_view>

#include "policy/time.h"

namespace relay::audit {

/// A tar archive in memory (POSIX ustar), of plain files in its root; whole once it is taken.
class Tar {
 public:
  explicit Tar(policy::Instant at) : at_{at} {}

  /// `name` has at most 99 characters.
  void add(std::string_view name, std::string_view bytes);
  std::string take() &&;

 private:
  const policy::Instant at_;
  std::string bytes_{};
};

}  // namespace relay::audit
