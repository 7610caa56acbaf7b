#pragma once

#include <set>

namespace relay::ledger {

/// A map that knows which entries were touched since they were last written to disk.
template <class Map>
class Tracked {
 public:
  using Key = typename Map::key_type;
  using Value = typename Map::mapped_type;

  const Map& all() const { return map_; }
  const Value* find(const Key& key) const {
    const auto found = map_.find(key);
    return found == map_.end() ? nullptr : &found->second;
  }
  /// To be changed; made when there is none.
  Value& touch(const Key& key) {
    touched_.insert(key);
    return map_[key];
  }
  void erase(const Key& key) {
    touched_.insert(key);
    map_.erase(key);
  }
  /// As it was read from disk.
  void put(const Key& key, const Value& value) { map_.insert_or_assign(key, value); }

  const std::set<Key>& touched() const { return touched_; }  ///< Those that are gone as well.
  void written() { touched_.clear(); }

 private:
  Map map_;
  std::set<Key> touched_;
};

}  // namespace relay::ledger
