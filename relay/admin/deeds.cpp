#include "relay/admin/deeds.h"

#include "policy/require.h"
#include "relay/admin/answers.h"
#include "relay/admin/describe_deeds.h"
#include "relay/catalog/pauses.h"

namespace relay::admin {
namespace {

using json::Value;

constexpr std::size_t kMostDeeds = 200;

/// What is recorded of the feed of a call.
rollout::Recorded recorded(db::Connection& db, const Call& call) {
  const auto* const feed = rollout::feed_of(call.revision.document, *call.feed);
  policy::require(feed != nullptr, "the feed of a call is in the revision");
  return rollout::read_facts(db, *feed);
}

/// The last of them, newest first, each made by `describe_one`.
template <class Rows, class Describe>
Value newest_first(const Rows& rows, Describe describe_one) {
  Value::List list;
  for (auto row = rows.rbegin(); row != rows.rend() && list.size() < kMostDeeds; ++row) {
    list.push_back(describe_one(*row));
  }
  return list;
}

/// {feed, `name`: what `read` makes}
template <class Read>
http::Response answer(const Parts& parts, const Call& call, const char* name, Read read) {
  Value list = parts.state.read([&](db::Connection& db) { return read(db); });
  return ok(Value::Record{{"feed", call.feed->text()}, {name, std::move(list)}});
}

}  // namespace

http::Response get_halts(const Parts& parts, const Call& call) {
  return answer(parts, call, "halts", [&](db::Connection& db) {
    const auto known = recorded(db, call);
    return newest_first(catalog::halts(db, *call.feed),
                        [&](const catalog::HaltRow& row) { return describe(row, known); });
  });
}

http::Response get_bypasses(const Parts& parts, const Call& call) {
  const policy::Moment moment = moment_of(parts, call);
  return answer(parts, call, "bypasses", [&](db::Connection& db) {
    const auto views = rollout::views(db, call.revision, *call.feed, moment);
    Value::List list;
    for (const auto& seen : rollout::bypass_views(views, call.revision.document.bypass, moment)) {
      if (list.size() < kMostDeeds) list.push_back(describe(seen, *views.front().recorded));
    }
    return Value{std::move(list)};
  });
}

http::Response get_pauses(const Parts& parts, const Call& call) {
  return answer(parts, call, "pauses", [&](db::Connection& db) {
    const auto known = recorded(db, call);
    return newest_first(catalog::pauses(db, *call.feed), [&](const catalog::PauseRow& row) {
      return describe(row.group, row.pause, known);
    });
  });
}

http::Response get_judgements(const Parts& parts, const Call& call) {
  const auto known = parts.state.read([&](db::Connection& db) { return recorded(db, call); });
  const auto one = [&](const auto& said) { return describe(said, known); };
  return ok(Value::Record{{"feed", call.feed->text()},
                          {"verdicts", newest_first(known.facts.checks, one)},
                          {"risks", newest_first(known.facts.risks, one)}});
}

}  // namespace relay::admin
