#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {
namespace {

using json::Value;

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

std::string show_explain(const Value& answer) {
  std::string lines;
  for (const Value& group : answer["explanations"].items()) {
    if (!lines.empty()) lines += "\n";
    lines += show_explanation(answer["feed"], group);
  }
  return lines;
}

std::string show_done(const Value& answer) {
  return text(answer["sentence"]) + "\n\n" + show_explain(answer);
}

}  // namespace relay::app::cli
