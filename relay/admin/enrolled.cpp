#include "relay/admin/enrolled.h"

#include <algorithm>
#include <cctype>

#include "relay/admin/answers.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/slice.h"
#include "relay/device/directory.h"

namespace relay::admin {
namespace {

using catalog::DeviceRow;
using json::Value;

constexpr std::size_t kMostLeaves = 200;

Value describe_attributes(const catalog::Attributes& attributes) {
  Value::List list;
  for (const auto& [name, value] : attributes) {
    list.push_back(Value::Record{{"name", name}, {"value", value}});
  }
  return list;
}

Value describe_leave(const catalog::EnrolmentRow& row) {
  return Value::Record{{"number", row.number}, {"group", row.group.text()}, {"name", row.name},
                       {"until", row.until},   {"person", row.person},      {"at", row.at}};
}

/// Those that may still be used, newest first.
Value open_enrolments(const Parts& parts, policy::Instant now) {
  auto rows = parts.state.read([&](db::Connection& db) { return catalog::enrolments(db, now); });
  std::erase_if(rows, [](const catalog::EnrolmentRow& row) { return row.device || row.voided; });
  Value::List list;
  for (auto row = rows.rbegin(); row != rows.rend() && list.size() < kMostLeaves; ++row) {
    list.push_back(describe_leave(*row));
  }
  return list;
}

struct EnrolledSought {
  std::optional<policy::GroupId> group{};
  std::string text{};  ///< In id or name.
};

bool has_part(const std::string& text, const std::string& part) {
  const auto same = [](unsigned char one, unsigned char other) {
    return std::tolower(one) == std::tolower(other);
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

bool is_among(const DeviceRow& row, const EnrolledSought& sought) {
  return (!sought.group || row.group == sought.group) &&
         (has_part(row.id.text(), sought.text) || has_part(row.name, sought.text));
}

/// Devices that are sought: those of a slice, and one more.
std::vector<DeviceRow> rows_of(const device::Directory& devices, const Slice& slice,
                               const EnrolledSought& sought) {
  std::string after = slice.after.value_or("");
  std::vector<DeviceRow> found;
  for (;;) {
    auto rows = devices.list(after, slice.limit + 1);
    if (rows.empty()) return found;
    after = rows.back().id.text();
    for (DeviceRow& row : rows) {
      if (!is_among(row, sought)) continue;
      found.push_back(std::move(row));
      if (found.size() > slice.limit) return found;
    }
  }
}

}  // namespace

Value describe(const DeviceRow& row, const std::vector<policy::Group>& groups) {
  Value::List credentials;
  for (const catalog::Credential& one : row.credentials) {
    credentials.push_back(Value::Record{{"kind", catalog::word(one.kind)}, {"until", one.until}});
  }
  Value group, in_group;
  if (row.group) {
    group = row.group->text();
    in_group = policy::group_of(groups, {row.group->text(), row.attributes}).text();
  }
  return Value::Record{{"device", row.id.text()},
                       {"name", row.name},
                       {"group", group},
                       {"in_group", row.enrolled ? in_group : Value{}},
                       {"attributes", describe_attributes(row.attributes)},
                       {"enrolled", row.enrolled},
                       {"credentials", std::move(credentials)},
                       {"revoked", describe(row.revoked)}};
}

Value describe(const Parts& parts, const Call& call, const DeviceRow& row) {
  Value in_turn;
  if (const auto places = parts.devices.in_turn(row)) {
    in_turn = Value::Record{
        {"one", places->one.text()}, {"other", places->other.text()}, {"at", places->at}};
  }
  auto fields = std::get<Value::Record>(describe(row, call.revision.document.groups).held());
  fields.push_back({"in_turn", std::move(in_turn)});
  return fields;
}

http::Response get_enrolled(const Parts& parts, const Call& call) {
  const auto slice = slice_named(call);
  if (!slice) return slice.error();
  EnrolledSought sought{.text = call.request.parameter("text").value_or("")};
  if (const auto name = call.request.parameter("group")) {
    const auto named = group_named(call.revision, *name);
    if (!named) return named.error();
    sought.group = *named;
  }
  auto rows = rows_of(parts.devices, *slice, sought);
  Value next = cut(rows, slice->limit, [](const DeviceRow& row) { return row.id.text(); });
  Value::List devices;
  for (const DeviceRow& row : rows) devices.push_back(describe(parts, call, row));
  return ok(Value::Record{{"devices", std::move(devices)},
                          {"next", std::move(next)},
                          {"enrolments", open_enrolments(parts, call.request.now)},
                          {"in_the_clear", parts.devices.in_the_clear()}});
}

}  // namespace relay::admin
