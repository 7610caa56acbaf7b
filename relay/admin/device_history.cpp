#include "relay/admin/device_history.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>
#include <utility>
#include <variant>

#include "relay/admin/answers.h"
#include "relay/admin/devices.h"
#include "relay/admin/slice.h"
#include "relay/catalog/device_deeds.h"

namespace relay::admin {
namespace {

using json::Value;
using Happening = std::variant<catalog::DeviceDeed, telemetry::Take>;

/// Where an entry stands: when it was, of which kind, and its number there.
using Place = std::tuple<std::int64_t, std::int64_t, std::int64_t>;

Place place_of(const Happening& one) {
  return std::visit(
      [&](const auto& what) {
        return Place{policy::unix_seconds(what.at), static_cast<std::int64_t>(one.index()),
                     what.number};
      },
      one);
}

/// "1767225600,1,17"
std::string cursor_of(const Place& place) {
  const auto [at, kind, number] = place;
  return std::to_string(at) + "," + std::to_string(kind) + "," + std::to_string(number);
}

std::optional<Place> read_place(std::string_view text) {
  std::array<std::int64_t, 3> parts{};
  const char* from = text.data();
  const char* const end = from + text.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && (from == end || *from++ != ',')) return std::nullopt;
    const auto [rest, error] = std::from_chars(from, end, parts.at(i));
    if (error != std::errc{}) return std::nullopt;
    from = rest;
  }
  return from == end ? std::optional{Place{parts[0], parts[1], parts[2]}} : std::nullopt;
}

Value describe_entry(db::Connection& db, const telemetry::Take& take) {
  return Value::Record{{"at", take.at},       {"kind", "take"},
                       {"feed", take.feed},   {"release", given(db, take.feed, take.release)},
                       {"group", take.group}, {"person", Value{}},
                       {"action", Value{}},   {"reason", Value{}}};
}

Value describe_entry(db::Connection& /*db*/, const catalog::DeviceDeed& deed) {
  return Value::Record{{"at", deed.at},
                       {"kind", "deed"},
                       {"feed", Value{}},
                       {"release", Value{}},
                       {"group", name_or_null(deed.group)},
                       {"person", deed.person},
                       {"action", deed.action},
                       {"reason", text_or_null(deed.reason)}};
}

/// All of it, newest first.
std::vector<Happening> happenings(const Parts& parts, const std::string& device) {
  std::vector<Happening> found;
  for (auto& take : parts.telemetry.takes(device)) found.emplace_back(std::move(take));
  if (const auto id = device::DeviceId::parse(device)) {
    auto deeds = parts.state.read(
        [&](db::Connection& db) { return catalog::deeds_of(db, *id, kMostDeeds); });
    for (auto& deed : deeds) found.emplace_back(std::move(deed));
  }
  std::ranges::sort(found, std::ranges::greater{}, place_of);
  return found;
}

}  // namespace

http::Response get_device_history(const Parts& parts, const Call& call) {
  const auto slice = slice_named(call);
  if (!slice) return slice.error();
  const auto device = device_asked(call);
  if (!device) return device.error();
  std::optional<Place> after;
  if (slice->after) {
    after = read_place(*slice->after);
    if (!after) return bad_after();
  }
  auto found = happenings(parts, *device);
  if (after) std::erase_if(found, [&](const Happening& one) { return place_of(one) >= *after; });
  Value next =
      cut(found, slice->limit, [](const Happening& one) { return cursor_of(place_of(one)); });
  Value::List entries = parts.state.read([&](db::Connection& db) {
    Value::List list;
    for (const Happening& one : found) {
      list.push_back(std::visit([&](const auto& what) { return describe_entry(db, what); }, one));
    }
    return list;
  });
  return ok(Value::Record{
      {"device", *device}, {"entries", std::move(entries)}, {"next", std::move(next)}});
}

}  // namespace relay::admin
