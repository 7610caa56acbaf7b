#pragma once

#include <cstdint>
#include <mutex>

#include "relay/catalog/audit.h"
#include "relay/http/message.h"
#include "relay/people/person.h"

namespace relay::admin {

/// What people who are signed in were refused, in the audit, in the words that they were told. Of
/// more than sixty in a minute the others are counted, since the audit cannot be shortened. Safe
/// from several threads.
class Denials {
 public:
  explicit Denials(db::Database& state) : state_{state} {}

  /// Only what may not be, or may not be now: other answers leave no row here.
  void note(const http::Request& request, const people::Caller& caller,
            const http::Response& answer);

 private:
  /// How many went by without a row, where there may be one; and takes it.
  std::optional<std::uint64_t> uncounted_if_room(policy::Instant now);

  db::Database& state_;
  std::mutex mutex_;
  policy::Instant begun_{};  ///< Of this minute. Guarded by mutex_, as are the next.
  unsigned rows_ = 0;
  std::uint64_t uncounted_ = 0;
};

}  // namespace relay::admin
