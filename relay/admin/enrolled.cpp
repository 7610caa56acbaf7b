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
  std::optional<policy::GroupId> in_group{};
  std::string text{};      ///< In id or name.
  bool not_asked = false;  ///< As far as is remembered.
};

bool has_part(const std::string& text, const std::string& part) {
  const auto same = [](unsigned char one, unsigned char other) {
    return std::tolower(one) == std::tolower(other);
  };
  return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end();
}

/// Where the policy puts it; nothing where that is not recorded.
std::optional<policy::GroupId> put_into(const DeviceRow& row,
                                        const std::vector<policy::Group>& groups) {
  if (!row.group || !row.enrolled) return std::nullopt;
  return policy::group_of(groups, {row.group->text(), row.attributes});
}

bool is_among(const DeviceRow& row, const EnrolledSought& sought,
              const std::vector<policy::Group>& groups) {
  return (!sought.group || row.group == sought.group) &&
         (!sought.in_group || put_into(row, groups) == sought.in_group) &&
         (has_part(row.id.text(), sought.text) || has_part(row.name, sought.text));
}

void leave_out_heard(telemetry::Telemetry& telemetry, std::vector<DeviceRow>& rows) {
  std::vector<std::string> keys;
  for (const DeviceRow& row : rows) keys.push_back(row.id.text());
  const auto heard = telemetry.remembered(keys);
  std::erase_if(rows, [&](const DeviceRow& row) { return heard.contains(row.id.text()); });
}

struct EnrolledFound {
  std::vector<DeviceRow> rows{};
  std::optional<std::string> next{};  ///< Nothing: that was all.
};

/// Those of a slice that are sought; fewer of them, or none, where they are far between: only so
/// many devices are looked at for one request.
EnrolledFound find_enrolled(const Parts& parts, const Call& call, const Slice& slice,
                            const EnrolledSought& sought) {
  constexpr std::size_t kRound = 250, kMostRounds = 16;
  const auto& groups = call.revision.document.groups;
  if (sought.not_asked) parts.telemetry.write_down();
  EnrolledFound found{.next = slice.after.value_or("")};
  for (std::size_t round = 0; round < kMostRounds; ++round) {
    auto rows = parts.devices.list(*found.next, kRound);
    if (rows.empty()) return {.rows = std::move(found.rows)};
    const std::string last = rows.back().id.text();
    std::erase_if(rows, [&](const DeviceRow& row) { return !is_among(row, sought, groups); });
    if (sought.not_asked) leave_out_heard(parts.telemetry, rows);
    for (DeviceRow& row : rows) {
      if (found.rows.size() == slice.limit) {
        found.next = found.rows.back().id.text();
        return found;
      }
      found.rows.push_back(std::move(row));
    }
    found.next = last;
  }
  return found;
}

policy::Result<EnrolledSought, http::Response> enrolled_sought(const Call& call) {
  EnrolledSought sought{.text = call.request.parameter("text").value_or("")};
  const auto read = [&](const char* name,
                        std::optional<policy::GroupId>& group) -> std::optional<http::Response> {
    const auto text = call.request.parameter(name);
    if (!text) return std::nullopt;
    const auto named = group_named(call.revision, *text);
    if (!named) return named.error();
    group = *named;
    return std::nullopt;
  };
  if (auto wrong = read("group", sought.group)) return policy::Refused{std::move(*wrong)};
  if (auto wrong = read("in_group", sought.in_group)) return policy::Refused{std::move(*wrong)};
  const auto state = call.request.parameter("state");
  sought.not_asked = state == "not-asked";
  if (state && !sought.not_asked) {
    return policy::Refused{bad_request("bad-state", "'state' is not-asked")};
  }
  return sought;
}

}  // namespace

Value describe(const DeviceRow& row, const std::vector<policy::Group>& groups) {
  Value::List credentials;
  for (const catalog::Credential& one : row.credentials) {
    credentials.push_back(Value::Record{{"kind", catalog::word(one.kind)}, {"until", one.until}});
  }
  return Value::Record{{"device", row.id.text()},
                       {"name", row.name},
                       {"group", name_or_null(row.group)},
                       {"in_group", name_or_null(put_into(row, groups))},
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
  const auto sought = enrolled_sought(call);
  if (!sought) return sought.error();
  const auto found = find_enrolled(parts, call, *slice, *sought);
  Value::List devices;
  for (const DeviceRow& row : found.rows) devices.push_back(describe(parts, call, row));
  return ok(Value::Record{{"devices", std::move(devices)},
                          {"next", found.next},
                          {"enrolments", open_enrolments(parts, call.request.now)},
                          {"in_the_clear", parts.devices.in_the_clear()}});
}

}  // namespace relay::admin
