#pragma once

#include <functional>
#include <mutex>
#include <utility>

namespace relay::io {

/// A value that can be touched only under its lock. Safe to use from several threads.
template <class T>
class Guarded {
 public:
  template <class... Arguments>
  explicit Guarded(Arguments&&... arguments) : value_{std::forward<Arguments>(arguments)...} {}
  Guarded(const Guarded&) = delete;
  Guarded& operator=(const Guarded&) = delete;

  /// Calls `use` with the value, under the lock; it must neither wait nor take another lock. Yields
  /// by value, so that no reference gets out of the lock.
  template <class Use>
  auto with(Use&& use) {
    const std::lock_guard lock{mutex_};
    return std::invoke(std::forward<Use>(use), value_);
  }
  template <class Use>
  auto with(Use&& use) const {
    const std::lock_guard lock{mutex_};
    return std::invoke(std::forward<Use>(use), std::as_const(value_));
  }

 private:
  mutable std::mutex mutex_;
  T value_;
};

}  // namespace relay::io
