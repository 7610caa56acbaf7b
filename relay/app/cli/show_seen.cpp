#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {
namespace {

using json::Value;

std::string known_by(const Value& device) {
  if (!device["enrolled"]["revoked"].null()) return "nothing: it is revoked";
  const std::string known = text(device["known"]);
  if (known == "unknown") return "nothing";
  return device["authenticated"].truth() ? known : known + ", unauthenticated";
}

/// A release that is not recorded any more has a number all the same.
std::string release(const Value& given) {
  if (given.null()) return "-";
  return given["version"].null() ? "release " + number(given["sequence"]) : text(given["version"]);
}

std::string taken(const Value& feed) {
  if (feed["taken"].null()) return "-";
  return release(feed["taken"]) + " at " + instant(feed["taken_at"]);
}

void add_rows(Rows& rows, const Value& device) {
  const std::string name = text(device["name"]);
  for (const Value& feed : device["feeds"].items()) {
    rows.push_back({text(device["device"]), name.empty() ? "-" : name, known_by(device),
                    text(feed["group"]), text(feed["feed"]), instant(feed["asked"]),
                    release(feed["offered"]), taken(feed)});
  }
}

std::string show_enrolled_as(const Value& enrolled) {
  if (enrolled.null()) return {};
  const Value& revoked = enrolled["revoked"];
  if (!revoked.null()) {
    return "  revoked by " + text(revoked["person"]) + " since " + instant(revoked["at"]) + ": " +
           text(revoked["reason"]) + "\n";
  }
  if (enrolled["group"].null()) return {};
  return "  counts as enrolled for '" + text(enrolled["group"]) + "'\n";
}

std::string show_feeds(const Value& device) {
  Rows rows{{"FEED", "GROUP", "ASKED", "REQUESTS", "LAST ANSWER", "WAS OFFERED", "TOOK"}};
  for (const Value& feed : device["feeds"].items()) {
    const std::string answer =
        feed["status"].null() ? "under way" : number(feed["status"]) + " " + text(feed["path"]);
    rows.push_back({text(feed["feed"]), text(feed["group"]), instant(feed["asked"]),
                    number(feed["requests"]), answer, release(feed["offered"]), taken(feed)});
  }
  return table(rows, "  ");
}

}  // namespace

std::string show_devices(const Value& answer) {
  Rows rows{{"DEVICE", "NAME", "KNOWN BY", "GROUP", "FEED", "ASKED", "WAS OFFERED", "TOOK"}};
  for (const Value& device : answer["devices"].items()) add_rows(rows, device);
  std::string lines = rows.size() == 1 ? "no such device has asked\n" : table(rows);
  if (!answer["next"].null()) {
    lines += "of " + number(answer["all"]) + " devices; go on with --after " +
             text(answer["next"]) + "\n";
  }
  if (answer["left_out"].number() > 0) {
    lines += number(answer["left_out"]) + " requests found no room and are not among these\n";
  }
  return lines;
}

std::string show_one_device(const Value& answer) {
  const Value& device = answer["device"];
  const Value& enrolled = answer["enrolled"];
  const Value& named = device.null() ? enrolled : device;
  if (named.null()) return "nothing is known of such a device\n";
  std::string lines = text(named["device"]);
  if (!text(named["name"]).empty()) lines += " (" + text(named["name"]) + ")";
  if (device.null()) return lines + "\n" + show_enrolled_as(enrolled) + "  it has not asked yet\n";
  lines += ", known by " + known_by(device) + ", from " + text(device["address"]) + "\n";
  if (!text(device["agent"]).empty()) lines += "  calls itself " + text(device["agent"]) + "\n";
  return lines + show_enrolled_as(enrolled) + show_feeds(device);
}

}  // namespace relay::app::cli
