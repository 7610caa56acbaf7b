#include "config/fields.h"

#include <algorithm>
#include <map>
#include <utility>

#include "config/guess.h"
#include "config/values.h"
#include "policy/require.h"

namespace config {

Fields::Fields(Problems& problems, const Node& node, Shape shape)
    : problems_{problems}, node_{node}, shape_{std::move(shape)} {
  if (node.kind != Node::Kind::Map) {
    problems_.add(node.at, "expected " + shape_.of + ", found " + found(node),
                  guess("", shape_.known));
    return;
  }
  std::map<std::string_view, Spot> seen;
  for (const Entry& entry : node.entries) {
    const auto [first, fresh] = seen.try_emplace(entry.key, entry.at);
    if (fresh) {
      check(entry);
    } else {
      problems_.add(entry.at, "'" + entry.key + "' is set twice; it is already set in line " +
                                  std::to_string(first->second.line));
    }
  }
}

void Fields::check(const Entry& entry) {
  if (std::ranges::count(shape_.known, entry.key) > 0) {
    if (entry.value.kind == Node::Kind::Nothing) {
      problems_.add(entry.at, "'" + entry.key + "' has no value");
    }
  } else if (std::ranges::count(shape_.later, entry.key) > 0) {
    problems_.add(entry.at,
                  "'" + entry.key + "' of " + shape_.of + " is not supported by this version",
                  shape_.instead);
  } else {
    problems_.add(entry.at, "'" + entry.key + "' is not a setting of " + shape_.of,
                  guess(entry.key, shape_.known));
  }
}

const Entry* Fields::find(std::string_view key) const {
  policy::require(std::ranges::count(shape_.known, key) > 0,
                  "a setting that is asked for is known");
  const auto entry = std::ranges::find(node_.entries, key, &Entry::key);
  return entry == node_.entries.end() ? nullptr : &*entry;
}

const Node* Fields::get(std::string_view key) const {
  const Entry* const entry = find(key);
  const bool there = entry != nullptr && entry->value.kind != Node::Kind::Nothing;
  return there ? &entry->value : nullptr;
}

const Node* Fields::need(std::string_view key) const {
  if (node_.kind == Node::Kind::Map && find(key) == nullptr) {
    std::string missing{key};
    std::string sentence = "'" + missing + "' of " + shape_.of + " is missing";
    problems_.lack(node_.at, std::move(missing), std::move(sentence));
  }
  return get(key);
}

Spot Fields::at(std::string_view key) const {
  const Entry* const entry = find(key);
  return entry == nullptr ? node_.at : entry->at;
}

}  // namespace config
