#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {
namespace {

using json::Value;

/// "2026-01-04 02:00 UTC by ann: because"
std::string said(const Value& deed) {
  return instant(deed["at"]) + " by " + text(deed["person"]) + ": " + text(deed["reason"]);
}

std::string group_of(const Value& deed) {
  return text_or(deed["group"], "all");
}

/// What became of a halt.
std::string decided(const Value& halt) {
  const Value& decision = halt["acknowledged"];
  if (decision.null()) return "nobody has acknowledged it";
  const Value& fix = decision["fixed_by"];
  return text(decision["decision"]) + (fix.null() ? "" : ", fixed by " + text(fix)) + ", " +
         said(decision);
}

Rows verdicts(const Value& answer) {
  Rows rows{{"CHECK", "VERSION", "SAYS", "SINCE"}};
  for (const Value& verdict : answer["verdicts"].items()) {
    rows.push_back({text(verdict["check"]), text_or(verdict["version"], "-"),
                    verdict["yes"].truth() ? "yes" : "no", said(verdict)});
  }
  return rows;
}

Rows risks(const Value& answer) {
  Rows rows{{"RISK", "VERSION", "GROUP", "SINCE"}};
  for (const Value& risk : answer["risks"].items()) {
    rows.push_back({text(risk["risk"]), text(risk["version"]), group_of(risk), said(risk)});
  }
  return rows;
}

}  // namespace

std::string show_halts(const Value& answer) {
  if (answer["halts"].items().empty()) {
    return "no release of " + text(answer["feed"]) + " was ever halted\n";
  }
  Rows rows{{"WHEN", "VERSION", "SEEN IN", "EVIDENCE", "DECIDED"}};
  for (const Value& halt : answer["halts"].items()) {
    rows.push_back({instant(halt["at"]), text(halt["version"]), group_of(halt),
                    text(halt["evidence"]), decided(halt)});
  }
  return table(rows);
}

std::string show_pauses(const Value& answer) {
  if (answer["pauses"].items().empty()) {
    return "no release of " + text(answer["feed"]) + " was ever paused\n";
  }
  Rows rows{{"VERSION", "GROUP", "UNTIL", "SINCE"}};
  for (const Value& pause : answer["pauses"].items()) {
    const Value& lifted = pause["lifted"];
    rows.push_back({text(pause["version"]), group_of(pause),
                    lifted.null() ? "it is resumed" : instant(lifted), said(pause)});
  }
  return table(rows);
}

std::string show_bypasses(const Value& answer) {
  if (answer["bypasses"].items().empty()) {
    return text(answer["feed"]) + " has no bypasses\n";
  }
  std::string lines;
  for (const Value& bypass : answer["bypasses"].items()) {
    lines += text(bypass["sentence"]) + "\n  asked for at " + said(bypass) + "\n";
    if (!bypass["devices"].null()) {
      lines += "  for " + number(bypass["devices"]) + " devices alone\n";
    }
    for (const Value& grant : bypass["grants"].items()) {
      lines += "  granted by " + text(grant["person"]) + " (" + text(grant["role"]) + ")\n";
    }
  }
  return lines;
}

std::string show_judgements(const Value& answer) {
  const bool checked = !answer["verdicts"].items().empty();
  const bool judged = !answer["risks"].items().empty();
  if (!checked && !judged) return "nobody has judged a release of " + text(answer["feed"]) + "\n";
  return (checked ? table(verdicts(answer)) : "") + (checked && judged ? "\n" : "") +
         (judged ? table(risks(answer)) : "");
}

std::string show_approved(const Value& answer) {
  std::string lines = text(answer["sentence"]) + "\n";
  for (const Value& bound : answer["bound"].items()) {
    lines += "  for '" + text(bound["group"]) + "' as " + text(bound["role"]) + ", bound to " +
             text(bound["tree"]) + " and the rules " + text(bound["stage"]) + "\n";
    if (!bound["evidence"].text().empty()) lines += "    " + text(bound["evidence"]) + "\n";
  }
  return lines + "\n" + show_explain(answer);
}

std::string show_sentence(const Value& answer) {
  return text(answer["sentence"]) + "\n";
}

}  // namespace relay::app::cli
