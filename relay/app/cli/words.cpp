#include "relay/app/cli/words.h"

#include <algorithm>
#include <charconv>

#include "policy/id.h"
#include "policy/release.h"
#include "relay/app/cli/visible.h"

namespace relay::app::cli {
namespace {

using policy::Refused;

std::optional<Misuse> take_option(Words& words, std::string_view argument,
                                  std::span<const std::string_view>& rest) {
  const std::size_t equals = argument.find('=');
  const std::string_view name = argument.substr(0, equals);
  const Option* const option = option_of(words.form, name);
  if (option == nullptr) {
    return in_quotes(name) + " is not an option of '" + std::string{words.form.name} + "'" +
           guess_option(words.form, name);
  }
  std::string value;
  if (option->operand.empty()) {
    if (equals != std::string_view::npos) return in_quotes(name) + " takes no value";
  } else if (equals != std::string_view::npos) {
    value = argument.substr(equals + 1);
  } else if (!rest.empty()) {
    value = rest.front();
    rest = rest.subspan(1);
  }
  // An empty one is what a script's variable leaves that was never set: not the same as no option.
  if (!option->operand.empty() && value.empty()) {
    return in_quotes(name) + " needs a value: " + std::string{option->name} + " " +
           std::string{option->operand};
  }
  auto& values = words.options[std::string{name}];
  if (!values.empty() && !option->repeats) return in_quotes(name) + " is given twice";
  values.push_back(std::move(value));
  return std::nullopt;
}

/// "the version" for VERSION, and the words themselves where the operand is one of a few.
std::string missing(std::string_view operand) {
  if (std::ranges::any_of(operand, [](char c) { return c >= 'a' && c <= 'z'; })) {
    return std::string{operand};
  }
  std::string name = "the ";
  for (const char c : operand) {
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

/// "show, apply" when the word begins commands of two words.
std::string second_words(std::string_view first) {
  std::string words;
  for (const Form& form : forms()) {
    if (!form.name.starts_with(std::string{first} + " ")) continue;
    words += (words.empty() ? "" : ", ") + std::string{form.name.substr(first.size() + 1)};
  }
  return words;
}

}  // namespace

std::string Words::operator[](std::string_view option) const {
  const auto found = options.find(option);
  return found == options.end() ? "" : found->second.front();
}

std::vector<std::string> Words::all(std::string_view option) const {
  const auto found = options.find(option);
  return found == options.end() ? std::vector<std::string>{} : found->second;
}

std::string Words::operand(std::size_t number) const {
  return number < operands.size() ? operands[number] : "";
}

std::string in_quotes(std::string_view text) {
  return "'" + visible(text) + "'";
}

Misuse see_help(const Form& form, const std::string& wrong) {
  return wrong + "; 'sluice " + std::string{form.name} + " --help' says how it is written";
}

Misuse no_command(std::string_view word) {
  const std::string seconds = second_words(word);
  if (!seconds.empty()) return in_quotes(word) + " needs one more word: " + seconds;
  const std::string guess = guess_command(word);
  return in_quotes(word) + " is not a command" +
         (guess.empty() ? "; 'sluice help' lists them" : guess);
}

OrMisuse<Words> sort_words(const Form& form, std::span<const std::string_view> rest) {
  Words words{.form = form};
  bool options_ended = false;
  while (!rest.empty()) {
    const std::string_view argument = rest.front();
    rest = rest.subspan(1);
    if (argument == "--" && !options_ended) {
      options_ended = true;
    } else if (argument == "-h" && !options_ended) {
      words.options["--help"] = {""};
    } else if (argument.size() > 1 && argument.front() == '-' && !options_ended) {
      if (auto misuse = take_option(words, argument, rest)) return Refused{*std::move(misuse)};
    } else {
      words.operands.emplace_back(argument);
    }
  }
  return words;
}

std::optional<Misuse> miscounted(const Words& words) {
  const std::size_t count = words.operands.size();
  const std::size_t most = words.form.most();
  if (count > most) {
    return see_help(words.form, in_quotes(words.operands[most]) + " is one word too many");
  }
  if (count >= words.form.fewest()) return std::nullopt;
  return see_help(words.form, missing(operand_name(words.form, count)) + " is missing");
}

std::optional<Misuse> bad_feed(const std::string& feed) {
  if (policy::FeedId::parse(feed)) return std::nullopt;
  return in_quotes(feed) + " is not the name of a feed: " + policy::FeedId::kShape;
}

std::optional<Misuse> bad_group(const std::string& group) {
  if (policy::GroupId::parse(group)) return std::nullopt;
  return in_quotes(group) + " is not the name of a group: " + policy::GroupId::kShape;
}

std::optional<Misuse> bad_version(const std::string& version) {
  if (policy::VersionText::parse(version)) return std::nullopt;
  return in_quotes(version) + " cannot be a version: it is 1 to 256 printable characters";
}

std::optional<std::int64_t> whole_number(std::string_view text) {
  const char* const end = text.data() + text.size();
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end || number < 1) return std::nullopt;
  return number;
}

OrMisuse<std::string> feed_of(const Words& words) {
  if (words.operands.empty()) return std::string{};
  if (auto misuse = bad_feed(words.operands[0])) return Refused{*std::move(misuse)};
  return words.operands[0];
}

OrMisuse<std::string> version_of(const Words& words, std::size_t operand) {
  if (words.operands.size() <= operand) return std::string{};
  if (auto misuse = bad_version(words.operands[operand])) return Refused{*std::move(misuse)};
  return words.operands[operand];
}

OrMisuse<std::string> person_of(const Words& words) {
  using PersonName = policy::Id<struct PersonNameKind>;
  const std::string name = words.operand(0);
  if (PersonName::parse(name)) return name;
  return Refused{in_quotes(name) + " is not the name of an account: " + PersonName::kShape};
}

OrMisuse<std::string> group_of(const Words& words) {
  const std::string group = words["--group"];
  if (!words.has("--group")) {
    return Refused{see_help(words.form, "the group is missing: --group GROUP")};
  }
  if (auto misuse = bad_group(group)) return Refused{*std::move(misuse)};
  return group;
}

OrMisuse<std::vector<std::string>> groups_of(const Words& words) {
  if (!words.has("--groups")) {
    return Refused{see_help(words.form, "the groups are missing: --groups A,B or --groups all")};
  }
  std::vector<std::string> groups;
  if (words["--groups"] == "all") return groups;
  const std::string named = words["--groups"];
  std::string_view rest = named;
  for (;;) {
    const std::size_t comma = rest.find(',');
    const std::string group{rest.substr(0, comma)};
    if (auto misuse = bad_group(group)) return Refused{*std::move(misuse)};
    groups.push_back(group);
    if (comma == std::string_view::npos) return groups;
    rest.remove_prefix(comma + 1);
  }
}

OrMisuse<std::string> reason_of(const Words& words) {
  const std::string reason = words["--reason"];
  if (reason.find_first_not_of(" \t") != std::string::npos) return reason;
  return Refused{see_help(words.form, "the reason is missing: --reason TEXT goes into the audit")};
}

}  // namespace relay::app::cli
