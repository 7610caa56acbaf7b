#include "relay/admin/history.h"

#include <charconv>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/describe.h"

namespace relay::admin {
namespace {

using json::Value;

constexpr std::size_t kPage = 100;
constexpr std::size_t kMostRefused = 200;

/// Where to go on; 0 for the newest. Numbers begin with 1.
policy::Result<std::int64_t, http::Response> before(const http::Request& request) {
  const auto text = request.parameter("before");
  if (!text) return std::int64_t{0};
  std::int64_t number = 0;
  const char* const end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc{} || rest != end || number < 1) {
    return policy::Refused{bad_request("bad-before", "'before' is a whole number from 1")};
  }
  return number;
}

}  // namespace

http::Response get_releases(const Parts& parts, const Call& call) {
  const auto from = before(call.request);
  if (!from) return from.error();
  const auto rows =
      parts.state.read([&](db::Connection& db) { return catalog::releases(db, *call.feed); });

  Value::List page;
  Value next;
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    const std::uint64_t number = row->release.sequence.number;
    if (*from != 0 && std::cmp_greater_equal(number, *from)) continue;
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
  const auto from = before(call.request);
  if (!from) return from.error();
  const auto rows =
      parts.state.read([&](db::Connection& db) { return catalog::audit_rows(db, *from, kPage); });
  Value::List page;
  for (const catalog::AuditRow& row : rows) page.push_back(describe(row));
  const bool more = rows.size() == kPage && rows.back().number > 1;
  return ok(Value::Record{{"rows", std::move(page)},
                          {"next", more ? Value{rows.back().number} : Value{}}});
}

}  // namespace relay::admin
