#pragma once

#include <string>
#include <vector>

#include "policy/document.h"

namespace policy {

/// Why a device is in its group: the first match, in the policy's order, that holds for it.
struct Belonging {
  GroupId group;
  std::string match{};  ///< "enrolled for office with model t14"; empty: none holds.
  Mark mark{};          ///< Of the group.
  friend bool operator==(const Belonging&, const Belonging&) = default;
};

/// Of one that has shown a credential; see group_of().
Belonging belonging_of(const Document& document, const Membership& device);
/// Of whoever is at this address, has shown none and names no group in the URL; see group_at().
Belonging belonging_at(const Document& document, const Address& address);

/// "'pilot' is the first group with a match for it: enrolled for pilot"
std::string sentence(const Belonging& belonging);

}  // namespace policy
