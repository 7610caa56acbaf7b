#include "config/declared.h"

#include <algorithm>

#include "config/guess.h"
#include "config/values.h"

namespace config {
namespace {

template <class Id>
std::optional<Id> declared_name(Problems& problems, const Node* node, const std::string& kind,
                                const std::vector<std::string>& declared) {
  const auto id = name<Id>(problems, node, "a " + kind);
  if (!id || std::ranges::count(declared, id->text()) > 0) return id;
  problems.add(node->at, "there is no " + kind + " '" + id->text() + "'",
               guess(id->text(), declared));
  return std::nullopt;
}

}  // namespace

std::vector<std::string> declared_keys(const Node* node) {
  std::vector<std::string> names;
  if (node == nullptr) return names;
  for (const Entry& entry : node->entries) names.push_back(entry.key);
  return names;
}

std::optional<policy::GroupId> group_named(Problems& problems, const Node* node,
                                           const Declared& declared) {
  return declared_name<policy::GroupId>(problems, node, "group", declared.groups);
}

std::optional<policy::FeedId> feed_named(Problems& problems, const Node* node,
                                         const Declared& declared) {
  return declared_name<policy::FeedId>(problems, node, "feed", declared.feeds);
}

policy::CalendarPtr calendar_named(Problems& problems, const Node* node, const Declared& declared) {
  using CalendarName = policy::Id<struct CalendarKind>;
  const auto id = declared_name<CalendarName>(problems, node, "calendar", declared.calendars);
  if (!id) return nullptr;
  const auto found = declared.calendar.find(id->text());
  return found == declared.calendar.end() ? nullptr : found->second;
}

}  // namespace config
