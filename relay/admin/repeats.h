#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "relay/admin/call.h"
#include "relay/io/guarded.h"

namespace relay::admin {

/// `Idempotency-Key: KEY`: a change that names itself is made once within a day, also when the
/// relay starts again meanwhile. Who asks again, for he did not hear the answer, gets that answer,
/// with `Idempotency-Replayed: true`. What was refused was not done, is not remembered, and may be
/// asked with the same key. Safe from several threads.
class Repeats {
 public:
  using Make = std::function<http::Response()>;

  /// So many may one person have in a day: what is kept must not grow without end.
  static constexpr std::size_t kMostOfOne = 2'000;
  /// A longer answer is not kept.
  static constexpr std::size_t kLongestKept = 65'536;

  explicit Repeats(db::Database& state) : state_{state} {}

  /// The answer of `make`, or the one from before. 400 for what cannot be a key; 422 for one that
  /// named another request; 409 while the first is being answered, when it is not known how it
  /// ended, and when what was answered is shown once; 429 for too many.
  http::Response once(const Call& call, const Make& make);

 private:
  using Name = std::pair<std::string, std::string>;  ///< Whose, and the key.

  /// A request is being answered for as long as it lives.
  class Turn;
  std::unique_ptr<Turn> take(const Name& name);

  db::Database& state_;
  io::Guarded<std::set<Name>> in_progress_;
};

}  // namespace relay::admin
