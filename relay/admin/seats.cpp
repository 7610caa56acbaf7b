#include "relay/admin/seats.h"

namespace relay::admin {

Seats::Seat::~Seat() {
  free_.with([](unsigned& free) { ++free; });
}

std::unique_ptr<Seats::Seat> Seats::take() {
  const bool has_one = free_.with([](unsigned& free) {
    if (free == 0) return false;
    --free;
    return true;
  });
  return has_one ? std::make_unique<Seat>(free_) : nullptr;
}

}  // namespace relay::admin
