#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace config {

/// The word of `known` that was probably meant: at most one slip in three letters away (a letter
/// added, left out, changed, or two swapped). Empty when none is so near.
std::string_view nearest(std::string_view word, const std::vector<std::string>& known);

/// "did you mean 'soak'?", else "known: soak, gate", for the end of a sentence.
std::string guess(std::string_view word, const std::vector<std::string>& known);

/// "a", "a or b", "a, b or c".
std::string either(const std::vector<std::string>& words);

}  // namespace config
