#include "policy/membership.h"

#include <algorithm>

namespace policy {

bool Match::holds(const Membership& device) const {
  if (enrolled && *enrolled != device.enrolled) return false;
  return std::ranges::all_of(attributes, [&device](const auto& wanted) {
    const auto found = device.attributes.find(wanted.first);
    return found != device.attributes.end() && found->second == wanted.second;
  });
}

}  // namespace policy
