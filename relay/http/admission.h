#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "policy/address.h"

namespace relay::http {

/// How many connections a door has, in all and by address: an IPv6 network of 64 bits is one, and
/// proxies, behind which there are many, are none. Safe to use from several threads; must live
/// longer than its tickets.
class Admission {
 public:
  /// A place, given back with this object.
  class Ticket {
   public:
    Ticket(Admission& of, const std::optional<policy::Address>& address)
        : of_{&of}, address_{address} {}
    Ticket(Ticket&& other) noexcept
        : of_{std::exchange(other.of_, nullptr)}, address_{other.address_} {}
    Ticket& operator=(Ticket&&) = delete;
    ~Ticket();

   private:
    Admission* of_;
    std::optional<policy::Address> address_;  ///< By which it is counted; a proxy by none.
  };

  Admission(std::size_t in_all, std::size_t by_address, std::vector<policy::Network> proxies = {})
      : in_all_{in_all}, by_address_{by_address}, proxies_{std::move(proxies)} {}

  /// Nothing when there is no place left, for this address or at all.
  std::optional<Ticket> admit(const policy::Address& address);

 private:
  void give_back(const std::optional<policy::Address>& address);

  const std::size_t in_all_;
  const std::size_t by_address_;
  const std::vector<policy::Network> proxies_;
  std::mutex mutex_;
  std::size_t count_ = 0;                          ///< Guarded by mutex_, as is the next.
  std::map<policy::Address, std::size_t> counts_;  ///< Only addresses that have a connection.
};

}  // namespace relay::http
