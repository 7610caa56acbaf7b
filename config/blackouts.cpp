#include "config/blackouts.h"

#include "config/dates.h"
#include "config/fields.h"
#include "config/values.h"

namespace config {
namespace {

// Longer is more likely a year typed wrong.
constexpr std::chrono::days kLongBlackout{366};

std::optional<policy::Closed> read_dates(Problems& problems, const Node& node,
                                         const Fields& fields) {
  const auto from = date(problems, fields.need("from"));
  const auto to = date(problems, fields.need("to"));
  const auto why = text(problems, fields.get("why"), "a reason");
  if (!from || !to) return std::nullopt;
  const auto lasts = *to - *from + std::chrono::days{1};
  if (*to < *from) {
    problems.add(fields.get("to")->at, "a blackout ends on the day that it begins or later");
  } else if (lasts > kLongBlackout) {
    problems.warn(fields.get("to")->at, "this blackout lasts " + policy::show(policy::Span{lasts}) +
                                            "; is that the right year?");
  }
  return policy::Closed{
      .from = *from, .until = *from + lasts, .why = why.value_or(""), .mark = {node.at.line}};
}

void read_file(Problems& problems, const Node& node, const policy::Zone& zone,
               const Outside& outside, std::vector<policy::Closed>& closed) {
  const auto file = path(problems, &node);
  if (!file) return;
  auto days = outside.holidays(*file, zone);
  if (!days) {
    problems.add(node.at, "'" + file->string() + "' cannot be used: " + days.error());
    return;
  }
  if (days->empty()) problems.warn(node.at, "'" + file->string() + "' closes no day");
  for (auto& day : *days) {
    day.mark = {node.at.line};
    closed.push_back(std::move(day));
  }
}

}  // namespace

std::vector<policy::Closed> read_blackouts(Problems& problems, const Node* node,
                                           const std::optional<policy::Zone>& zone,
                                           const Outside& outside) {
  std::vector<policy::Closed> closed;
  const char* const expected = "a list such as [{ from: 2026-12-18, to: 2027-01-06 }]";
  for (const Node* const item : items(problems, node, expected)) {
    const Fields fields{problems, *item, {"a blackout", {"from", "to", "why", "ics"}}};
    const Node* const file = fields.get("ics");
    if (file == nullptr) {
      if (item->kind != Node::Kind::Map) continue;
      if (const auto dates = read_dates(problems, *item, fields)) closed.push_back(*dates);
    } else if (item->entries.size() > 1) {
      problems.add(fields.at("ics"), "a blackout is an 'ics' file or has dates, not both");
    } else if (zone) {
      read_file(problems, *file, *zone, outside, closed);
    }
  }
  return closed;
}

std::optional<policy::NotWithin> read_not_within(Problems& problems, const Node* node, Spot at) {
  if (node == nullptr) return std::nullopt;
  const Fields fields{problems, *node, {"a not_within", {"before", "of"}}};
  policy::NotWithin read{.mark = {at.line}};
  read.of = lasting(problems, fields.need("of")).value_or(read.of);
  const Node* const before = fields.need("before");
  const Words<bool policy::NotWithin::*> words{{"weekend", &policy::NotWithin::before_weekend},
                                               {"closed", &policy::NotWithin::before_closed}};
  for (const Node* const item : one_or_list(before)) {
    if (const auto what = word(problems, item, words)) read.*(*what) = true;
  }
  if (before != nullptr && before->kind == Node::Kind::List && before->items.empty()) {
    problems.add(before->at, "an empty list is before nothing; say weekend, closed or both");
  }
  return read;
}

}  // namespace config
