#include "relay/app/cli/policies.h"

#include "policy/share.h"
#include "relay/app/cli/calls.h"
#include "relay/app/cli/show_policy.h"
#include "relay/json/utf8.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

OrMisuse<std::int64_t> number_in(const std::string& text, const char* what) {
  if (const auto number = whole_number(text)) return *number;
  return Refused{in_quotes(text) + " is not " + what + ": whole, from 1"};
}

/// What stands behind an option, as it goes into a query; empty when it is not given.
OrMisuse<std::string> number_of(const Words& words, const char* option, const char* what) {
  if (!words.has(option)) return std::string{};
  const auto number = number_in(words[option], what);
  if (!number) return Refused{number.error()};
  return words[option];
}

/// A policy's text; JSON has it only in UTF-8.
policy::Result<std::string, Failed> read_policy(const Tools& tools, const std::string& file) {
  auto text = tools.read(file);
  if (!text) return Refused{Failed{text.error(), {}}};
  if (!json::count_characters(*text)) return Refused{Failed{file + ": is not in UTF-8", {}}};
  return *std::move(text);
}

policy::Result<Value, Failed> checked(const Tools& tools, const std::string& text) {
  return answer_to(tools.call, post("policy/check", Value::Record{{"text", text}}));
}

/// A file's text, and what the relay says of it; or how that ended.
struct Candidate {
  std::string text{};
  Value check{};
};
policy::Result<Candidate, Ended> candidate(const Tools& tools, const std::string& file) {
  auto text = read_policy(tools, file);
  if (!text) return Refused{failed(text.error(), tools)};
  auto check = checked(tools, *text);
  if (!check) return Refused{failed(check.error(), tools)};
  return Candidate{*std::move(text), *std::move(check)};
}

Ended shown(const Value& answer, const Tools& tools, Show show) {
  return {.out = tools.json ? json::write_indented(answer) : show(answer)};
}

/// A check that ends the command: with 1 when the text has an error.
Ended shown_check(const Value& check, const Tools& tools, Show show) {
  Ended ended = shown(check, tools, show);
  if (!check["good"].truth()) ended.code = 1;
  return ended;
}

/// The digest of the revision that the text was made from.
policy::Result<std::string, Failed> base_of(const Tools& tools, const std::string& base) {
  const auto revision = answer_to(tools.call, get("policy/revision", {{"number", base}}));
  if (!revision) return Refused{revision.error()};
  return (*revision)["digest"].text();
}

Ended apply(const Tools& tools, const std::string& file, const std::string& reason,
            const std::string& from) {
  const auto made = candidate(tools, file);
  if (!made) return made.error();
  if (!made->check["good"].truth()) return shown_check(made->check, tools, show_check);
  const auto base = base_of(tools, from);
  if (!base) return failed(base.error(), tools);
  return ask_and_show(
      tools,
      post("policy/apply",
           Value::Record{{"text", made->text}, {"reason", reason}, {"base", *base}}),
      show_applied);
}

}  // namespace

OrMisuse<What> policy_show(const Words& words) {
  const auto number = number_of(words, "--revision", "the number of a revision");
  if (!number) return Refused{number.error()};
  return asking(get("policy/revision", {{"number", *number}}), show_policy_text);
}

OrMisuse<What> policy_revisions(const Words& words) {
  return asking(get("policy/revisions", {{"after", words["--after"]}}), show_revisions);
}

OrMisuse<What> policy_diff(const Words& words) {
  const std::string file = words.operand(0);
  const auto from = number_of(words, "--revision", "the number of a revision");
  if (!from) return Refused{from.error()};
  const auto to = number_of(words, "--with", "the number of a revision");
  if (!to) return Refused{to.error()};
  if (!words.operands.empty() && !(from->empty() && to->empty())) {
    return Refused{see_help(words.form, "a file is compared with what is in force alone")};
  }
  if (from->empty() && !to->empty()) {
    return Refused{see_help(words.form, "--with needs --revision")};
  }
  if (words.operands.empty()) {
    return asking(get("policy/differences", {{"from", *from}, {"to", *to}}), show_differences);
  }
  return What{Doing{[file](const Tools& tools) {
    const auto made = candidate(tools, file);
    return made ? shown_check(made->check, tools, show_check_differences) : made.error();
  }}};
}

OrMisuse<What> policy_check(const Words& words) {
  return What{Doing{[file = words.operand(0)](const Tools& tools) {
    const auto made = candidate(tools, file);
    return made ? shown_check(made->check, tools, show_check) : made.error();
  }}};
}

OrMisuse<What> policy_apply(const Words& words) {
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  // Never the one in force when the command runs: of two editors the second would win unseen.
  if (!words.has("--base")) {
    return Refused{std::string{
        "which revision was the file made from? Add --base NUMBER: 'sluice policy revisions' says "
        "which is in force, 'sluice policy diff FILE' what the file would change in it"}};
  }
  const auto base = number_of(words, "--base", "the number of a revision");
  if (!base) return Refused{base.error()};
  return What{Doing{[file = words.operand(0), why = *reason, from = *base](const Tools& tools) {
    return apply(tools, file, why, from);
  }}};
}

OrMisuse<What> policy_proposal(const Words&) {
  return asking(get("policy/proposal"), show_proposal);
}

OrMisuse<What> policy_approve(const Words& words) {
  const auto number = number_in(words.operand(0), "the number of a proposal");
  if (!number) return Refused{number.error()};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  return asking(post("policy/approve", Value::Record{{"proposal", *number}, {"reason", *reason}}),
                show_applied);
}

OrMisuse<What> forecast(const Words& words) {
  if (words.has("--feed")) {
    if (auto misuse = bad_feed(words["--feed"])) return Refused{*std::move(misuse)};
  }
  if (words.has("--group")) {
    if (auto misuse = bad_group(words["--group"])) return Refused{*std::move(misuse)};
  }
  const auto days = number_of(words, "--days", "a number of days");
  if (!days) return Refused{days.error()};
  return asking(
      get("forecast", {{"feed", words["--feed"]}, {"group", words["--group"]}, {"days", *days}}),
      show_forecast);
}

OrMisuse<What> calendars(const Words& words) {
  const auto days = number_of(words, "--days", "a number of days");
  if (!days) return Refused{days.error()};
  return asking(get("calendars", {{"days", *days}}), show_calendars);
}

OrMisuse<What> advise(const Words& words) {
  if (words.has("--feed")) {
    if (auto misuse = bad_feed(words["--feed"])) return Refused{*std::move(misuse)};
  }
  const auto devices = number_of(words, "--devices", "a number of devices");
  if (!devices) return Refused{devices.error()};
  if (words.has("--fault") && !policy::parse_percent(words["--fault"])) {
    return Refused{in_quotes(words["--fault"]) + " is not a share of devices, such as 5% or 0.1%"};
  }
  return asking(
      get("advice",
          {{"feed", words["--feed"]}, {"devices", *devices}, {"fault", words["--fault"]}}),
      show_advice);
}

}  // namespace relay::app::cli
