#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

#include "policy/address.h"

namespace relay::http {

/// How many connections a door has, in all and by address. Safe to use from several threads; must
/// live longer than its tickets.
class Admission {
 public:
  /// A place, given back with this object.
  class Ticket {
   public:
    Ticket(Admission& of, const policy::Address& address) : of_{&of}, address_{address} {}
    Ticket(Ticket&& other) noexcept
        : of_{std::exchange(other.of_, nullptr)}, address_{other.address_} {}
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket();

   private:
    Admission* of_;
    policy::Address address_;
  };

  Admission(std::size_t in_all, std::size_t by_address)
      : in_all_{in_all}, by_address_{by_address} {}

  /// Nothing when there is no place left, for this address or at all.
  std::optional<Ticket> admit(const policy::Address& address);

 private:
  void give_back(const policy::Address& address);

  const std::size_t in_all_;
  const std::size_t by_address_;
  std::mutex mutex_;
  std::size_t count_ = 0;                          ///< Guarded by mutex_, as is the next.
  std::map<policy::Address, std::size_t> counts_;  ///< Only addresses that have a connection.
};

}  // namespace relay::http
