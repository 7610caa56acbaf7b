#include "relay/app/cli/show_policy.h"

#include "relay/app/cli/fields.h"
#include "relay/app/cli/table.h"
#include "relay/app/cli/visible.h"

namespace relay::app::cli {
namespace {

using json::Value;

std::string sentences(const std::string& head, const Value& all) {
  if (all.items().empty()) return {};
  std::string lines = head + "\n";
  for (const Value& sentence : all.items()) lines += "  " + text(sentence) + "\n";
  return lines;
}

std::string problems(const Value& check) {
  std::string lines;
  for (const Value& problem : check["problems"].items()) {
    lines += visible_lines(problem["shown"].text());
  }
  if (!check["good"].truth()) lines += "the text does not check, so nothing can come of it\n";
  return lines;
}

std::string changes(const Value& from, const Value& to) {
  if (from["differences"].items().empty()) {
    return "it says the same as revision " + number(to) + "\n";
  }
  return sentences("against revision " + number(to) + ":", from["differences"]) +
         sentences("it protects less:", from["weaker"]);
}

std::string effects(const Value& check) {
  const std::string until = instant(check["until"]);
  if (check["effects"].items().empty()) {
    return "no group gets another release, or one at another time, until " + until + "\n";
  }
  std::string lines = "if nothing else happens and devices stay well, until " + until + ":\n";
  for (const Value& effect : check["effects"].items()) {
    lines += "  " + text(effect["feed"]) + ": " + text(effect["sentence"]) + "\n";
  }
  return lines;
}

std::string title(const Value& proposal) {
  return "proposal " + number(proposal["number"]) + " of " + text(proposal["actor"]) + " at " +
         instant(proposal["at"]) + ": " + text(proposal["reason"]);
}

}  // namespace

std::string show_policy_text(const Value& answer) {
  return visible_lines(answer["text"].text());
}

std::string show_revisions(const Value& answer) {
  std::vector<std::vector<std::string>> rows{{"NUMBER", "SINCE", "WHO", "FROM", "WHY"}};
  for (const Value& row : answer["revisions"].items()) {
    rows.push_back({number(row["number"]), instant(row["at"]), text(row["actor"]),
                    text_or(row["file"], "-"), text(row["reason"])});
  }
  std::string lines = table(rows);
  if (!answer["proposal"].null()) {
    lines += title(answer["proposal"]) + "\n  waits for a second person: 'sluice policy proposal'" +
             " shows it\n";
  }
  if (!answer["next"].null()) {
    lines += "older ones: sluice policy revisions --after " + text(answer["next"]) + "\n";
  }
  return lines;
}

std::string show_differences(const Value& answer) {
  const std::string names = number(answer["from"]) + " and " + number(answer["to"]);
  if (answer["differences"].items().empty()) return "revisions " + names + " say the same\n";
  return sentences("from revision " + number(answer["from"]) + " to " + number(answer["to"]) + ":",
                   answer["differences"]) +
         sentences("revision " + number(answer["to"]) + " protects less:", answer["weaker"]);
}

std::string show_check_differences(const Value& answer) {
  std::string lines = problems(answer);
  if (answer["good"].truth()) lines += changes(answer, answer["base"]["number"]);
  return lines;
}

std::string show_check(const Value& answer) {
  std::string lines = show_check_differences(answer);
  if (answer["good"].truth()) lines += effects(answer);
  return lines;
}

std::string show_applied(const Value& answer) {
  return text(answer["sentence"]) + "\n" + show_check(answer["check"]);
}

std::string show_proposal(const Value& answer) {
  const Value& proposal = answer["proposal"];
  if (proposal.null()) return "no proposal waits for a second person\n";
  return title(proposal) + "\n" + show_check(proposal["check"]) + "\n" +
         visible_lines(proposal["text"].text());
}

}  // namespace relay::app::cli
