#include "relay/http/admission.h"

namespace relay::http {

Admission::Ticket::~Ticket() {
  if (of_ != nullptr) of_->give_back(address_);
}

std::optional<Admission::Ticket> Admission::admit(const policy::Address& address) {
  const std::lock_guard lock{mutex_};
  if (count_ >= in_all_) return std::nullopt;
  const auto found = counts_.find(address);
  if (by_address_ == 0 || (found != counts_.end() && found->second >= by_address_)) {
    return std::nullopt;
  }
  ++count_;
  ++counts_[address];
  return Ticket{*this, address};
}

void Admission::give_back(const policy::Address& address) {
  const std::lock_guard lock{mutex_};
  --count_;
  const auto found = counts_.find(address);
  if (--found->second == 0) counts_.erase(found);
}

}  // namespace relay::http
