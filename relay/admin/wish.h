#pragma once

#include <cstddef>
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

/// What a kind of act needs in its body.
struct Shape {
  bool reason = true;            ///< Else it may be left out.
  bool groups = true;            ///< Else it has none.
  bool version = false;          ///< Must name one, unless it lifts.
  bool version_to_lift = false;  ///< Must name one to lift.
  bool liftable = false;
};

constexpr std::size_t kLongestReason = 500;  ///< In characters.

/// The body as a wish, or all that is wrong with it in one line.
policy::Result<Wish, std::string> read_wish(std::string_view body, const Shape& shape);

/// The reason of an act: one line of 1 to kLongestReason characters. Notes what is wrong with it.
std::string read_reason(const json::Part& part);
/// All problems of a body in one line.
std::string joined(const std::vector<std::string>& problems);

}  // namespace relay::admin
