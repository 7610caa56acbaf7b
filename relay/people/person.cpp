#include "relay/people/person.h"

#include <algorithm>
#include <array>

namespace relay::people {
namespace {

constexpr std::array<std::string_view, 5> kNobody{"relay", "machine", "administrator", "policy",
                                                  "nobody"};

}  // namespace

std::optional<std::string> against_name(std::string_view name) {
  if (!policy::Id<Person>::parse(name)) {
    return std::string{"a name is "} + policy::Id<Person>::kShape;
  }
  if (std::ranges::find(kNobody, name) == kNobody.end()) return std::nullopt;
  return "'" + std::string{name} + "' stands for nobody in the records; take another name";
}

bool Person::has(std::string_view role) const {
  return std::ranges::any_of(grants, [&](const Grant& one) { return one.role.text() == role; });
}

bool Person::has(std::string_view role, const Reach& asked) const {
  return std::ranges::any_of(grants, [&](const Grant& one) {
    return one.role.text() == role && covers(one.reach, asked);
  });
}

std::vector<Role> Person::approving(const Reach& asked) const {
  std::vector<Role> found;
  for (const Grant& one : grants) {
    const bool has_it = std::ranges::find(found, one.role) != found.end();
    if (!has_it && !is_built_in(one.role) && covers(one.reach, asked)) found.push_back(one.role);
  }
  return found;
}

}  // namespace relay::people
