#include "config/paths.h"

#include <map>

#include "config/content_class.h"
#include "config/fields.h"
#include "config/patience.h"
#include "config/stage.h"
#include "config/values.h"

namespace config {
namespace {

using PathName = policy::Id<struct PathKind>;

void read_for(Problems& problems, const Node* node, const Declared& declared, policy::Path& path) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"a path's 'for'", {"feed", "class"}}};
  for (const Node* const item : one_or_list(fields.get("feed"))) {
    if (const auto feed = feed_named(problems, item, declared)) path.feeds.push_back(*feed);
  }
  for (const Node* const item : one_or_list(fields.get("class"))) {
    if (const auto content = content_class(problems, item)) path.classes.push_back(*content);
  }
  const bool nobody = fields.get("feed") == nullptr && fields.get("class") == nullptr;
  if (node->kind == Node::Kind::Map && node->entries.empty() && nobody) {
    problems.add(node->at, "a path is for a 'feed' or a 'class'");
  }
}

policy::Path read_path(Problems& problems, const Node& node, const Declared& declared) {
  const Fields fields{
      problems, node, {"a path", {"name", "for", "stages", "freshness", "no_evidence"}}};
  policy::Path path{.mark = {node.at.line}};
  if (const auto id = name<PathName>(problems, fields.need("name"), "a path")) {
    path.name = id->text();
  }
  read_for(problems, fields.need("for"), declared, path);
  const Node* const stages = fields.need("stages");
  Placed placed;
  for (const Node* const item : items(problems, stages, "a list of stages")) {
    path.stages.push_back(read_stage(problems, *item, declared, placed, path.stages.size()));
  }
  if (stages != nullptr && stages->kind == Node::Kind::List && stages->items.empty()) {
    problems.add(stages->at, "a path without stages lets nothing through");
  }
  path.freshness = read_freshness(problems, fields);
  path.no_evidence = read_no_evidence(problems, fields);
  return path;
}

}  // namespace

std::vector<policy::Path> read_paths(Problems& problems, const Node* node,
                                     const Declared& declared) {
  std::vector<policy::Path> paths;
  std::map<std::string, unsigned> seen;
  for (const Node* const item : items(problems, node, "a list of paths")) {
    auto path = read_path(problems, *item, declared);
    const auto [first, fresh] = seen.try_emplace(path.name, item->at.line);
    if (!fresh && !path.name.empty()) {
      problems.add(item->at, "path '" + path.name + "' is there twice; it is already in line " +
                                 std::to_string(first->second));
    }
    paths.push_back(std::move(path));
  }
  return paths;
}

}  // namespace config
