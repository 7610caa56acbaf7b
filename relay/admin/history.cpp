#include "relay/admin/history.h"

#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/audit_sought.h"
#include "relay/admin/describe.h"
#include "relay/admin/slice.h"

namespace relay::admin {
namespace {

using json::Value;

/// The rows, cut to what was asked for, and where they go on.
template <class Row>
Value::Record slice_of(std::vector<Row> rows, std::size_t limit, const char* name) {
  Value next = cut(rows, limit);
  Value::List list;
  for (const Row& row : rows) list.push_back(describe(row));
  return {{name, std::move(list)}, {"next", std::move(next)}};
}

}  // namespace

http::Response get_releases(const Parts& parts, const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  const auto rows =
      parts.state.read([&](db::Connection& db) { return catalog::releases(db, *call.feed); });
  auto found =
      newest_of(rows, *slice, [](const catalog::ReleaseRow& row) { return describe(row); });
  return ok(Value::Record{
      {"feed", call.feed->text()}, {"releases", std::move(found.list)}, {"next", found.next()}});
}

http::Response get_refused(const Parts& parts, const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  auto answer = slice_of(parts.state.read([&](db::Connection& db) {
    return catalog::quarantined(db, *call.feed, slice->below, slice->limit + 1);
  }),
                         slice->limit, "refused");
  answer.insert(answer.begin(), json::Field{"feed", call.feed->text()});
  return ok(std::move(answer));
}

http::Response get_audit(const Parts& parts, const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  const auto wanted = audit_wanted(call);
  if (!wanted) return wanted.error();
  auto found = audit_found(parts, *wanted, slice->below, slice->limit + 1);
  auto answer = slice_of(std::move(found.rows), slice->limit, "rows");
  Value& next = answer.back().value;
  if (next.null() && found.looked_to > 1) next = std::to_string(found.looked_to);
  answer.push_back({"looked_to", found.looked_to});
  answer.push_back({"head", parts.audit.head().text()});
  return ok(std::move(answer));
}

}  // namespace relay::admin
