#pragma once

namespace policy {

/// One function for each case of a variant, as std::visit takes them: Each{[](const Halted&) {…},
/// …}. Without one of them it does not compile.
template <class... Cases>
struct Each : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Each(Cases...) -> Each<Cases...>;

}  // namespace policy
