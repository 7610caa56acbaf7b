#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {

using json::Value;

std::string show_releases(const Value& answer) {
  if (answer["releases"].items().empty()) return text(answer["feed"]) + " has no releases yet\n";
  Rows rows{{"NUMBER", "VERSION", "FIRST SEEN", "STANDING", "EVIDENCE"}};
  for (const Value& release : answer["releases"].items()) {
    std::string standing = text(release["standing"]);
    if (!release["standing_reason"].null()) standing += ": " + text(release["standing_reason"]);
    rows.push_back({number(release["sequence"]), text(release["version"]),
                    instant(release["first_seen"]), standing, text(release["evidence"])});
  }
  std::string lines = table(rows);
  if (!answer["next"].null()) {
    lines += "older releases: sluice releases " + text(answer["feed"]) + " --after " +
             text(answer["next"]) + "\n";
  }
  return lines;
}

std::string show_refused(const Value& answer) {
  if (answer["refused"].items().empty()) {
    return "nothing of " + text(answer["feed"]) + " was refused\n";
  }
  Rows rows{{"WHEN", "PART", "VERSION", "WHY"}};
  for (const Value& refused : answer["refused"].items()) {
    rows.push_back({instant(refused["at"]), text_or(refused["part"], "-"),
                    text_or(refused["version"], "-"), text(refused["reason"])});
  }
  return table(rows);
}

std::string show_audit(const Value& answer) {
  if (answer["rows"].items().empty()) return "nothing is recorded\n";
  Rows rows{{"NUMBER", "WHEN", "WHO", "WHAT", "OF", "DETAIL"}};
  for (const Value& row : answer["rows"].items()) {
    std::string who = text(row["actor"]);
    if (!row["source"].null()) who += " [" + text(row["source"]) + "]";
    std::string what = text(row["action"]);
    const std::string how = text(row["outcome"]);
    if (!how.empty() && how != "done") what += " (" + how + ")";
    rows.push_back({number(row["number"]), instant(row["at"]), who, what, text(row["subject"]),
                    text(row["detail"])});
  }
  std::string lines = table(rows);
  if (!answer["next"].null()) {
    lines += "older rows: sluice audit --after " + text(answer["next"]) + "\n";
  }
  return lines;
}

}  // namespace relay::app::cli
