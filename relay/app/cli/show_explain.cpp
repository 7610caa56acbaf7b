#include <utility>

#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {
namespace {

using json::Value;

/// `answer` says of which revision the lines are.
std::string show_reason(const Value& answer, const Value& reason) {
  std::string line = "    " + text(reason["sentence"]);
  if (!reason["line"].null()) {
    line += " (policy line " + number(reason["line"]);
    if (!answer["revision"].null()) line += " of revision " + number(answer["revision"]);
    line += ")";
  }
  return line + "\n";
}

std::string show_newer(const Value& answer, const Value& newer) {
  std::string lines = "  " + text(newer["version"]) + ", first seen " +
                      instant(newer["first_seen"]) + ", is not offered:\n";
  for (const Value& reason : newer["reasons"].items()) lines += show_reason(answer, reason);
  return lines;
}

/// Releases that not all of the group may have, and how far each has come.
std::string show_ramps(const Value& group) {
  std::string lines;
  for (const Value& offer : group["offers"].items()) {
    if (offer["reached"].text() == "100%") continue;
    lines += "  " + text(offer["version"]) + " is open to " + text(offer["reached"]) + " since " +
             instant(offer["since"]) + "\n";
  }
  return lines;
}

std::string show_explanation(const Value& answer, const Value& group) {
  const Value& active = group["active"];
  std::string lines = text(answer["feed"]) + " for '" + text(group["group"]) + "': ";
  lines += active.null() ? "no release yet\n"
                         : text(active["version"]) + " since " + instant(active["since"]) + "\n";
  lines += show_ramps(group);
  for (const Value& newer : group["newer"].items()) lines += show_newer(answer, newer);
  if (group["left_off"].number() > 0) {
    lines += "  and " + number(group["left_off"]) + " older ones\n";
  }
  if (group["newer"].items().empty()) lines += "  nothing newer is withheld\n";
  if (!group["next_look"].null()) {
    lines += "  may change by itself at " + instant(group["next_look"]) + "\n";
  }
  return lines;
}

std::string show_device(const Value& answer) {
  if (answer["device"].null()) return {};
  return "device " + text(answer["device"]) + " is offered " +
         text_or(answer["offered"]["version"], "nothing") + "\n\n";
}

/// Where the lines that reasons name are found.
std::string show_source(const Value& answer) {
  if (answer["revision"].null()) return {};
  return "\npolicy revision " + number(answer["revision"]) +
         (answer["file"].null() ? ": 'sluice policy show' has its lines\n"
                                : " is " + text(answer["file"]) + " as it was read last\n");
}

}  // namespace

std::string show_explain(const Value& answer) {
  std::string lines = show_device(answer);
  bool first = true;
  for (const Value& group : answer["explanations"].items()) {
    if (!std::exchange(first, false)) lines += "\n";
    lines += show_explanation(answer, group);
  }
  return lines + show_source(answer);
}

std::string show_done(const Value& answer) {
  return text(answer["sentence"]) + "\n\n" + show_explain(answer);
}

}  // namespace relay::app::cli
