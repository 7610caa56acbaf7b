#include "relay/app/cli/render.h"

#include <vector>

#include "relay/app/cli/table.h"
#include "relay/app/cli/visible.h"

namespace relay::app::cli {
namespace {

using json::Value;
using Rows = std::vector<std::vector<std::string>>;

std::string text(const Value& value) {
  return visible(value.text());
}
std::string instant(const Value& value) {
  return visible_instant(value.text());
}
std::string number(const Value& value) {
  return std::to_string(value.number());
}

std::string text_or(const Value& value, const char* otherwise) {
  return value.null() ? otherwise : text(value);
}

/// One line of a feed's facts: its word, then what there is to say.
std::string fact(const std::string& word, const std::string& said) {
  std::string line = "  " + word;
  line.append(word.size() < 12 ? 12 - word.size() : 1, ' ');
  return line + said + "\n";
}

std::string show_check(const Value& check) {
  if (check.null()) return fact("checked", "never");
  std::string said = instant(check["at"]) + ": " + text(check["outcome"]);
  if (!check["next_attempt"].null()) {
    said += "; next attempt at " + instant(check["next_attempt"]);
  }
  std::string lines = fact(check["succeeded"].truth() ? "checked" : "failed", said);
  if (!check["succeeded"].truth()) {
    const Value& last = check["succeeded_at"];
    lines += fact("last good", last.null() ? "never" : instant(last));
  }
  for (const Value& alarm : check["alarms"].items()) {
    lines += fact("alarm", text(alarm["sentence"]));
  }
  return lines;
}

std::string show_act(const Value& act) {
  std::string said = act["group"].null() ? "all groups" : text(act["group"]);
  if (!act["version"].null()) said += ", " + text(act["version"]);
  said +=
      ", by " + text(act["person"]) + " since " + instant(act["at"]) + ": " + text(act["reason"]);
  return fact(text(act["kind"]), said);
}

std::string show_groups(const Value& groups) {
  Rows rows{{"GROUP", "RELEASE", "SINCE", "WITHHELD"}};
  for (const Value& group : groups.items()) {
    const Value& active = group["active"];
    const std::int64_t withheld = group["withheld"].number();
    rows.push_back({text(group["group"]), text_or(active["version"], "none"),
                    active.null() ? "-" : instant(active["since"]),
                    withheld == 0 ? "-" : std::to_string(withheld) + " newer"});
  }
  return table(rows, "  ");
}

std::string show_feed(const Value& feed) {
  std::string lines = text(feed["feed"]) + " (" + text(feed["class"]) + ")\n";
  const Value& newest = feed["newest"];
  lines += fact("newest", newest.null() ? "none yet"
                                        : text(newest["version"]) + ", first seen " +
                                              instant(newest["first_seen"]));
  lines += show_check(feed["check"]);
  if (feed["quarantined"].number() > 0) lines += fact("quarantined", number(feed["quarantined"]));
  for (const Value& act : feed["acts"].items()) lines += show_act(act);
  return lines + "\n" + show_groups(feed["groups"]);
}

std::string show_reason(const Value& reason) {
  std::string line = "    " + text(reason["sentence"]);
  if (!reason["line"].null()) line += " (policy line " + number(reason["line"]) + ")";
  return line + "\n";
}

std::string show_newer(const Value& newer) {
  std::string lines = "  " + text(newer["version"]) + ", first seen " +
                      instant(newer["first_seen"]) + ", is not offered:\n";
  for (const Value& reason : newer["reasons"].items()) lines += show_reason(reason);
  return lines;
}

std::string show_explanation(const Value& feed, const Value& group) {
  const Value& active = group["active"];
  std::string lines = text(feed) + " for '" + text(group["group"]) + "': ";
  lines += active.null() ? "no release yet\n"
                         : text(active["version"]) + " since " + instant(active["since"]) + "\n";
  for (const Value& newer : group["newer"].items()) lines += show_newer(newer);
  if (group["left_off"].number() > 0) {
    lines += "  and " + number(group["left_off"]) + " older ones\n";
  }
  if (group["newer"].items().empty()) lines += "  nothing newer is withheld\n";
  if (!group["next_look"].null()) {
    lines += "  may change by itself at " + instant(group["next_look"]) + "\n";
  }
  return lines;
}

}  // namespace

std::string show_status(const Value& answer) {
  std::string lines = "sluice " + text(answer["version"]) + ", policy revision " +
                      number(answer["revision"]) + ", " + instant(answer["now"]) + "\n";
  if (answer["single_person"].truth()) {
    lines += "single-person mode: one administrator, no second pair of eyes\n";
  }
  const Value& suspect = answer["clock"]["suspect"];
  if (!suspect.null()) {
    lines += "the clock is not trusted (" + text(suspect) + "), so nothing new opens\n";
  }
  for (const Value& feed : answer["feeds"].items()) lines += "\n" + show_feed(feed);
  if (answer["feeds"].items().empty()) lines += "\nthe policy has no feeds\n";
  return lines;
}

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
    lines += "older releases: sluice releases " + text(answer["feed"]) + " --before " +
             number(answer["next"]) + "\n";
  }
  return lines;
}

std::string show_quarantine(const Value& answer) {
  if (answer["quarantined"].items().empty()) {
    return "nothing of " + text(answer["feed"]) + " was refused\n";
  }
  Rows rows{{"WHEN", "PART", "VERSION", "WHY"}};
  for (const Value& refused : answer["quarantined"].items()) {
    rows.push_back({instant(refused["at"]), text_or(refused["part"], "-"),
                    text_or(refused["version"], "-"), text(refused["reason"])});
  }
  return table(rows);
}

std::string show_explain(const Value& answer) {
  std::string lines;
  for (const Value& group : answer["explanations"].items()) {
    if (!lines.empty()) lines += "\n";
    lines += show_explanation(answer["feed"], group);
  }
  return lines;
}

std::string show_audit(const Value& answer) {
  if (answer["rows"].items().empty()) return "nothing is recorded\n";
  Rows rows{{"NUMBER", "WHEN", "WHO", "WHAT", "OF", "DETAIL"}};
  for (const Value& row : answer["rows"].items()) {
    rows.push_back({number(row["number"]), instant(row["at"]), text(row["actor"]),
                    text(row["action"]), text(row["subject"]), text(row["detail"])});
  }
  std::string lines = table(rows);
  if (!answer["next"].null()) {
    lines += "older rows: sluice audit --before " + number(answer["next"]) + "\n";
  }
  return lines;
}

std::string show_done(const Value& answer) {
  return text(answer["sentence"]) + "\n\n" + show_explain(answer);
}

}  // namespace relay::app::cli
