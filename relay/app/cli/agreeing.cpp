#include "relay/app/cli/agreeing.h"

#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

/// Where nobody can be asked, who wrote the script has said it.
bool agrees(const Tools& tools, const std::string& shown) {
  if (!tools.terminal.there || tools.json) return true;
  const auto said = tools.terminal.line(shown + "Say yes to exactly this? [y/N] ");
  return said == "y" || said == "yes";
}

Ended left_alone() {
  return {.code = 1, .err = "sluice: nothing was done\n"};
}

/// "office,default" of a body; empty: all.
std::string groups_in(const Value::Record& body) {
  std::string names;
  const Value named{body};
  for (const Value& group : named["groups"].items()) {
    names += (names.empty() ? "" : ",") + group.text();
  }
  return names;
}

Ended approve_shown(const Tools& tools, Spoken said) {
  const std::string path = feed_path(said.feed, "approve");
  if (!tools.terminal.there || tools.json) {
    return ask_and_show(tools, post(path, said.body), show_approved);
  }
  const auto bound = answer_to(tools.call, get(feed_path(said.feed, "bound"),
                                               {{"groups", groups_in(said.body)},
                                                {"version", Value{said.body}["version"].text()}}));
  if (!bound) return failed(bound.error(), tools);
  if (!agrees(tools, show_bound(*bound))) return left_alone();
  said.body.push_back({"expect", (*bound)["digest"].text()});
  return ask_and_show(tools, post(path, said.body), show_approved);
}

OrMisuse<std::string> number_of(const Words& words) {
  const std::string number = words.operand(0);
  if (whole_number(number)) return number;
  return Refused{in_quotes(number) + " is not the number of a proposal: whole, from 1"};
}

Ended vote_for_shown(const Tools& tools, const std::string& number, const std::string& reason) {
  const auto proposal = answer_to(tools.call, get("proposals/" + number));
  if (!proposal) return failed(proposal.error(), tools);
  if (!(*proposal)["may"].truth()) return failed({(*proposal)["why_not"].text(), {}}, tools);
  if (!agrees(tools, show_one_proposal(*proposal))) return left_alone();
  return ask_and_show(
      tools,
      post("proposals/" + number + "/vote",
           Value::Record{{"digest", (*proposal)["digest"].text()}, {"reason", reason}}),
      show_sentence);
}

}  // namespace

OrMisuse<What> approve(const Words& words) {
  auto said = spoken(words);
  if (!said) return Refused{said.error()};
  for (const char* const told : {"ticket", "report", "decision"}) {
    const std::string option = "--" + std::string{told};
    if (words.has(option)) said->body.push_back({told, words[option]});
  }
  return What{Doing{[said = *said](const Tools& tools) { return approve_shown(tools, said); }}};
}

OrMisuse<What> proposals(const Words& words) {
  const bool all = words.has("--all");
  return asking(get("proposals", {{"open", all ? "" : "yes"}, {"after", words["--after"]}}),
                show_proposals);
}

OrMisuse<What> proposals_show(const Words& words) {
  const auto number = number_of(words);
  if (!number) return Refused{number.error()};
  return asking(get("proposals/" + *number), show_one_proposal);
}

OrMisuse<What> vote(const Words& words) {
  const auto number = number_of(words);
  if (!number) return Refused{number.error()};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  return What{Doing{[number = *number, reason = *reason](const Tools& tools) {
    return vote_for_shown(tools, number, reason);
  }}};
}

OrMisuse<What> end_proposal(const Words& words) {
  const auto number = number_of(words);
  if (!number) return Refused{number.error()};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  return asking(post("proposals/" + *number + "/" + std::string{words.form.name},
                     Value::Record{{"reason", *reason}}),
                show_sentence);
}

}  // namespace relay::app::cli
