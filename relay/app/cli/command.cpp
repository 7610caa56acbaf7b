#include "relay/app/cli/command.h"

#include "relay/app/cli/words.h"

namespace relay::app::cli {
namespace {

using policy::Refused;

/// A command's name is one word or two: "hold", "policy show".
struct Named {
  const Form* form = nullptr;
  std::size_t words = 1;
};

Named name(std::span<const std::string_view> arguments) {
  if (arguments.size() > 1) {
    const std::string two = std::string{arguments[0]} + " " + std::string{arguments[1]};
    if (const Form* const form = form_of(two)) return {form, 2};
  }
  return {form_of(arguments[0]), 1};
}

}  // namespace

policy::Result<Command, std::string> parse(std::span<const std::string_view> arguments) {
  if (arguments.empty()) return Refused{std::string{"which command? 'sluice help' lists them"}};
  if (arguments[0] == "--help" || arguments[0] == "-h") return Command{.what = Help{}};
  if (arguments[0] == "--version") return Command{.what = Version{}};
  const auto [form, length] = name(arguments);
  if (form == nullptr) return Refused{no_command(arguments[0])};

  const auto words = sort_words(*form, arguments.subspan(length));
  if (!words) return Refused{words.error()};
  if (words->has("--help")) return Command{.what = Help{std::string{form->name}}};
  if (auto misuse = miscounted(*words)) return Refused{*std::move(misuse)};

  auto what = form->understand(*words);
  if (!what) return Refused{what.error()};
  return Command{*std::move(what), (*words)["--config"], words->has("--json")};
}

}  // namespace relay::app::cli
