#pragma once

#include <span>
#include <string>
#include <string_view>

#include "relay/app/cli/command.h"

namespace relay::app::cli {

using Misuse = std::string;
template <class T>
using OrMisuse = policy::Result<T, Misuse>;

/// Under which heading of `sluice help` a command stands; in the order of the headings.
enum class Family { Program, Looking, Policy, LettingThrough, Stopping, Judging, Devices, People };

struct Words;

/// How one command is written, and what makes its arguments a command.
struct Form {
  std::string_view name{};  ///< "hold", or two words: "policy show"
  /// "FEED [VERSION]": what is in brackets may be left out.
  std::string_view operands{};
  std::string_view options{};  ///< Besides those of every command: "--groups --reason".
  std::string_view meaning{};
  Family family = Family::Program;
  OrMisuse<What> (*understand)(const Words&) = nullptr;

  std::size_t fewest() const;  ///< Operands.
  std::size_t most() const;
};

/// An option, in all commands that have it.
struct Option {
  std::string_view name{};     ///< "--groups"
  std::string_view operand{};  ///< "A,B|all"; empty: it has none.
  std::string_view meaning{};
  bool repeats = false;  ///< May be given several times.
};

/// All commands, in the order in which help shows them within their family: see table.cpp.
std::span<const Form> forms();
std::span<const Option> options();

const Form* form_of(std::string_view command);
/// "FEED" for the first operand of "FEED [VERSION]".
std::string_view operand_name(const Form& form, std::size_t number);

bool has(const Form& form, const Option& option);
/// The option of that name, if this command has it.
const Option* option_of(const Form& form, std::string_view name);

// "; did you mean 'status'?", or nothing when no word is near.
std::string guess_command(std::string_view wrong);
std::string guess_option(const Form& form, std::string_view wrong);

}  // namespace relay::app::cli
