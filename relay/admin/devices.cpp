#include "relay/admin/devices.h"

#include <charconv>
#include <utility>

#include "policy/belonging.h"
#include "relay/admin/answers.h"
#include "relay/admin/enrolled.h"
#include "relay/admin/slice.h"
#include "relay/catalog/versions.h"
#include "relay/json/value.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;
using telemetry::Bookmark;
using telemetry::Seen;
using telemetry::Visit;

constexpr std::size_t kLongestText = 256;

Value describe_claim(db::Connection& db, const Visit& visit) {
  if (!visit.never_offered) return {};
  const Value release = given(db, visit.feed, visit.never_offered->release);
  auto fields = std::get<Value::Record>(release.held());
  fields.push_back({"said_at", visit.never_offered->at});
  return fields;
}

Value describe_visit(db::Connection& db, const Visit& visit) {
  return Value::Record{{"feed", visit.feed},
                       {"group", visit.group},
                       {"asked", visit.asked},
                       {"requests", visit.requests},
                       {"status", visit.status},
                       {"path", visit.path},
                       {"offered", given(db, visit.feed, visit.offered)},
                       {"taken", given(db, visit.feed, visit.taken.value_or(policy::Sequence{}))},
                       {"taken_at", visit.taken_at},
                       {"never_offered", describe_claim(db, visit)}};
}

Value::Record describe_seen(db::Connection& db, const Seen& seen) {
  Value::List feeds;
  for (const Visit& visit : seen.visits) feeds.push_back(describe_visit(db, visit));
  return Value::Record{{"device", seen.key},
                       {"name", seen.name},
                       {"known", telemetry::word(seen.known)},
                       {"authenticated", telemetry::authenticated(seen.known)},
                       {"address", seen.address},
                       {"agent", seen.agent},
                       {"asked", seen.asked},
                       {"feeds", std::move(feeds)}};
}

/// What is recorded of who has enrolled; null for others. The directory has a lock of its own,
/// which is not asked for inside that of the state.
Value enrolled_as(const Parts& parts, const Call& call, const std::string& key) {
  const auto id = device::DeviceId::parse(key);
  const auto row = id ? parts.devices.find(*id) : std::nullopt;
  return row ? describe(*row, call.revision.document.groups) : Value{};
}

constexpr const char* kByUrl =
    "; a request that names another group in its URL is that group's if it has a match, too";

Value describe_belonging(const policy::Belonging& belonging, const std::string& but = "") {
  return Value::Record{{"group", belonging.group.text()},
                       {"match", text_or_null(belonging.match)},
                       {"line", line_or_null(belonging.mark)},
                       {"sentence", policy::sentence(belonging) + but}};
}

/// Why it is where it is, or null.
Value membership_of(const Parts& parts, const Call& call, const std::string& key) {
  const policy::Document& document = call.revision.document;
  if (const auto address = policy::Address::parse(key)) {
    return describe_belonging(policy::belonging_at(document, *address), kByUrl);
  }
  const auto id = device::DeviceId::parse(key);
  const auto row = id ? parts.devices.find(*id) : std::nullopt;
  if (!row || !row->enrolled) return {};
  if (row->revoked) {
    return Value::Record{{"group", policy::default_group().text()},
                         {"match", Value{}},
                         {"line", Value{}},
                         {"sentence", "it is revoked, so nothing that it shows counts"}};
  }
  return describe_belonging(policy::belonging_of(document, {row->group->text(), row->attributes}));
}

/// "1767225600,10.1.9.3": when it asked, and which it is.
std::string text_of(const Bookmark& bookmark) {
  return std::to_string(policy::unix_seconds(bookmark.asked)) + "," + bookmark.key;
}

std::optional<Bookmark> read_bookmark(const std::string& text) {
  std::int64_t seconds = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, seconds);
  if (error != std::errc{} || rest == end || *rest != ',') return std::nullopt;
  return Bookmark{policy::from_unix_seconds(seconds), std::string{rest + 1, end}};
}

/// A text of the query; 400 where it could be nothing that is looked for.
policy::Result<std::optional<std::string>, http::Response> text_named(const Call& call,
                                                                      const std::string& name) {
  auto text = call.request.parameter(name);
  const bool fits = !text || (text->size() <= kLongestText && text->find('\0') == text->npos);
  if (fits) return text;
  return Refused{bad_request("bad-" + name, "'" + name + "' is a text of at most " +
                                                std::to_string(kLongestText) + " bytes")};
}

policy::Result<telemetry::Wanted, http::Response> read_wanted(const Call& call) {
  const auto slice = slice_named(call);
  if (!slice) return Refused{slice.error()};
  telemetry::Wanted wanted{.most = slice->limit};
  if (const auto name = call.request.parameter("group")) {
    const auto group = group_named(call.revision, *name);
    if (!group) return Refused{group.error()};
    wanted.group = group->text();
  }
  if (const auto name = call.request.parameter("feed")) {
    const auto feed = feed_named(call.revision, *name);
    if (!feed) return Refused{feed.error()};
    wanted.feed = feed->text();
  }
  const auto text = text_named(call, "text");
  if (!text) return Refused{text.error()};
  wanted.text = *text;
  if (const auto state = call.request.parameter("state")) {
    wanted.behind = state == "behind";
    wanted.failing = state == "failing";
    wanted.never_offered = state == "never-offered";
    if (state == "silent") wanted.silent_since = call.request.now - kSilentFor;
    if (!wanted.behind && !wanted.failing && !wanted.never_offered && !wanted.silent_since) {
      return Refused{
          bad_request("bad-state", "'state' is behind, failing, never-offered or silent")};
    }
  }
  if (!slice->after) return wanted;
  wanted.after = read_bookmark(*slice->after);
  if (wanted.after) return wanted;
  return Refused{bad_after()};
}

}  // namespace

http::Response get_devices(const Parts& parts, const Call& call) {
  const auto wanted = read_wanted(call);
  if (!wanted) return wanted.error();
  const auto found = parts.telemetry.list(*wanted);
  const auto counts = parts.telemetry.counts();
  auto devices = parts.state.read([&](db::Connection& db) {
    std::vector<Value::Record> list;
    for (const Seen& seen : found.devices) list.push_back(describe_seen(db, seen));
    return list;
  });
  Value::List page;
  for (std::size_t i = 0; i < devices.size(); ++i) {
    devices[i].push_back({"enrolled", enrolled_as(parts, call, found.devices[i].key)});
    page.push_back(std::move(devices[i]));
  }
  return ok(Value::Record{{"devices", std::move(page)},
                          {"next", found.next ? Value{text_of(*found.next)} : Value{}},
                          {"all", counts.devices},
                          {"left_out", counts.left_out}});
}

policy::Result<std::string, http::Response> device_asked(const Call& call) {
  const auto named = text_named(call, "device");
  if (!named) return Refused{named.error()};
  return named->value_or("");
}

Value given(db::Connection& db, const std::string& feed, policy::Sequence release) {
  if (release == policy::Sequence{}) return {};
  return Value::Record{{"version", catalog::version_of(db, feed, release)},
                       {"sequence", release.number}};
}

http::Response get_device(const Parts& parts, const Call& call) {
  const auto named = device_asked(call);
  if (!named) return named.error();
  const std::string& name = *named;
  const auto seen = parts.telemetry.device(name);
  Value did;
  if (seen) {
    did = parts.state.read([&](db::Connection& db) { return Value{describe_seen(db, *seen)}; });
  }
  return ok(Value::Record{{"device", std::move(did)},
                          {"enrolled", enrolled_as(parts, call, name)},
                          {"membership", membership_of(parts, call, name)}});
}

}  // namespace relay::admin
