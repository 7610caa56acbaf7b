#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "relay/catalog/audit.h"

namespace relay::catalog {

/// Who was turned away somewhere, in the audit: one row a minute, which counts the others. Everyone
/// can make them, and the audit cannot be shortened. Safe to use from several threads.
class Refusals {
 public:
  /// `where` is the subject of the rows: "the administrators' door".
  Refusals(db::Database& state, std::string where) : state_{state}, where_{std::move(where)} {}

  void note(const std::string& detail, policy::Instant now);

 private:
  std::optional<std::uint64_t> uncounted_if_due(policy::Instant now);

  db::Database& state_;
  const std::string where_;
  std::mutex mutex_;
  std::optional<policy::Instant> recorded_{};  ///< The last row. Guarded by mutex_, as is the next.
  std::uint64_t uncounted_ = 0;                ///< Refused since then.
};

}  // namespace relay::catalog
