#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;

/// "open until …", "done by bob", "over since …"
std::string state(const Value& proposal) {
  const Value& end = proposal["end"];
  if (!end.null()) return text(end["how"]) + " by " + text(end["by"]);
  const char* const word = proposal["open"].truth() ? "open until " : "over since ";
  return word + instant(proposal["until"]);
}

std::string votes(const Value& proposal) {
  std::string lines;
  for (const Value& vote : proposal["votes"].items()) {
    lines += "  yes of     " + text(vote["by"]) + ": " + text(vote["why"]) +
             (vote["counts"].truth() ? "" : " (does not count: he no longer has the role)") + "\n";
  }
  return lines;
}

/// What it would do: a policy's text as it stands, anything else as its fields.
std::string body(const Value& proposal) {
  const Value& body = proposal["body"];
  if (proposal["kind"].text() == "policy") {
    return "  text       of " + std::to_string(body.text().size()) +
           " bytes: 'sluice policy proposal' shows what it changes\n";
  }
  if (!body["sentence"].null()) return "  then       " + text(body["sentence"]) + "\n";
  const bool says_nothing = json::write(body) == "{}";
  return says_nothing ? "" : "  with       " + visible(json::write(body)) + "\n";
}

}  // namespace

std::string show_proposals(const Value& answer) {
  const Value& all = answer["proposals"];
  if (all.items().empty()) return "nothing waits for anybody\n";
  Rows rows{{"NUMBER", "WHAT", "ABOUT", "ASKED BY", "WAITS FOR", "STATE"}};
  for (const Value& one : all.items()) {
    rows.push_back({number(one["number"]), text(one["kind"]), text(one["subject"]), text(one["by"]),
                    text(one["role"]), state(one)});
  }
  const Value& next = answer["next"];
  return table(rows) + (next.null() ? "" : "older ones: --after " + text(next) + "\n");
}

std::string show_one_proposal(const Value& answer) {
  std::string lines = "proposal " + number(answer["number"]) + ": " + text(answer["kind"]) +
                      " of " + text(answer["subject"]) + " (" + text(answer["digest"]) + ")\n";
  lines += "  asked by   " + text(answer["by"]) + ": " + text(answer["why"]) + "\n";
  lines += body(answer);
  lines += "  waits for  " + number(answer["people"]) + " besides, in the role " +
           text(answer["role"]) + "\n";
  lines += votes(answer);
  lines += "  state      " + state(answer) + "\n";
  if (answer["open"].truth() && !answer["may"].truth()) {
    lines += "  yours      " + text(answer["why_not"]) + "\n";
  }
  return lines;
}

std::string show_bound(const Value& answer) {
  std::string lines = text(answer["feed"]) + " (" + text(answer["digest"]) + ")\n";
  for (const Value& one : answer["bound"].items()) {
    lines += "  " + text(one["group"]) + ", in the role " + text(one["role"]) + "\n";
    lines += "    release   " + number(one["release"]) + ", " + text(one["tree"]) + "\n";
    lines += "    rules     " + text(one["stage"]) + "\n";
    lines += "    evidence  " + text(one["evidence"]) + "\n";
    std::string asks;
    for (const Value& what : one["asks"].items()) asks += " --" + what.text();
    if (!asks.empty()) lines += "    to tell  " + asks + "\n";
  }
  return lines;
}

}  // namespace relay::app::cli
