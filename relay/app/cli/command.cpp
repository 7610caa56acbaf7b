#include "relay/app/cli/command.h"

#include <algorithm>
#include <charconv>
#include <map>

#include "policy/address.h"
#include "policy/id.h"
#include "policy/release.h"
#include "relay/app/cli/forms.h"
#include "relay/app/cli/visible.h"

namespace relay::app::cli {
namespace {

using policy::Refused;
using Misuse = std::string;
template <class T>
using OrMisuse = policy::Result<T, Misuse>;

/// The arguments of one command, sorted but not understood yet.
struct Words {
  const Form& form;
  std::vector<std::string> operands{};
  std::map<std::string, std::string, std::less<>> options{};

  bool has(std::string_view option) const { return options.contains(option); }
  std::string operator[](std::string_view option) const {
    const auto found = options.find(option);
    return found == options.end() ? "" : found->second;
  }
  std::string operand(std::size_t number) const {
    return number < operands.size() ? operands[number] : "";
  }
};

std::string in_quotes(std::string_view text) {
  return "'" + visible(text) + "'";
}

Misuse see_help(const Form& form, const std::string& wrong) {
  return wrong + "; 'sluice " + std::string{form.name} + " --help' says how it is written";
}

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
  } else {
    if (rest.empty()) {
      return in_quotes(name) + " needs a value: " + std::string{option->name} + " " +
             std::string{option->operand};
    }
    value = rest.front();
    rest = rest.subspan(1);
  }
  const bool first = words.options.emplace(name, value).second;
  return first ? std::nullopt : std::optional{in_quotes(name) + " is given twice"};
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
      words.options.emplace("--help", "");
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
  if (count > words.form.most) {
    return see_help(words.form,
                    in_quotes(words.operands[words.form.most]) + " is one word too many");
  }
  if (count >= words.form.fewest) return std::nullopt;
  const bool version_missing = count == 1;
  return see_help(words.form, version_missing ? "the version is missing" : "the feed is missing");
}

std::optional<Misuse> bad_feed(const std::string& feed) {
  if (feed.empty() || policy::FeedId::parse(feed)) return std::nullopt;
  return in_quotes(feed) + " is not the name of a feed: " + policy::FeedId::kShape;
}

std::optional<Misuse> bad_group(const std::string& group) {
  if (policy::GroupId::parse(group)) return std::nullopt;
  return in_quotes(group) + " is not the name of a group: " + policy::GroupId::kShape;
}

OrMisuse<std::vector<std::string>> groups_of(const Words& words) {
  std::vector<std::string> groups;
  if (words["--groups"] == "all") return groups;
  std::string_view rest = words.options.find("--groups")->second;
  for (;;) {
    const std::size_t comma = rest.find(',');
    const std::string group{rest.substr(0, comma)};
    if (auto misuse = bad_group(group)) return Refused{*std::move(misuse)};
    groups.push_back(group);
    if (comma == std::string_view::npos) return groups;
    rest.remove_prefix(comma + 1);
  }
}

OrMisuse<Command> act(const Words& words) {
  Act act{.verb = std::string{words.form.name},
          .feed = words.operand(0),
          .version = words.operand(1),
          .reason = words["--reason"],
          .lift = words.has("--lift")};
  if (auto misuse = bad_feed(act.feed)) return Refused{*std::move(misuse)};
  if (words.operands.size() > 1 && !policy::VersionText::parse(act.version)) {
    return Refused{in_quotes(act.version) +
                   " cannot be a version: it is 1 to 256 printable characters"};
  }
  if (act.verb == "pin" && act.version.empty() && !act.lift) {
    return Refused{see_help(words.form, "the version is missing")};
  }
  if (!words.has("--groups")) {
    return Refused{see_help(words.form, "the groups are missing: --groups A,B or --groups all")};
  }
  auto groups = groups_of(words);
  if (!groups) return Refused{groups.error()};
  act.groups = *std::move(groups);
  if (act.reason.find_first_not_of(" \t") == std::string::npos) {
    return Refused{
        see_help(words.form, "the reason is missing: --reason TEXT goes into the audit")};
  }
  return Command{.what = std::move(act)};
}

OrMisuse<Command> explain(const Words& words) {
  const Explain asked{words["--feed"], words["--group"], words["--device"]};
  if (asked.feed.empty()) return Refused{see_help(words.form, "the feed is missing: --feed FEED")};
  if (auto misuse = bad_feed(asked.feed)) return Refused{*std::move(misuse)};
  if (words.has("--group")) {
    if (auto misuse = bad_group(asked.group)) return Refused{*std::move(misuse)};
  }
  if (words.has("--device") && !policy::Address::parse(asked.device)) {
    return Refused{in_quotes(asked.device) + " is not the address of a device, such as 10.1.9.3"};
  }
  return Command{.what = asked};
}

/// The value of --before, if it is given.
OrMisuse<std::optional<std::int64_t>> before(const Words& words) {
  if (!words.has("--before")) return std::optional<std::int64_t>{};
  const std::string text = words["--before"];
  const char* const end = text.data() + text.size();
  std::int64_t number = 0;
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end || number < 1) {
    return Refused{in_quotes(text) + " is not a number to go on below: whole, from 1"};
  }
  return std::optional{number};
}

OrMisuse<Command> help_asked(const std::string& command) {
  if (command.empty() || form_of(command) != nullptr) return Command{.what = Help{command}};
  return Refused{in_quotes(command) + " is not a command" + guess_command(command)};
}

OrMisuse<Command> command_of(const Words& words) {
  const std::string_view name = words.form.name;
  if (name == "help") return help_asked(words.operand(0));
  if (name == "explain") return explain(words);
  if (name == "run") return Command{.what = Run{}};
  if (name == "check") return Command{.what = Check{}};
  if (name == "status") return Command{.what = Status{}};
  if (name == "version") return Command{.what = Version{}};

  const std::string feed = words.operand(0);
  if (auto misuse = bad_feed(feed)) return Refused{*std::move(misuse)};
  const auto from = before(words);
  if (!from) return Refused{from.error()};
  if (name == "audit") return Command{.what = Audit{*from}};
  if (name == "releases") return Command{.what = Releases{feed, *from}};
  if (name == "sync") return Command{.what = Sync{feed}};
  if (name == "quarantine") return Command{.what = Quarantine{feed}};
  return act(words);
}

}  // namespace

policy::Result<Command, std::string> parse(std::span<const std::string_view> arguments) {
  if (arguments.empty()) return Refused{std::string{"which command? 'sluice help' lists them"}};
  const std::string_view name = arguments.front();
  if (name == "--help" || name == "-h") return Command{.what = Help{}};
  if (name == "--version") return Command{.what = Version{}};
  const Form* const form = form_of(name);
  if (form == nullptr) {
    const std::string guess = guess_command(name);
    return Refused{in_quotes(name) + " is not a command" +
                   (guess.empty() ? "; 'sluice help' lists them" : guess)};
  }

  const auto words = sort_words(*form, arguments.subspan(1));
  if (!words) return Refused{words.error()};
  if (words->has("--help")) return Command{.what = Help{std::string{name}}};
  if (auto misuse = miscounted(*words)) return Refused{*std::move(misuse)};
  if (words->has("--config") && (*words)["--config"].empty()) {
    return Refused{std::string{"'--config' needs the name of a file"}};
  }

  auto command = command_of(*words);
  if (!command) return command;
  command->config = (*words)["--config"];
  command->json = words->has("--json");
  return command;
}

}  // namespace relay::app::cli
