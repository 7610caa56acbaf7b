#include "relay/admin/device_moves.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "policy/journey.h"
#include "relay/admin/answers.h"
#include "relay/admin/enrolled.h"
#include "relay/admin/named_device.h"
#include "relay/admin/perform.h"
#include "relay/catalog/revisions.h"
#include "relay/device/registrar.h"

namespace relay::admin {
namespace {

using catalog::DeviceRow;
using json::Part;
using json::Value;
using policy::GroupId;
using policy::Refused;

constexpr policy::Span kDay{24 * 3600};

struct Moving {
  std::vector<DeviceRow> rows{};
  GroupId to;
};

/// One by "device", or several by "devices".
std::vector<std::string> read_devices(const Part& root) {
  const Part several = root["devices"];
  if (several.null()) return {root["device"].text().value_or("")};
  if (!root["device"].null()) root["device"].note("does not go with 'devices'");
  std::vector<std::string> names;
  for (const Part& one : several.items()) {
    auto name = one.text().value_or("");
    if (std::ranges::find(names, name) != names.end()) one.note("is there twice");
    names.push_back(std::move(name));
  }
  if (names.empty()) several.note("names none");
  if (names.size() > kMovesAtOnce) several.note("more than " + std::to_string(kMovesAtOnce));
  return names;
}

std::optional<std::string> against_move(const policy::Document& document, const DeviceRow& row,
                                        const GroupId& to) {
  if (row.group == to) return told(row) + " is enrolled for '" + to.text() + "' already";
  return device::out_of_group(document.groups, to, row.attributes);
}

/// On some path the one comes before the other.
bool is_earlier(const policy::Document& document, const GroupId& to, const GroupId& from) {
  return std::ranges::any_of(document.paths, [&](const policy::Path& path) {
    return policy::stage_of(path, to) < policy::stage_of(path, from);
  });
}

/// Where the policy puts it now, whatever it has enrolled for.
GroupId group_of(const policy::Document& document, const DeviceRow& row) {
  return policy::group_of(document.groups,
                          {row.group ? row.group->text() : std::string{}, row.attributes});
}

/// Devices that the person has moved since, into any group that comes before the last one.
std::size_t moved_earlier(db::Connection& db, const policy::Document& document,
                          const std::string& person, policy::Instant since) {
  std::set<std::string> devices;
  for (const catalog::Move& move : catalog::moves_by(db, person, since)) {
    if (is_earlier(document, move.group, policy::default_group())) devices.insert(move.device);
  }
  return devices.size();
}

bool takes_two(db::Connection& db, const Call& call, const Moving& moving) {
  const policy::Document& document = call.revision.document;
  const auto earlier = std::ranges::count_if(moving.rows, [&](const DeviceRow& row) {
    return is_earlier(document, moving.to, group_of(document, row));
  });
  if (earlier == 0) return false;
  const auto before = moved_earlier(db, document, person_of(call), call.request.now - kDay);
  return before + static_cast<std::size_t>(earlier) > kMovesAlone;
}

std::string sentence_of(const Moving& moving) {
  const std::string who = moving.rows.size() == 1
                              ? told(moving.rows.front()) + " is"
                              : std::to_string(moving.rows.size()) + " devices are";
  return who + " enrolled for '" + moving.to.text() + "' from now on";
}

std::vector<device::DeviceId> ids_of(const Moving& moving) {
  std::vector<device::DeviceId> ids;
  for (const DeviceRow& row : moving.rows) ids.push_back(row.id);
  return ids;
}

policy::Result<Moving, http::Response> find(const Parts& parts, const Call& call,
                                            const std::vector<std::string>& names,
                                            const std::string& group) {
  const auto to = group_named(call.revision, group);
  if (!to) return Refused{to.error()};
  Moving moving{.to = *to};
  for (const std::string& name : names) {
    auto row = device_named(parts, name);
    if (!row) return Refused{row.error()};
    if (const auto why = against_move(call.revision.document, *row, *to)) {
      return Refused{conflict(*why)};
    }
    moving.rows.push_back(*std::move(row));
  }
  return moving;
}

Value name_of(const std::optional<GroupId>& group) {
  return group ? Value{group->text()} : Value{};
}

Wanted wanted(const Moving& moving) {
  Value::List devices;
  for (const DeviceRow& row : moving.rows) {
    devices.push_back(Value::Record{{"device", row.id.text()}, {"from", name_of(row.group)}});
  }
  return {.kind = "move",
          .subject = std::to_string(devices.size()) + " devices → " + moving.to.text(),
          .body = Value::Record{{"devices", std::move(devices)},
                                {"group", moving.to.text()},
                                {"sentence", sentence_of(moving)}}};
}

/// Counted in the transaction that moves, so that of many at once not each sees none before it.
policy::Result<std::string, http::Response> move(const Parts& parts, const Call& call,
                                                 const Moving& moving, const std::string& reason) {
  const auto counts = parts.state.write([&](db::Transaction& tx) -> std::function<void()> {
    if (takes_two(tx, call, moving)) return {};
    return parts.devices.move(tx, ids_of(moving), moving.to, deed_of(call, reason));
  });
  if (!counts) return want(parts, call, wanted(moving), reason);
  counts();
  return sentence_of(moving);
}

}  // namespace

std::string which_rules(db::Connection& db, const std::string&) {
  const auto revision = catalog::revision_in_force(db);
  return revision ? "revision " + std::to_string(revision->number) : "";
}

// What is looked at in memory has locks of its own, and is never asked in here.
policy::Result<Performed, std::string> move_devices(db::Transaction& tx, const Performing& what) {
  const auto to = GroupId::parse(what.body["group"].text());
  if (!to) return Refused{std::string{"it names no group"}};
  std::vector<device::DeviceId> ids;
  for (const Value& one : what.body["devices"].items()) {
    const auto id = device::DeviceId::parse(one["device"].text());
    if (!id) return Refused{"there is no device '" + one["device"].text() + "'"};
    const auto now = catalog::enrolled_for(tx, *id);
    if (now != GroupId::parse(one["from"].text())) {
      return Refused{id->text() + " is enrolled for '" + (now ? now->text() : "nothing") +
                     "' meanwhile"};
    }
    ids.push_back(*id);
  }
  return Performed{what.body["sentence"].text(), what.parts.devices.move(tx, ids, *to, what.deed)};
}

http::Response post_move(const Parts& parts, const Call& call) {
  std::vector<std::string> names;
  std::string group;
  const Own own{{"device", "devices", "group"}, [&](const Part& root) {
                  names = read_devices(root);
                  group = root["group"].text().value_or("");
                }};
  const auto wish = read_wish(call.request.body, kReasonAlone, own);
  if (!wish) return bad_request("bad-body", wish.error());
  const auto moving = find(parts, call, names, group);
  if (!moving) return moving.error();
  const auto sentence = move(parts, call, *moving, wish->reason);
  if (!sentence) return sentence.error();
  Value::List devices;
  for (const DeviceRow& row : moving->rows) {
    const auto now = parts.devices.find(row.id);
    if (now) devices.push_back(describe(parts, call, *now));
  }
  return ok(Value::Record{{"sentence", *sentence}, {"devices", std::move(devices)}});
}

}  // namespace relay::admin
