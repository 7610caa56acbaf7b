#include "relay/app/cli/fields.h"
#include "relay/app/cli/show_policy.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {
namespace {

using json::Value;

std::string names_of(const Value& names) {
  std::string list;
  for (const Value& name : names.items()) list += (list.empty() ? "" : ", ") + text(name);
  return list;
}

std::string in_the_way(const std::string& head, const Value& groups) {
  std::string lines;
  for (const Value& alike : groups.items()) {
    for (const Value& newer : alike["newer"].items()) {
      lines += "  " + text(newer["version"]) + " → " + names_of(alike["groups"]) + "\n";
      for (const Value& reason : newer["reasons"].items()) {
        lines += "    " + text(reason["sentence"]) + "\n";
      }
      const auto more = newer["more_reasons"].number();
      if (more > 0) lines += "    and " + std::to_string(more) + " more like these\n";
    }
  }
  return lines.empty() ? lines : head + "\n" + lines;
}

std::string events(const Value& feed) {
  Rows rows{{"WHEN", "WHAT HAPPENS", "ONLY IF"}};
  for (const Value& event : feed["events"].items()) {
    rows.push_back({instant(event["at"]), text(event["sentence"]), text_or(event["if"], "-")});
  }
  return table(rows, "  ");
}

std::string show_feed(const Value& feed, const std::string& until) {
  std::string lines = text(feed["feed"]) + " until " + until + "\n";
  lines += feed["events"].items().empty() ? "  nothing happens by itself\n" : events(feed);
  if (feed["cut"].truth()) lines += "  and more than is said here\n";
  const bool same = feed["as_things_are"] == feed["if_healthy"];
  lines += in_the_way("still in the way then" + std::string{same ? ":" : ", as things are:"},
                      feed["as_things_are"]);
  if (!same) lines += in_the_way("still in the way if devices stay well:", feed["if_healthy"]);
  return lines;
}

std::string show_calendar(const Value& calendar) {
  std::string lines = text(calendar["name"]) + " (" + text(calendar["zone"]) + "): ";
  lines += calendar["open"].truth() ? "open" : "closed";
  if (!calendar["changes"].null()) lines += " until " + instant(calendar["changes"]);
  if (!calendar["why"].null()) lines += ": " + text(calendar["why"]);
  const bool used = !calendar["groups"].items().empty();
  // Not every one of the groups need wait for it with every one of the feeds.
  lines += used ? "\n  groups: " + names_of(calendar["groups"]) +
                      "\n  feeds: " + names_of(calendar["feeds"])
                : "\n  no stage names it";
  lines += "\n";
  Rows rows{{"FROM", "UNTIL", ""}};
  for (const Value& one : calendar["windows"].items()) {
    rows.push_back({instant(one["from"]), instant(one["until"]), "open"});
  }
  for (const Value& one : calendar["closed"].items()) {
    rows.push_back({instant(one["from"]), instant(one["until"]), "closed: " + text(one["why"])});
  }
  lines += table(rows, "  ");
  if (calendar["cut"].truth()) lines += "  and more than is said here\n";
  return lines;
}

std::string show_gates(const Value& gates, const std::string& fault) {
  if (gates.items().empty()) return "no gate watches a group\n";
  std::string lines = "a fault that hits " + fault + " of devices\n";
  Rows rows{{"FEED", "STAGE", "PILOT", "DEVICES", "SEES", "GATE STOPS"}};
  for (const Value& gate : gates.items()) {
    const bool known = !gate["devices"].null();
    rows.push_back(
        {text(gate["feed"]), number(gate["stage"]), text(gate["group"]),
         known ? number(gate["devices"]) : "unknown", text_or(gate["sees"], "-"),
         gate["asks_evidence"].truth() ? text_or(gate["stops"], "-") : "nothing: it only bakes"});
  }
  lines += table(rows, "  ");
  for (const Value& gate : gates.items()) {
    if (gate["small"].truth() || gate["devices"].null()) {
      lines += "  " + text(gate["feed"]) + ", " + text(gate["sentence"]) + "\n";
    }
  }
  return lines;
}

std::string show_journey(const Value& path) {
  std::string lines = "\npath '" + text(path["path"]) + "', at the soonest";
  if (!path["ceiling"].null()) lines += " (ceiling " + text(path["ceiling"]) + ")";
  Rows rows{{"STAGE", "GROUPS", "OPENS AFTER", "TO ALL AFTER"}};
  for (const Value& stage : path["stages"].items()) {
    rows.push_back(
        {number(stage["stage"]), text(stage["groups"]), text(stage["opens"]),
         text(stage["everybody"]) + (stage["over"].truth() ? ", above the ceiling" : "")});
  }
  return lines + "\n" + table(rows, "  ");
}

}  // namespace

std::string show_forecast(const Value& answer) {
  std::string lines = "if nothing new is seen and nobody acts:\n";
  for (const Value& feed : answer["feeds"].items()) {
    lines += "\n" + show_feed(feed, instant(answer["until"]));
  }
  return lines;
}

std::string show_calendars(const Value& answer) {
  if (answer["calendars"].items().empty()) return "the policy has no calendar\n";
  std::string lines;
  for (const Value& calendar : answer["calendars"].items()) {
    lines += (lines.empty() ? "" : "\n") + show_calendar(calendar);
  }
  return lines;
}

std::string show_advice(const Value& answer) {
  std::string lines = show_gates(answer["gates"], text(answer["fault"]));
  for (const Value& path : answer["journeys"].items()) lines += show_journey(path);
  return lines;
}

}  // namespace relay::app::cli
