#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"
#include "relay/json/read.h"

namespace relay::admin {

/// What an administrator asks for, as the body of a POST says it. Checked for shape only: whether
/// there are such groups and versions is the rollout's to say.
struct Wish {
  std::vector<std::string> groups{};  ///< Empty: all, because the body said "all".
  std::string version{};              ///< Empty when it names none.
  std::string reason{};
  bool lift = false;
};

/// Whether a body has a field.
enum class Field { Absent, Optional, Required };

/// What a kind of act has in its body.
struct Shape {
  Field reason = Field::Required;
  Field groups = Field::Required;
  Field version = Field::Optional;
  Field version_to_lift = Field::Optional;  ///< The version, where it lifts.
  Field lift = Field::Absent;
};
/// Of an act of the feed as a whole, or of the relay.
constexpr Shape kReasonAlone{.groups = Field::Absent, .version = Field::Absent};
/// Of an act about one release, in all groups.
constexpr Shape kVersion{.groups = Field::Absent, .version = Field::Required};
/// Of an act about one release, in some groups.
constexpr Shape kVersionHere{.version = Field::Required};

/// Fields that one kind of act has besides. `read` notes what is wrong with them.
struct Own {
  std::vector<std::string_view> names{};
  std::function<void(const json::Part& root)> read{};
};

constexpr std::size_t kLongestReason = 500;  ///< In characters.

/// The body as a wish, or all that is wrong with it.
policy::Result<Wish, std::vector<json::Problem>> read_wish(std::string_view body,
                                                           const Shape& shape, const Own& own = {});

/// The reason of an act: one line of 1 to kLongestReason characters. Notes what is wrong with it.
std::string read_reason(const json::Part& part);
/// A text that is not empty; `needed`: it must be there.
std::string read_version(const json::Part& part, Field needed);

}  // namespace relay::admin
