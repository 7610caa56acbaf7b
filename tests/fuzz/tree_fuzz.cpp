#include <cstddef>
#include <cstdint>
#include <string_view>

#include "policy/require.h"
#include "relay/store/tree.h"

/// Any bytes: refused, or exactly one tree's text.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto tree = relay::store::parse_tree(text);
  if (!tree) return 0;
  policy::require(relay::store::render(*tree) == text, "a tree that was read is written the same");
  for (const auto& file : tree->files) {
    policy::require(tree->find(file.path) == &file, "every file of a tree is found");
  }
  return 0;
}
