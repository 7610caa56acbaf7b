#pragma once

#include <memory>

#include "relay/io/guarded.h"

namespace relay::admin {

/// How many may do something at once. Safe from several threads; outlives the seats it gave.
class Seats {
 public:
  /// Taken for as long as it lives.
  class Seat {
   public:
    explicit Seat(io::Guarded<unsigned>& free) : free_{free} {}
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat();

   private:
    io::Guarded<unsigned>& free_;
  };

  explicit Seats(unsigned count) : free_{count} {}

  /// Nothing when all are taken: nobody waits here.
  std::unique_ptr<Seat> take();

 private:
  io::Guarded<unsigned> free_;
};

}  // namespace relay::admin
