#include "config/match.h"

#include "config/declared.h"
#include "config/values.h"

namespace config {
namespace {

using AttributeName = policy::Id<struct AttributeKind>;

std::map<std::string, std::string> read_attributes(Problems& problems, const Node* node) {
  std::map<std::string, std::string> attributes;
  if (node == nullptr) return attributes;
  constexpr const char* kExpected = "attributes such as { model: t14 }";
  if (node->kind != Node::Kind::Map) {
    add_unexpected(problems, *node, kExpected);
    return attributes;
  }
  if (node->entries.empty()) problems.add(node->at, "'attributes' of a match names none");
  for (const Entry& entry : node->entries) {
    if (!AttributeName::parse(entry.key)) {
      problems.add(entry.at, "the name of an attribute is " + std::string{AttributeName::kShape});
    }
    const auto value = text(problems, &entry.value, "the value of an attribute");
    if (value && !attributes.emplace(entry.key, *value).second) {
      problems.add(entry.at, "attribute '" + entry.key + "' is there twice");
    }
  }
  return attributes;
}

}  // namespace

policy::Match read_device_match(Problems& problems, const Node* enrolled, const Node* attributes,
                                const std::vector<std::string>& groups) {
  policy::Match match{.attributes = read_attributes(problems, attributes)};
  if (const auto group = group_named(problems, enrolled, {.groups = groups})) {
    match.enrolled = group->text();
  }
  return match;
}

}  // namespace config
