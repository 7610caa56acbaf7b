#pragma once

#include <cstddef>
#include <random>
#include <vector>

namespace tests {

/// Chance that the same seed throws again in the same way on every build.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_{seed} {}

  unsigned upto(unsigned most) { return static_cast<unsigned>(engine_() % (most + 1)); }
  /// Once in `n`.
  bool once_in(unsigned n) { return upto(n - 1) == 0; }

  template <class T>
  const T& any(const std::vector<T>& list) {
    return list[upto(static_cast<unsigned>(list.size() - 1))];
  }
  template <class T>
  void shuffle(std::vector<T>& list) {
    for (std::size_t i = list.size(); i > 1; --i) {
      std::swap(list[i - 1], list[upto(static_cast<unsigned>(i - 1))]);
    }
  }

 private:
  std::mt19937 engine_;
};

}  // namespace tests
