#include "relay/admin/adoption.h"

#include <algorithm>
#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/named_release.h"

namespace relay::admin {
namespace {

using json::Value;

/// Takes are counted by five minutes: nothing is known in between.
constexpr policy::Span kFinest = std::chrono::minutes{5};

std::optional<policy::Instant> first_take(const std::vector<GroupTakes>& groups) {
  std::optional<policy::Instant> first;
  for (const GroupTakes& group : groups) {
    if (group.takes.empty()) continue;
    const policy::Instant at = group.takes.front().at;
    first = std::min(first.value_or(at), at);
  }
  return first;
}

/// Evenly from the one to the other, both among them.
std::vector<policy::Instant> moments(policy::Instant since, policy::Instant until) {
  const policy::Span between = std::max(until - since, policy::Span{0});
  const policy::Span even = (between + policy::Span{kMostMoments - 2}) / (kMostMoments - 1);
  const policy::Span step = std::max(even, kFinest);
  std::vector<policy::Instant> all;
  for (policy::Instant at = since; at < until; at += step) all.push_back(at);
  all.push_back(until);
  return all;
}

/// What was taken before each moment; at the last one all of it.
Value points(const GroupTakes& group, const std::vector<policy::Instant>& at) {
  Value::List list;
  TakesAt sum;
  auto next = group.takes.begin();
  for (const policy::Instant& moment : at) {
    const bool is_last = &moment == &at.back();
    for (; next != group.takes.end() && (is_last || next->at < moment); ++next) {
      sum.taken += next->taken;
      sum.survived += next->survived;
      sum.silent += next->silent;
    }
    list.push_back(Value::Record{
        {"at", moment}, {"taken", sum.taken}, {"survived", sum.survived}, {"silent", sum.silent}});
  }
  return list;
}

Value describe_takes(const GroupTakes& group, const std::vector<policy::Instant>& at) {
  return Value::Record{{"group", group.group.text()},
                       {"taken", group.tally.taken},
                       {"survived", group.tally.survived},
                       {"confirmed", group.tally.confirmed},
                       {"silent", group.tally.silent},
                       {"points", group.takes.empty() ? Value{Value::List{}} : points(group, at)}};
}

/// In the policy's order. What a policy had before has no place in it.
std::vector<GroupTakes> in_order(const policy::Document& document, std::vector<GroupTakes> found) {
  std::vector<GroupTakes> ordered;
  for (const policy::Group& group : document.groups) {
    const auto one = std::ranges::find(found, group.id, &GroupTakes::group);
    if (one != found.end()) ordered.push_back(std::move(*one));
  }
  return ordered;
}

}  // namespace

http::Response get_adoption(const Parts& parts, const Call& call) {
  const auto rows =
      parts.state.read([&](db::Connection& db) { return catalog::releases(db, *call.feed); });
  const auto release = release_named(rows, call, "version");
  if (!release) return release.error();
  const policy::Sequence sequence = release->release.sequence;
  const auto groups = in_order(call.revision.document, parts.taken_when(*call.feed, sequence));
  const policy::Instant until = call.request.now;
  const auto since = first_take(groups);
  const auto at = moments(since.value_or(until), until);
  Value::List described;
  for (const GroupTakes& group : groups) described.push_back(describe_takes(group, at));
  return ok(Value::Record{{"feed", call.feed->text()},
                          {"version", release->release.version.text()},
                          {"sequence", sequence.number},
                          {"since", since},
                          {"until", until},
                          {"groups", std::move(described)}});
}

}  // namespace relay::admin
