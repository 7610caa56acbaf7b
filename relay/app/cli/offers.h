#pragma once

#include <span>
#include <string>
#include <vector>

#include "relay/app/cli/forms.h"

/// What may come next on a command line: what every shell's completion is made of.
namespace relay::app::cli {

struct Offer {
  enum class Kind {
    Word,   ///< A command, or one of the words that an operand may be.
    Flag,   ///< An option with nothing behind it.
    Value,  ///< An option with something behind it that cannot be guessed.
    File,   ///< An option with a file behind it.
  };
  Kind kind = Kind::Word;
  std::string word{};
  std::string meaning{};
};

struct Place {
  std::string words{};  ///< "", "policy" or "policy show": so begins the line.
  bool alone = false;   ///< And nothing stands behind them; else anything may.
  std::vector<Offer> offers{};
  bool files = false;  ///< A file is an operand.
};

/// The first that fits is the one.
std::vector<Place> places(std::span<const Form> forms);

/// The options of these that have that behind them.
std::vector<std::string> options_of(const std::vector<Place>& places, Offer::Kind kind);

/// The text between single quotes, for shells in which `quote` stands for one of them.
std::string quoted(std::string_view text, std::string_view quote);
/// With a space between.
std::string joined(const std::vector<std::string>& words, std::string_view between = " ");

}  // namespace relay::app::cli
