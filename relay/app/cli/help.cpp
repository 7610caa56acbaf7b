#include <algorithm>

#include "relay/app/cli/forms.h"

namespace relay::app::cli {
namespace {

const char* heading(Family family) {
  switch (family) {
    case Family::Program:
      return "The relay itself:";
    case Family::Looking:
      return "What there is, and why:";
    case Family::Policy:
      return "The policy:";
    case Family::LettingThrough:
      return "Letting through:";
    case Family::Stopping:
      return "Stopping, and letting go on:";
    case Family::Judging:
      return "Judging releases:";
    case Family::Devices:
      return "Who devices are:";
    case Family::People:
      return "Who people are:";
  }
  return "";
}

constexpr Family kHeadings[] = {Family::Program,        Family::Looking,  Family::Policy,
                                Family::LettingThrough, Family::Stopping, Family::Judging,
                                Family::Devices,        Family::People};

std::string padded(std::string_view text, std::size_t width) {
  std::string out{text};
  out.append(width > out.size() ? width - out.size() : 1, ' ');
  return out;
}

/// "hold FEED"
std::string written(const Form& form) {
  std::string words{form.name};
  if (!form.operands.empty()) words += " " + std::string{form.operands};
  return words;
}

std::string help_of(const Form& form) {
  std::string text = "Usage: sluice " + written(form) + " [OPTIONS]\n\n  " +
                     std::string{form.meaning} + "\n\nOptions:\n";
  for (const Option& option : options()) {
    if (!has(form, option)) continue;
    const std::string name = std::string{option.name} + " " + std::string{option.operand};
    text += "  " + padded(name, 20) + std::string{option.meaning} + "\n";
  }
  return text;
}

std::string help_of(Family family) {
  std::string text = std::string{"\n"} + heading(family) + "\n";
  for (const Form& form : forms()) {
    if (form.family == family) {
      text += "  " + padded(written(form), 30) + std::string{form.meaning} + "\n";
    }
  }
  return text;
}

}  // namespace

std::string help(const Help& asked) {
  if (const Form* const form = form_of(asked.command)) return help_of(*form);
  std::string text = "Usage: sluice COMMAND [OPTIONS]\n";
  for (const Family family : kHeadings) text += help_of(family);
  return text +
         "\n'sluice COMMAND --help' says how a command is written.\n"
         "Exit codes: 0 done, 1 failed, 2 misused.\n";
}

}  // namespace relay::app::cli
