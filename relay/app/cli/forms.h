#pragma once

#include <span>
#include <string>
#include <string_view>

namespace relay::app::cli {

/// An option, in all commands that have it.
struct Option {
  std::string_view name{};     ///< "--groups"
  std::string_view operand{};  ///< "A,B|all"; empty: it has none.
  std::string_view meaning{};
};

/// How one command is written.
struct Form {
  std::string_view name{};
  std::string_view operands{};  ///< "FEED [VERSION]"
  std::size_t fewest = 0;
  std::size_t most = 0;
  std::string_view options{};  ///< Besides those of every command: "--groups --reason".
  std::string_view meaning{};
};

std::span<const Form> forms();
const Form* form_of(std::string_view command);

/// The option of that name, if this command has it.
const Option* option_of(const Form& form, std::string_view name);

// "; did you mean 'status'?", or nothing when no word is near.
std::string guess_command(std::string_view wrong);
std::string guess_option(const Form& form, std::string_view wrong);

}  // namespace relay::app::cli
