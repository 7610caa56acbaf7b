#include "relay/app/cli/forms.h"

#include <algorithm>
#include <array>
#include <vector>

#include "relay/app/cli/command.h"

namespace relay::app::cli {
namespace {

constexpr std::array kForms{
    Form{"run", "", 0, 0, "", "run the relay until it is told to stop"},
    Form{"check", "", 0, 0, "", "check settings and policy, and start nothing"},
    Form{"status", "", 0, 0, "--json", "how the relay and every feed are"},
    Form{"sync", "[FEED]", 0, 1, "--json", "ask a feed's vendor now, or every feed's"},
    Form{"releases", "FEED", 1, 1, "--before --json", "a feed's releases, newest first"},
    Form{"explain", "", 0, 0, "--feed --group --device --json",
         "what a group has, and why not the newer one"},
    Form{"adopt", "FEED [VERSION]", 1, 2, "--groups --reason --json",
         "say what groups run today: they get it at once"},
    Form{"approve", "FEED [VERSION]", 1, 2, "--groups --reason --json",
         "say yes to the release that waits, or to VERSION"},
    Form{"hold", "FEED", 1, 1, "--groups --reason --lift --json",
         "keep what the groups have; nothing newer opens"},
    Form{"pin", "FEED [VERSION]", 1, 2, "--groups --reason --lift --json",
         "exactly this version and no other"},
    Form{"block", "FEED VERSION", 2, 2, "--groups --reason --lift --json", "never this version"},
    Form{"quarantine", "FEED", 1, 1, "--json", "what was refused, and why"},
    Form{"audit", "", 0, 0, "--before --json", "who did what, when and why, newest first"},
    Form{"version", "", 0, 0, "", "the program's version"},
    Form{"help", "[COMMAND]", 0, 1, "", "this, or how one command is written"},
};

constexpr std::array kOptions{
    Option{"--feed", "FEED", "the feed"},
    Option{"--group", "GROUP", "the group; without it every group"},
    Option{"--device", "ADDRESS", "a device: its group is found by its address"},
    Option{"--groups", "A,B|all", "the groups that it is about"},
    Option{"--reason", "TEXT", "why: it goes into the audit"},
    Option{"--lift", "", "take it back"},
    Option{"--before", "NUMBER", "go on below this number"},
    Option{"--json", "", "print the relay's answer as JSON"},
    Option{"--config", "FILE", "the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml"},
    Option{"--help", "", "how this command is written"},
};

bool has(const Form& form, std::string_view option) {
  if (option == "--config" || option == "--help") return true;
  std::string_view rest = form.options;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    if (rest.substr(0, end) == option) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

/// How many letters must be added, removed or replaced (Levenshtein).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({replaced, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

constexpr std::size_t kNear = 2;
constexpr std::size_t kLongestGuess = 32;

std::string guess(std::string_view wrong, const std::vector<std::string_view>& right) {
  if (wrong.size() > kLongestGuess || right.empty()) return {};
  const auto nearest = std::ranges::min_element(
      right, {}, [&](std::string_view word) { return distance(wrong, word); });
  if (distance(wrong, *nearest) > kNear) return {};
  return "; did you mean '" + std::string{*nearest} + "'?";
}

std::string padded(std::string_view text, std::size_t width) {
  std::string out{text};
  out.append(width > out.size() ? width - out.size() : 1, ' ');
  return out;
}

std::string usage(const Form& form) {
  std::string line = "sluice " + std::string{form.name};
  if (!form.operands.empty()) line += " " + std::string{form.operands};
  return line;
}

std::string help_of(const Form& form) {
  std::string text =
      "Usage: " + usage(form) + " [OPTIONS]\n\n  " + std::string{form.meaning} + "\n\nOptions:\n";
  for (const Option& option : kOptions) {
    if (!has(form, option.name)) continue;
    const std::string name = std::string{option.name} + " " + std::string{option.operand};
    text += "  " + padded(name, 20) + std::string{option.meaning} + "\n";
  }
  return text;
}

}  // namespace

std::span<const Form> forms() {
  return kForms;
}

const Form* form_of(std::string_view command) {
  const auto found = std::ranges::find(kForms, command, &Form::name);
  return found == kForms.end() ? nullptr : &*found;
}

const Option* option_of(const Form& form, std::string_view name) {
  const auto found = std::ranges::find(kOptions, name, &Option::name);
  return found == kOptions.end() || !has(form, name) ? nullptr : &*found;
}

std::string guess_command(std::string_view wrong) {
  std::vector<std::string_view> names;
  for (const Form& form : kForms) names.push_back(form.name);
  return guess(wrong, names);
}

std::string guess_option(const Form& form, std::string_view wrong) {
  std::vector<std::string_view> names;
  for (const Option& option : kOptions) {
    if (has(form, option.name)) names.push_back(option.name);
  }
  return guess(wrong, names);
}

std::string help(const Help& asked) {
  if (const Form* const form = form_of(asked.command)) return help_of(*form);
  std::string text = "Usage: sluice COMMAND [OPTIONS]\n\n";
  for (const Form& form : kForms) {
    const std::string words = usage(form).substr(std::string_view{"sluice "}.size());
    text += "  " + padded(words, 26) + std::string{form.meaning} + "\n";
  }
  return text +
         "\n'sluice COMMAND --help' says how a command is written.\n"
         "Exit codes: 0 done, 1 failed, 2 misused.\n";
}

}  // namespace relay::app::cli
