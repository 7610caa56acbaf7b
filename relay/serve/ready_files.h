#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "relay/http/ready_file.h"
#include "relay/serve/lookup.h"
#include "relay/serve/whom.h"
#include "relay/store/store.h"

namespace relay::serve {

/// What one loop has answered with from the World that it has, to answer with it again.
class ReadyFiles {
 public:
  static constexpr std::size_t kRoom = 1'024;  ///< Of some 1.5 KB; beyond that it begins anew.

  http::ReadyFilePtr of(const store::Store& store, const Served& served, Audience audience);
  /// Before the World goes.
  void clear() { made_.clear(); }
  std::size_t size() const { return made_.size(); }

 private:
  /// All that an answer depends on. The file is one of the World's.
  struct Key {
    const store::File* file;
    policy::Instant since;
    Audience audience;
    friend bool operator==(const Key&, const Key&) = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const;
  };

  std::unordered_map<Key, http::ReadyFilePtr, Hash> made_;
};

/// What caches between may do with an answer.
const char* caching(store::Role role, Audience audience);

}  // namespace relay::serve
