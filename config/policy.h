#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/feed_spec.h"
#include "config/outside.h"
#include "config/problem.h"
#include "policy/document.h"

/// The organisation's rules: policy.yaml. Their meaning is the folder policy/; here is their
/// spelling.
namespace config {

struct Policy {
  policy::Document rules{};
  std::vector<FeedSpec> feeds{};  ///< How each of rules.feeds is mirrored, in the same order.
};

/// `file` is how the text is named in messages, and its folder is what paths in it are relative to.
Reading<Policy> read_policy(const std::string& file, std::string_view text, const Outside& outside);

}  // namespace config
