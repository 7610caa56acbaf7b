#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "policy/require.h"
#include "policy/simulate/scenario.h"

namespace policy::simulate {

/// Virtual time in steps, and in bins of steps, since some time before the scenario starts.
using Step = std::uint32_t;
using BinNumber = std::uint32_t;
constexpr Step kStepsOfBin = static_cast<Step>(kBin / kStep);

/// One number or record for each bin, from the first bin that was touched on. Bins come in order,
/// more or less: none before the first.
template <class T>
class Row {
 public:
  T& at(BinNumber bin) {
    if (bin - first_ >= cells_.size()) grow(bin);
    return cells_[bin - first_];
  }
  /// Nothing where no bin was touched, before or after.
  const T* find(BinNumber bin) const {
    return bin >= first_ && bin - first_ < cells_.size() ? &cells_[bin - first_] : nullptr;
  }

 private:
  void grow(BinNumber bin) {
    if (cells_.empty()) first_ = bin;
    require(bin >= first_, "a row of bins grows at its end");
    cells_.resize(bin - first_ + 1);
  }
  BinNumber first_ = 0;
  std::vector<T> cells_{};
};

}  // namespace policy::simulate
