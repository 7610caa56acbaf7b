#include "relay/rollout/copies.h"

#include <algorithm>

#include "relay/rollout/tables.h"

namespace relay::rollout {
namespace {

bool tells(const Table& table) {
  return std::ranges::any_of(table.changing, [&](const std::string& path) {
    return table.files.at(path).also_valid_for.has_value();
  });
}

}  // namespace

// What is absent is asked for again: the mirror may bring it back.
const CopyReader::Files* CopyReader::files_of(OfFeed& feed, const catalog::ReleaseRow& release) {
  const policy::Sequence number = release.release.sequence;
  const auto known = feed.read.find(number);
  if (known != feed.read.end()) return &known->second;
  const auto tree = tree_of(store_, release.release.tree);
  if (!tree) return nullptr;
  Files& files = feed.read[number];
  for (const store::File& file : tree->files) {
    if (file.also_valid_for) files.emplace_back(file.path, *file.also_valid_for);
  }
  return &files;
}

CopiesPtr CopyReader::of(const Recorded& recorded, const Table& oldest) {
  if (!tells(oldest)) return nullptr;
  OfFeed& feed = feeds_[recorded.feed.id];
  Copies copies;
  std::erase_if(feed.read, [&](const auto& one) { return one.first < oldest.release; });
  const std::size_t count = recorded.rows.size();
  for (std::size_t i = count - std::min(count, kMost); i < count; ++i) {
    const policy::Sequence release = recorded.rows[i].release.sequence;
    if (release < oldest.release) continue;
    const Files* const files = files_of(feed, recorded.rows[i]);
    if (files == nullptr) continue;
    for (const auto& [path, built] : *files) copies[path].try_emplace(built, release);
  }
  if (!feed.copies || *feed.copies != copies) {
    feed.copies = std::make_shared<const Copies>(std::move(copies));
  }
  return feed.copies;
}

}  // namespace relay::rollout
