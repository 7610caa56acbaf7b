#include "relay/app/cli/devices.h"

#include "policy/id.h"
#include "policy/time.h"
#include "relay/app/cli/calls.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;
using DeviceId = policy::Id<struct DeviceKind>;

OrMisuse<std::string> device_of(const std::string& device) {
  if (DeviceId::parse(device)) return device;
  return Refused{in_quotes(device) + " is not the id of a device, such as d-0123456789abcdef"};
}

OrMisuse<Value> attributes_of(const Words& words) {
  Value::List list;
  for (const std::string& attribute : words.all("--attribute")) {
    const std::size_t equals = attribute.find('=');
    if (equals == std::string::npos || equals == 0 || equals + 1 == attribute.size()) {
      return Refused{in_quotes(attribute) + " is not an attribute such as model=t14"};
    }
    list.push_back(Value::Record{{"name", attribute.substr(0, equals)},
                                 {"value", attribute.substr(equals + 1)}});
  }
  return Value{std::move(list)};
}

/// Leave that was given before is taken back.
OrMisuse<What> void_leave(const Words& words) {
  const auto number = whole_number(words["--void"]);
  if (!number) return Refused{in_quotes(words["--void"]) + " is not the number of an enrolment"};
  for (const char* const other : {"--group", "--name", "--attribute", "--for"}) {
    if (words.has(other)) return Refused{std::string{"either --void or "} + other + ", not both"};
  }
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  return asking(post("enrol/void", Value::Record{{"enrolment", *number}, {"reason", *reason}}),
                show_sentence);
}

}  // namespace

OrMisuse<What> enrol(const Words& words) {
  if (words.has("--void")) return void_leave(words);
  const auto group = group_of(words);
  if (!group) return Refused{group.error()};
  const auto attributes = attributes_of(words);
  if (!attributes) return Refused{attributes.error()};
  if (words.has("--for") && !policy::parse_span(words["--for"])) {
    return Refused{in_quotes(words["--for"]) + " is not a duration such as 30m or 2h"};
  }
  Value::Record body{{"group", *group}};
  for (const char* const name : {"name", "for", "reason"}) {
    const std::string option = std::string{"--"} + name;
    if (words.has(option)) body.push_back({name, words[option]});
  }
  if (!attributes->items().empty()) body.push_back({"attributes", *attributes});
  return asking(post("enrol", body), show_enrolment);
}

OrMisuse<What> devices_enrolled(const Words& words) {
  if (words.has("--group")) {
    if (auto misuse = bad_group(words["--group"])) return Refused{*std::move(misuse)};
  }
  if (words.has("--after")) {
    const auto after = device_of(words["--after"]);
    if (!after) return Refused{after.error()};
  }
  return asking(get("enrolled", {{"group", words["--group"]}, {"after", words["--after"]}}),
                show_enrolled);
}

OrMisuse<What> devices_revoke(const Words& words) {
  const auto device = device_of(words.operand(0));
  if (!device) return Refused{device.error()};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  Value::Record body{{"device", *device}, {"reason", *reason}};
  if (words.has("--lift")) body.push_back({"lift", true});
  return asking(post("devices/revoke", body), show_sentence);
}

OrMisuse<What> devices_move(const Words& words) {
  const Value devices = list_of(words.operand(0));
  for (const Value& one : devices.items()) {
    const auto device = device_of(one.text());
    if (!device) return Refused{device.error()};
  }
  const auto group = group_of(words);
  if (!group) return Refused{group.error()};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  return asking(post("devices/move",
                     Value::Record{{"devices", devices}, {"group", *group}, {"reason", *reason}}),
                show_sentence);
}

}  // namespace relay::app::cli
