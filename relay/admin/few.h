#pragma once

#include <cstddef>
#include <map>
#include <vector>

namespace relay::admin {

/// Of so many a reader sees what there is; a gate that watches forty groups has forty reasons.
constexpr std::size_t kFew = 3;

/// The first few of each kind, in their order.
template <class One, class KindOf>
std::vector<One> few_of_each(const std::vector<One>& all, KindOf kind_of) {
  std::map<decltype(kind_of(all.front())), std::size_t> had;
  std::vector<One> some;
  for (const One& one : all) {
    if (had[kind_of(one)]++ < kFew) some.push_back(one);
  }
  return some;
}

}  // namespace relay::admin
