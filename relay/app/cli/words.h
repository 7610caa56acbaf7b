#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"
#include "relay/app/cli/forms.h"

/// The arguments of one command, sorted by its form; and what several commands take, each read with
/// the same sentence when it is wrong.
namespace relay::app::cli {

struct Words {
  const Form& form;
  std::vector<std::string> operands{};
  std::map<std::string, std::vector<std::string>, std::less<>> options{};

  bool has(std::string_view option) const { return options.contains(option); }
  /// Empty when it is not there.
  std::string operator[](std::string_view option) const;
  /// Of an option that may be given several times.
  std::vector<std::string> all(std::string_view option) const;
  std::string operand(std::size_t number) const;
};

/// Refuses options that the command does not have, and one that stands twice and may not. `--help`
/// wins over all that may be wrong besides.
OrMisuse<Words> sort_words(const Form& form, std::span<const std::string_view> rest);
/// As many operands as the form has.
std::optional<Misuse> miscounted(const Words& words);

/// "'bad'", with what a terminal could obey made visible.
std::string in_quotes(std::string_view text);
/// The sentence, and where the way to write it is shown.
Misuse see_help(const Form& form, const std::string& wrong);

/// There is no such command: the nearest, or the second words of those that begin with it.
Misuse no_command(std::string_view word);

/// The first operand; empty where it is optional and missing.
OrMisuse<std::string> feed_of(const Words& words);
/// The operand of that number; empty where it is optional and missing.
OrMisuse<std::string> version_of(const Words& words, std::size_t operand = 1);
/// The first operand, the name of an account.
OrMisuse<std::string> person_of(const Words& words);
/// What stands behind --group, which must be there.
OrMisuse<std::string> group_of(const Words& words);
/// Empty: all. It must be said, "all" included.
OrMisuse<std::vector<std::string>> groups_of(const Words& words);
/// Must be there, and not be blank.
OrMisuse<std::string> reason_of(const Words& words);

std::optional<Misuse> bad_feed(const std::string& feed);
std::optional<Misuse> bad_group(const std::string& group);
std::optional<Misuse> bad_version(const std::string& version);
/// From 1; nothing for anything else.
std::optional<std::int64_t> whole_number(std::string_view text);

}  // namespace relay::app::cli
