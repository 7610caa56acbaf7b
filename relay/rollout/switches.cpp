#include "relay/rollout/switches.h"

#include <algorithm>
#include <set>

namespace relay::rollout {
namespace {

bool is_open(const std::vector<policy::OpenRelease>& open, const catalog::ActivationRow& row) {
  return row.release &&
         std::ranges::find(open, *row.release, &policy::OpenRelease::release) != open.end();
}

}  // namespace

std::vector<policy::Sequence> arrivals(const std::vector<catalog::ActivationRow>& history,
                                       const std::vector<policy::OpenRelease>& open) {
  std::set<policy::Sequence> found;
  for (const auto& one : open) found.insert(one.release);
  std::set<policy::Sequence> later;  // Of those that are open.
  bool left_since = false;           // Whether one that is not open any more came after this row.
  for (auto row = history.rbegin(); row != history.rend() && later.size() < open.size(); ++row) {
    if (!is_open(open, *row)) {
      left_since = true;
    } else if (!later.contains(*row->release)) {
      const bool fell_back_since = !later.empty() && *later.begin() < *row->release;
      if (!left_since && !fell_back_since) found.erase(*row->release);
      later.insert(*row->release);
    }
  }
  return {found.begin(), found.end()};
}

}  // namespace relay::rollout
