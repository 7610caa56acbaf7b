#include "relay/app/cli/forms.h"

#include <algorithm>
#include <array>
#include <vector>

namespace relay::app::cli {
namespace {

constexpr std::array kOptions{
    Option{"--password-file", "FILE", "the password is in it; else it is asked for"},
    Option{"--new-password-file", "FILE", "the new one is in it; else it is asked for"},
    Option{"--code", "CODE", "of the second factor; else it is asked for where it is needed"},
    Option{"--recovery", "CODE", "one of the recovery codes instead"},
    Option{"--confirm", "CODE", "a first code: from then on the second factor counts"},
    Option{"--codes", "", "new recovery codes instead of those before"},
    Option{"--remove", "", "the password alone is enough again"},
    Option{"--all", "", "those that are over, too"},
    Option{"--scopes", "A,B", "what it is good for: look,operate,policy,enrol,check,audit"},
    Option{"--role", "ROLE@PLACE", "PLACE is FEED, FEED/GROUP or /GROUP; may be given again", true},
    Option{"--feed", "FEED", "the feed"},
    Option{"--group", "GROUP", "the group; without it every group"},
    Option{"--device", "ADDRESS", "a device: its address, or the id that it has enrolled with"},
    Option{"--client", "CLIENT", "freshclam, apt, dnf, suricata-update or defender"},
    Option{"--token-file", "FILE", "the device shows this token, at the TLS door"},
    Option{"--certificate", "", "it shows its certificate, /etc/sluice/device.crt and .key"},
    Option{"--host", "NAME", "by which devices reach the relay; else of its 'hosts'"},
    Option{"--name", "TEXT", "of the device, for people"},
    Option{"--attribute", "NAME=VALUE", "what you record of it; may be given again", true},
    Option{"--void", "NUMBER", "take back that leave, before it is used"},
    Option{"--groups", "A,B|all", "the groups that it is about"},
    Option{"--reason", "TEXT", "why: it goes into the audit"},
    Option{"--ticket", "TEXT", "where it was asked for, when the policy asks to be told"},
    Option{"--report", "TEXT", "what was tested, when the policy asks to be told"},
    Option{"--decision", "TEXT", "who decided what, when the policy asks to be told"},
    Option{"--lift", "", "take it back"},
    Option{"--skip", "RULES", "of soak,gate,train,checks,approval,window,ramp"},
    Option{"--for", "12h", "how long it lasts; what it opened stays open"},
    Option{"--of", "VERSION", "the bad version"},
    Option{"--resume", "", "it goes on"},
    Option{"--block", "", "it does not"},
    Option{"--fixed-by", "VERSION", "the later one without the fault; may be said later"},
    Option{"--revision", "NUMBER", "the policy of that revision"},
    Option{"--with", "NUMBER", "and the revision to compare it with; else the one in force"},
    Option{"--base", "NUMBER", "the revision that the file was made from"},
    Option{"--devices", "N", "as if every group had so many; else those that were seen"},
    Option{"--fault", "SHARE", "the share of devices that a fault hits; else 5%"},
    Option{"--since", "HEAD", "a head of the audit that you have kept: '4711:9f3a…'"},
    Option{"--to", "FILE", "where to write it"},
    Option{"--from", "NUMBER", "begin with this row"},
    Option{"--text", "TEXT", "in a device's id, name, address or user agent"},
    Option{"--after", "WHERE", "go on there: a list that has more says where"},
    Option{"--scenario", "FILE", "the fleet, the vendor, the people: what happens"},
    Option{"--policy", "FILE", "instead of the scenario's policies; may be given again", true},
    Option{"--random", "N", "N scenarios by chance, like the given one"},
    Option{"--seed", "S", "of --random: the same seed draws the same"},
    Option{"--history", "FEED", "what this relay has recorded of the feed is the scenario"},
    Option{"--days", "N", "so many: of --history the last, of a token all, else the next"},
    Option{"--html", "FILE", "write a page with pictures"},
    Option{"--json", "", "print the answer as JSON"},
    Option{"--config", "FILE", "the settings; else ./sluice.yaml, then /etc/sluice/sluice.yaml"},
    Option{"--help", "", "how this command is written"},
};

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    parts.push_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return parts;
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

}  // namespace

std::size_t Form::fewest() const {
  const auto needed = [](std::string_view word) { return !word.starts_with('['); };
  return static_cast<std::size_t>(std::ranges::count_if(split(operands), needed));
}

std::size_t Form::most() const {
  return split(operands).size();
}

std::span<const Option> options() {
  return kOptions;
}

const Form* form_of(std::string_view command) {
  const auto found = std::ranges::find(forms(), command, &Form::name);
  return found == forms().end() ? nullptr : &*found;
}

std::string_view operand_name(const Form& form, std::size_t number) {
  return split(form.operands).at(number);
}

bool has(const Form& form, const Option& option) {
  if (option.name == "--config" || option.name == "--help") return true;
  const auto names = split(form.options);
  return std::ranges::find(names, option.name) != names.end();
}

const Option* option_of(const Form& form, std::string_view name) {
  const auto found = std::ranges::find(kOptions, name, &Option::name);
  return found == kOptions.end() || !has(form, *found) ? nullptr : &*found;
}

std::string guess_command(std::string_view wrong) {
  std::vector<std::string_view> names;
  for (const Form& form : forms()) names.push_back(form.name);
  return guess(wrong, names);
}

std::string guess_option(const Form& form, std::string_view wrong) {
  std::vector<std::string_view> names;
  for (const Option& option : kOptions) {
    if (has(form, option)) names.push_back(option.name);
  }
  return guess(wrong, names);
}

}  // namespace relay::app::cli
