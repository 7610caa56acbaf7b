#include "relay/feed/stock.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

namespace relay::feed {
namespace {

std::optional<store::Tree> held_tree(const store::Store& store, const policy::Digest& digest) {
  const auto text = store.read(digest, kLargestTree);
  if (!text) {
    std::filesystem::remove(store.path_of(digest));
    return std::nullopt;
  }
  auto tree = store::parse_tree(*text);
  if (!tree) return std::nullopt;
  return *std::move(tree);
}

}  // namespace

Stock take_stock(db::Database& database, const store::Store& store, const policy::FeedId& feed) {
  Stock stock = database.read([&](db::Connection& db) {
    Stock recorded;
    recorded.known.release = catalog::newest(db, feed);
    for (auto& part : catalog::parts(db, feed)) {
      std::string name = part.part;
      recorded.known.parts.emplace(std::move(name), std::move(part));
    }
    recorded.check = catalog::check(db, feed);
    return recorded;
  });
  if (!stock.known.release) return stock;

  stock.whole_tree = held_tree(store, stock.known.release->release.tree);
  if (!stock.whole_tree) return stock;
  const auto is_lost = [&](const store::File& file) { return !store.has(file.digest, file.size); };
  stock.known.newest = stock.whole_tree;
  std::ranges::copy_if(stock.whole_tree->files, std::back_inserter(stock.lost), is_lost);
  std::erase_if(stock.known.newest->files, is_lost);
  return stock;
}

}  // namespace relay::feed
