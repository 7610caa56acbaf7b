#pragma once

#include <filesystem>
#include <memory>
#include <mutex>

#include "relay/db/database.h"

namespace relay::db {

/// Another connection to a Disposable database that is open in this process: for long reads, which
/// hold up nobody who writes meanwhile. Each sees what was committed before it began. Safe from
/// several threads, which wait for each other.
class Look {
 public:
  /// Throws Failure. The file is absolute or not, and is not ":memory:", which nobody else can see.
  explicit Look(const std::filesystem::path& file);
  ~Look();
  Look(const Look&) = delete;
  Look& operator=(const Look&) = delete;

  /// Runs `work(Connection&)` with the connection to itself; returns what it returns, by value.
  template <class Work>
  auto read(Work work) {
    const std::lock_guard lock{mutex_};
    return work(reading());
  }

 private:
  Connection& reading();

  std::mutex mutex_;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::db
