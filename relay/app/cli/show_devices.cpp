#include "relay/app/cli/fields.h"
#include "relay/app/cli/show.h"
#include "relay/app/cli/table.h"

namespace relay::app::cli {
namespace {

using json::Value;

/// "token", "certificate until …", "revoked by …: …"
std::string credentials_of(const Value& device) {
  const Value& revoked = device["revoked"];
  if (!revoked.null()) {
    return "revoked by " + text(revoked["person"]) + " since " + instant(revoked["at"]) + ": " +
           text(revoked["reason"]);
  }
  std::string said;
  for (const Value& one : device["credentials"].items()) {
    said += (said.empty() ? "" : ", ") + text(one["kind"]);
    if (!one["until"].null()) said += " until " + instant(one["until"]);
  }
  return said.empty() ? "the organisation's certificate" : said;
}

/// "office", "office, but in 'pilot'"
std::string group(const Value& device) {
  const std::string said = text_or(device["group"], "-");
  const Value& in = device["in_group"];
  if (in.null() || in == device["group"]) return said;
  return said + ", but in '" + text(in) + "'";
}

std::string attributes(const Value& device) {
  std::string said;
  for (const Value& one : device["attributes"].items()) {
    said += (said.empty() ? "" : " ") + text(one["name"]) + "=" + text(one["value"]);
  }
  return said.empty() ? "-" : said;
}

/// One credential of two devices, as it looks.
std::string show_in_turn(const Value& device) {
  const Value& places = device["in_turn"];
  if (places.null()) return {};
  return text(device["device"]) + " is shown from " + text(places["one"]) + " and " +
         text(places["other"]) + " in turn, last at " + instant(places["at"]) +
         ": two devices may have its credential\n";
}

std::string show_open(const Value& enrolments) {
  std::string lines;
  for (const Value& one : enrolments.items()) {
    lines += "enrolment " + number(one["number"]) + " for '" + text(one["group"]) +
             "' may be used until " + instant(one["until"]) + ", by " + text(one["person"]) + "\n";
  }
  return lines;
}

}  // namespace

std::string show_enrolment(const Value& answer) {
  return text(answer["sentence"]) + ":\n\n  " + text(answer["token"]) +
         "\n\nthe certificate of the relay's own authority is " + text(answer["authority"]) + "\n";
}

std::string show_enrolled(const Value& answer) {
  std::vector<std::vector<std::string>> rows{
      {"DEVICE", "NAME", "ENROLLED", "FOR", "ATTRIBUTES", "KNOWN BY"}};
  for (const Value& device : answer["devices"].items()) {
    const std::string name = text(device["name"]);
    const Value& enrolled = device["enrolled"];
    rows.push_back({text(device["device"]), name.empty() ? "-" : name,
                    enrolled.null() ? "-" : instant(enrolled), group(device), attributes(device),
                    credentials_of(device)});
  }
  std::string lines = rows.size() == 1 ? "no device has enrolled\n" : table(rows);
  for (const Value& device : answer["devices"].items()) lines += show_in_turn(device);
  if (!answer["next"].null()) {
    lines += "there are more: --after " + text(answer["next"]) + "\n";
  }
  lines += show_open(answer["enrolments"]);
  if (answer["in_the_clear"].number() > 0) {
    lines += "credentials came to the plain door " + number(answer["in_the_clear"]) +
             " times, where they do not count and anybody may have read them\n";
  }
  return lines;
}

}  // namespace relay::app::cli
