// Fills a data folder with the catalog of a relay that has lived long, for run.sh:
// catalog_bench DATA POLICY FEED RELEASES. Every release was let through to the default group.

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "relay/catalog/releases.h"
#include "relay/catalog/revisions.h"
#include "relay/catalog/rollouts.h"
#include "relay/catalog/schema.h"
#include "relay/crypto/sha256.h"
#include "relay/store/store.h"
#include "relay/store/tree.h"

namespace {

namespace catalog = relay::catalog;
namespace store = relay::store;
using policy::Instant;

// 2020-01-01: with one release an hour, tens of thousands of them lie in the past, where the grace
// of old releases is over.
constexpr Instant kStart = policy::from_unix_seconds(1'577'836'800);

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

// A tree of a hundred files, so that a table costs what a real one does.
policy::Digest put_tree(store::Store& blobs, const std::string& text) {
  store::Tree tree;
  const auto add = [&](const std::string& path, const std::string& bytes) {
    const store::Blob blob = blobs.put(bytes);
    tree.files.push_back({.path = path,
                          .digest = blob.digest,
                          .size = blob.size,
                          .role = store::Role::Pointer,
                          .modified = kStart});
  };
  for (int i = 0; i < 100; ++i) {
    add("rules/" + std::to_string(i) + ".yar", text + " " + std::to_string(i));
  }
  return blobs.put(store::render(std::move(tree))).digest;
}

struct Life {
  policy::FeedId feed;
  std::int64_t revision = 0;
  std::vector<policy::Digest> trees{};  ///< Taken in turns: two neighbours always differ.
};

// One release an hour, accepted, opened and switched to.
void release(relay::db::Transaction& tx, const Life& life, std::size_t number) {
  const catalog::Deed deed{.at = kStart + std::chrono::hours{static_cast<int>(number)}};
  const auto sequence =
      catalog::accept(tx,
                      {.feed = life.feed,
                       .version = *policy::VersionText::parse("bench " + std::to_string(number)),
                       .tree = life.trees[number % life.trees.size()],
                       .content = policy::ContentClass::Intelligence},
                      deed);
  catalog::open(tx, life.feed, policy::default_group(),
                {.release = sequence, .steps = {{policy::kEverybody, deed.at}}}, life.revision,
                deed);
  catalog::activate(tx, life.feed, policy::default_group(), sequence, deed);
}

}  // namespace

int main(int count, char** words) {
  const auto feed = count == 5 ? policy::FeedId::parse(words[3]) : std::nullopt;
  if (!feed) {
    std::fprintf(stderr, "usage: catalog_bench DATA POLICY FEED RELEASES\n");
    return 2;
  }
  const std::filesystem::path folder = words[1];
  const std::string text = read_text(words[2]);
  const std::size_t releases = std::strtoul(words[4], nullptr, 10);

  store::Store blobs{folder / "store"};
  Life life{.feed = *feed, .trees = {put_tree(blobs, "even"), put_tree(blobs, "odd")}};
  relay::db::Database state{folder / "state.db", catalog::migrations()};
  state.write([&](relay::db::Transaction& tx) {
    life.revision = catalog::revise(tx, text, relay::crypto::sha256(text), {.at = kStart});
    for (std::size_t number = 1; number <= releases; ++number) release(tx, life, number);
  });
}
