#include "policy/difference.h"

#include <algorithm>
#include <map>
#include <utility>

#include "policy/settings.h"

namespace policy {
namespace {

using Key = std::pair<std::string, std::string>;
using Names = std::vector<std::string>;

Key key(const Setting& setting) {
  return {setting.of, setting.name};
}

std::string sentence(const Setting& setting, const char* end) {
  const auto value = setting.value.empty() ? "" : " " + setting.value;
  return setting.of + ": " + setting.name + value + end;
}

/// Settings by name; what stands twice word for word is counted by the value.
std::map<Key, std::vector<std::string>> by_name(const std::vector<Setting>& all) {
  std::map<Key, std::vector<std::string>> found;
  for (const Setting& setting : all) found[key(setting)].push_back(setting.value);
  return found;
}

/// The value that the same setting has in the other document; taken out, so that each is met once.
std::optional<std::string> take(std::map<Key, std::vector<std::string>>& from,
                                const Setting& setting) {
  const auto found = from.find(key(setting));
  if (found == from.end() || found->second.empty()) return std::nullopt;
  auto value = std::move(found->second.front());
  found->second.erase(found->second.begin());
  return value;
}

/// Where order decides: those that both have stand in another one.
void add_order(std::vector<std::string>& sentences, const char* of, const Names& before,
               const Names& after) {
  const auto kept = [](const Names& names, const Names& other) {
    Names both;
    for (const auto& name : names) {
      const bool met = std::ranges::count(both, name) > 0;
      if (!met && std::ranges::count(other, name) > 0) both.push_back(name);
    }
    return both;
  };
  const Names old_order = kept(before, after), new_order = kept(after, before);
  if (old_order == new_order) return;
  std::string text;
  for (const auto& name : new_order) text += (text.empty() ? "" : ", ") + name;
  sentences.push_back(std::string{of} + " in another order: " + text);
}

template <class List, class Name>
Names names(const List& list, Name name) {
  Names all;
  for (const auto& one : list) all.push_back(name(one));
  return all;
}

void add_orders(std::vector<std::string>& sentences, const Document& before,
                const Document& after) {
  const auto group = [](const Group& one) { return one.id.text(); };
  add_order(sentences, "groups", names(before.groups, group), names(after.groups, group));
  const auto path = [](const Path& one) { return one.name; };
  add_order(sentences, "paths", names(before.paths, path), names(after.paths, path));
  // Of several pins of one feed the last counts.
  const auto limits = [](const Document& document) {
    return names(settings({.limits = document.limits}),
                 [](const Setting& one) { return "'" + one.of + ": " + one.name + "'"; });
  };
  add_order(sentences, "limits", limits(before), limits(after));
}

}  // namespace

std::vector<std::string> differences(const Document& before, const Document& after) {
  const auto old_settings = settings(before), new_settings = settings(after);
  auto unmatched = by_name(old_settings);
  std::vector<std::string> sentences;
  for (const Setting& setting : new_settings) {
    const auto was = take(unmatched, setting);
    if (!was) {
      sentences.push_back(sentence(setting, " is new"));
    } else if (*was != setting.value) {
      sentences.push_back(setting.of + ": " + setting.name + " " + *was + " → " + setting.value);
    }
  }
  auto met = by_name(new_settings);
  for (const Setting& setting : old_settings) {
    if (!take(met, setting)) sentences.push_back(sentence(setting, " is gone"));
  }
  add_orders(sentences, before, after);
  return sentences;
}

}  // namespace policy
