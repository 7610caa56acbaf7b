#pragma once

#include <map>
#include <optional>
#include <string>

namespace policy {

/// What the organisation's own record says of a device that has shown a credential: never what the
/// device says of itself.
struct Membership {
  std::string enrolled{};  ///< The group that it was enrolled for; empty: it was not enrolled here.
  std::map<std::string, std::string> attributes{};  ///< "model" → "t14", "ou" → "Office".
  friend bool operator==(const Membership&, const Membership&) = default;
};

/// One way into a group for such devices, `match: [{ enrolled: office, attributes: { model: t14 }
/// }]`: everything that it names must be as the record has it. It names something.
struct Match {
  std::optional<std::string> enrolled{};
  std::map<std::string, std::string> attributes{};
  friend bool operator==(const Match&, const Match&) = default;

  bool holds(const Membership& device) const;
};

}  // namespace policy
