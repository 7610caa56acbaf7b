#include "relay/http/admission.h"

#include <algorithm>

#include "relay/http/forwarded.h"

namespace relay::http {
namespace {

/// Whoever has an IPv6 address has the rest of its network as well.
policy::Address counted_as(policy::Address address) {
  if (!address.v4()) std::fill(address.bytes.begin() + 8, address.bytes.end(), std::uint8_t{0});
  return address;
}

}  // namespace

Admission::Ticket::~Ticket() {
  if (of_ != nullptr) of_->give_back(address_);
}

std::optional<Admission::Ticket> Admission::admit(const policy::Address& address) {
  const bool proxy = among(proxies_, address);
  const std::lock_guard lock{mutex_};
  if (count_ >= in_all_) return std::nullopt;
  if (proxy) {
    ++count_;
    return Ticket{*this, std::nullopt};
  }
  const policy::Address counted = counted_as(address);
  const auto found = counts_.find(counted);
  if (by_address_ == 0 || (found != counts_.end() && found->second >= by_address_)) {
    return std::nullopt;
  }
  ++count_;
  ++counts_[counted];
  return Ticket{*this, counted};
}

void Admission::give_back(const std::optional<policy::Address>& address) {
  const std::lock_guard lock{mutex_};
  --count_;
  if (!address) return;
  const auto found = counts_.find(*address);
  if (--found->second == 0) counts_.erase(found);
}

}  // namespace relay::http
