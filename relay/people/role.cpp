#include "relay/people/role.h"

#include <algorithm>

#include "policy/require.h"

namespace relay::people {

Role role(std::string_view built_in) {
  auto named = Role::parse(built_in);
  policy::require(named.has_value(), "a role that every relay has is named like one");
  return *std::move(named);
}

bool is_built_in(const Role& role) {
  return std::ranges::find(kBuiltIn, role.text()) != kBuiltIn.end();
}

bool covers(const Reach& held, const Reach& asked) {
  return (!held.feed || held.feed == asked.feed) && (!held.group || held.group == asked.group);
}

}  // namespace relay::people
