#pragma once

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "policy/digest.h"
#include "relay/db/database.h"
#include "relay/http/message.h"

namespace relay::admin {

/// Who may speak to the API: whoever sends the administrator's token as `Authorization: Bearer …`,
/// and no page of another origin. Refusals leave an audit row, at most one a minute, which counts
/// those in between. Safe from several threads.
class Admission {
 public:
  Admission(db::Database& state, const policy::Digest& token) : state_{state}, token_{token} {}

  /// The answer to give instead; nothing when the request may go on.
  std::optional<http::Response> refusal(const http::Request& request);

 private:
  http::Response refuse(const http::Request& request, http::Response answer,
                        const std::string& why);
  std::optional<std::uint64_t> uncounted_if_due(policy::Instant now);

  db::Database& state_;
  const policy::Digest token_;

  std::mutex mutex_;
  std::optional<policy::Instant> recorded_{};  ///< The last row's time; guarded by mutex_.
  std::uint64_t uncounted_ = 0;                ///< Refusals since; guarded by mutex_.
};

}  // namespace relay::admin
