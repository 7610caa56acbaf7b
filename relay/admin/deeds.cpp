#include "relay/admin/deeds.h"

#include <algorithm>

#include "policy/require.h"
#include "relay/admin/answers.h"
#include "relay/admin/counted_yeses.h"
#include "relay/admin/deeds_wanted.h"
#include "relay/admin/describe_deeds.h"
#include "relay/admin/slice.h"
#include "relay/catalog/pauses.h"

namespace relay::admin {
namespace {

using json::Value;

/// What is recorded of the feed of a call.
rollout::Recorded recorded(db::Connection& db, const Call& call) {
  const auto* const feed = rollout::feed_of(call.revision.document, *call.feed);
  policy::require(feed != nullptr, "the feed of a call is in the revision");
  return rollout::read_facts(db, *feed);
}

/// {feed, `name`: the slice that `read` makes, next}
template <class Read>
http::Response answer(const Parts& parts, const Call& call, const char* name, Read read) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  Cut cut = parts.state.read([&](db::Connection& db) { return read(db, *slice); });
  return ok(Value::Record{
      {"feed", call.feed->text()}, {name, std::move(cut.list)}, {"next", cut.next()}});
}

/// Where two lists go on: "7,3"; a list of which nothing is left goes on at 0.
struct Two {
  Numbered verdicts{};
  Numbered risks{};
};
std::optional<std::int64_t> left_in(std::string_view text) {
  return text == "0" ? std::optional<std::int64_t>{0} : number_in(text);
}
policy::Result<Two, http::Response> two_slices_named(const Call& call) {
  const auto slice = slice_named(call);
  if (!slice) return policy::Refused{slice.error()};
  Two two{{.limit = slice->limit}, {.limit = slice->limit}};
  if (!slice->after) return two;
  const std::size_t comma = std::min(slice->after->find(','), slice->after->size());
  const auto verdicts = left_in(slice->after->substr(0, comma));
  const auto risks = left_in(slice->after->substr(std::min(comma + 1, slice->after->size())));
  if (!verdicts || !risks) return policy::Refused{bad_after()};
  two.verdicts.below = *verdicts;
  two.risks.below = *risks;
  if (*verdicts == 0) two.verdicts.limit = 0;
  if (*risks == 0) two.risks.limit = 0;
  return two;
}

}  // namespace

http::Response get_deeds(const Parts& parts, const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  const auto wanted = deeds_wanted(parts, call);
  if (!wanted) return wanted.error();
  auto found = parts.state.read([&](db::Connection& db) {
    return catalog::find_deeds(db, *wanted, slice->below, slice->limit + 1);
  });
  Value next = cut(found.rows, slice->limit);
  if (next.null() && found.looked_to > 1) next = std::to_string(found.looked_to);
  CountedYeses counted{parts, call};
  Value::List list;
  for (const auto& row : found.rows) {
    list.push_back(describe(row, counted.has(row), call.request.now));
  }
  return ok(Value::Record{{"deeds", std::move(list)}, {"next", std::move(next)}});
}

http::Response get_halts(const Parts& parts, const Call& call) {
  return answer(parts, call, "halts", [&](db::Connection& db, const Numbered& slice) {
    const auto known = recorded(db, call);
    return newest_of(catalog::halts(db, *call.feed), slice,
                     [&](const catalog::HaltRow& row) { return describe(row, known); });
  });
}

http::Response get_bypasses(const Parts& parts, const Call& call) {
  const policy::Moment moment = moment_of(parts, call);
  return answer(parts, call, "bypasses", [&](db::Connection& db, const Numbered& slice) {
    const auto views = rollout::views(db, call.revision, *call.feed, moment);
    auto seen = rollout::bypass_views(views, call.revision.document.bypass, moment);
    std::ranges::reverse(seen);
    return newest_of(seen, slice, [&](const rollout::BypassView& one) {
      return describe(one, *views.front().recorded);
    });
  });
}

http::Response get_pauses(const Parts& parts, const Call& call) {
  return answer(parts, call, "pauses", [&](db::Connection& db, const Numbered& slice) {
    const auto known = recorded(db, call);
    return newest_of(catalog::pauses(db, *call.feed), slice, [&](const catalog::PauseRow& row) {
      return describe(row.group, row.pause, known);
    });
  });
}

http::Response get_judgements(const Parts& parts, const Call& call) {
  const auto slices = two_slices_named(call);
  if (!slices) return slices.error();
  const auto known = parts.state.read([&](db::Connection& db) { return recorded(db, call); });
  const auto one = [&](const auto& said) { return describe(said, known); };
  Cut verdicts = newest_of(known.facts.checks, slices->verdicts, one);
  Cut risks = newest_of(known.facts.risks, slices->risks, one);
  if (slices->verdicts.limit == 0) verdicts.left = 0;
  if (slices->risks.limit == 0) risks.left = 0;
  const bool more = verdicts.left + risks.left > 0;
  return ok(Value::Record{
      {"feed", call.feed->text()},
      {"verdicts", std::move(verdicts.list)},
      {"risks", std::move(risks.list)},
      {"next",
       more ? Value{std::to_string(verdicts.left) + "," + std::to_string(risks.left)} : Value{}}});
}

}  // namespace relay::admin
