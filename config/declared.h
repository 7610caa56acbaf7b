#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/calendar.h"
#include "policy/id.h"

namespace config {

/// The names that a policy declares, good entries or not: a name is checked against what the text
/// says, so that one mistake is one message.
struct Declared {
  std::vector<std::string> feeds{};
  std::vector<std::string> groups{};
  std::vector<std::string> calendars{};
  std::map<std::string, policy::CalendarPtr> calendar{};  ///< Those that could be read.
};

/// The names that a map of things declares.
std::vector<std::string> declared_keys(const Node* node);

/// A group or feed by name, that is declared; a problem with a guess when it is not.
std::optional<policy::GroupId> group_named(Problems& problems, const Node* node,
                                           const Declared& declared);
std::optional<policy::FeedId> feed_named(Problems& problems, const Node* node,
                                         const Declared& declared);
/// Nothing, without a word, also for one that is declared and could not be read.
policy::CalendarPtr calendar_named(Problems& problems, const Node* node, const Declared& declared);

}  // namespace config
