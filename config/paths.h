#pragma once

#include <string>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// The names that a policy declares.
struct Declared {
  std::vector<std::string> feeds{};
  std::vector<std::string> groups{};
};

/// A group or feed by name, that is declared; a problem with a guess when it is not.
std::optional<policy::GroupId> group_named(Problems& problems, const Node* node,
                                           const Declared& declared);
std::optional<policy::FeedId> feed_named(Problems& problems, const Node* node,
                                         const Declared& declared);

/// In order. Names are unique, a group is in at most one stage of a path, and no gate stands in a
/// first stage. Rules that this version would have to ignore are problems.
std::vector<policy::Path> read_paths(Problems& problems, const Node* node,
                                     const Declared& declared);

}  // namespace config
