#include "relay/admin/history.h"

#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"

namespace relay::admin {
namespace {

using json::Value;

constexpr std::size_t kMostRefused = 200;

}  // namespace

http::Response get_releases(const Parts& parts, const Call& call) {
  const auto from = number_named(call.request, "before");
  if (!from) return from.error();
  const auto rows =
      parts.state.read([&](db::Connection& db) { return catalog::releases(db, *call.feed); });

  Value::List page;
  Value next;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const std::uint64_t number = row->release.sequence.number;
    if (*from && std::cmp_greater_equal(number, **from)) continue;
    if (page.size() == kPage) {
      next = number + 1;
      break;
    }
    page.push_back(describe(*row));
  }
  return ok(Value::Record{
      {"feed", call.feed->text()}, {"releases", std::move(page)}, {"next", std::move(next)}});
}

http::Response get_refused(const Parts& parts, const Call& call) {
  const auto rows = parts.state.read(
      [&](db::Connection& db) { return catalog::quarantined(db, *call.feed, kMostRefused); });
  Value::List refused;
  for (const catalog::QuarantineRow& row : rows) refused.push_back(describe(row));
  return ok(Value::Record{{"feed", call.feed->text()}, {"refused", std::move(refused)}});
}

http::Response get_audit(const Parts& parts, const Call& call) {
  const auto from = number_named(call.request, "before");
  if (!from) return from.error();
  const auto rows = parts.state.read(
      [&](db::Connection& db) { return catalog::audit_rows(db, from->value_or(0), kPage); });
  Value::List page;
  for (const catalog::AuditRow& row : rows) page.push_back(describe(row));
  const bool more = rows.size() == kPage && rows.back().number > 1;
  return ok(Value::Record{{"rows", std::move(page)},
                          {"next", more ? Value{rows.back().number} : Value{}},
                          {"head", parts.audit.head().text()}});
}

}  // namespace relay::admin
