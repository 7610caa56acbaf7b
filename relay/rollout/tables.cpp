#include "relay/rollout/tables.h"

#include <algorithm>
#include <string>

namespace relay::rollout {
namespace {

constexpr std::uint64_t kLargestTree = 64'000'000;

struct Made {
  TablePtr table;
  bool complete = false;
};

Made make(const store::Store& store, const catalog::ReleaseRow& release) {
  auto tree = tree_of(store, release.release.tree);
  if (!tree) return {};
  auto table = std::make_shared<Table>();
  table->release = release.release.sequence;
  table->version = release.release.version.text();
  table->gaps = std::move(tree->gaps);
  bool complete = true;
  for (store::File& file : tree->files) {
    if (file.role != store::Role::Signature) {
      table->newest = std::max(table->newest, file.modified);
    }
    if (store.has(file.digest, file.size)) {
      std::string path = file.path;
      if (file.role != store::Role::Immutable) table->changing.push_back(path);
      table->files.emplace(std::move(path), std::move(file));
    } else {
      complete = false;
    }
  }
  return {std::move(table), complete};
}

}  // namespace

std::optional<store::Tree> tree_of(const store::Store& store, const policy::Digest& tree) {
  const auto text = store.read(tree, kLargestTree);
  if (!text) return std::nullopt;
  auto parsed = store::parse_tree(*text);
  return parsed ? std::optional{std::move(parsed).value()} : std::nullopt;
}

TablePtr Tables::of(const catalog::ReleaseRow& release) {
  const Key key{release.feed, release.release.sequence};
  if (const auto found = kept_.find(key); found != kept_.end()) {
    found->second.asked = true;
    return found->second.table;
  }
  Made made = make(store_, release);
  if (made.complete) kept_.emplace(key, Kept{made.table, true});
  return made.table;
}

void Tables::sweep() {
  std::erase_if(kept_, [](const auto& entry) { return !entry.second.asked; });
  for (auto& [key, kept] : kept_) kept.asked = false;
}

}  // namespace relay::rollout
