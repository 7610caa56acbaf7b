#include "policy/windows.h"

#include <algorithm>
#include <tuple>

#include "policy/shut.h"

namespace policy {
namespace {

/// What is shut and what is kept free before it, each where it touches what is asked for.
class ClosingList {
 public:
  ClosingList(const Calendar& calendar, const Between& asked)
      : calendar_{calendar}, asked_{asked} {}

  void add(const Shut& shut) {
    const auto& rule = calendar_.not_within;
    const Mark kept = rule ? rule->mark : Mark{};
    const bool weekend = shut.blackout == nullptr;
    add({.from = shut.from,
         .until = shut.begins,
         .kind = Closing::Kind::Before,
         .why = sentence(calendar_, shut, shut.from),
         .mark = kept});
    add({.from = shut.begins,
         .until = shut.until,
         .kind = weekend ? Closing::Kind::Weekend : Closing::Kind::Blackout,
         .why = sentence(calendar_, shut, shut.begins),
         .mark = weekend ? kept : shut.blackout->mark});
  }
  Closings told() && {
    std::ranges::sort(list_, {},
                      [](const Closing& one) { return std::tie(one.from, one.until, one.why); });
    const bool cut = list_.size() > asked_.most;
    if (cut) list_.resize(asked_.most);
    return {std::move(list_), cut};
  }

 private:
  void add(Closing one) {
    const bool is_some = one.from < one.until;
    if (is_some && one.until > asked_.from && one.from < asked_.until) {
      list_.push_back(std::move(one));
    }
  }

  const Calendar& calendar_;
  const Between& asked_;
  std::vector<Closing> list_;
};

}  // namespace

Windows windows(const Calendar& calendar, const Between& asked) {
  Windows found;
  Instant at = asked.from;
  while (at < asked.until) {
    const Hours hours = calendar.hours(at);
    const Instant until = std::min(hours.changes.value_or(asked.until), asked.until);
    if (hours.open && found.list.size() == asked.most) {
      found.cut = true;
      return found;
    }
    if (hours.open) found.list.push_back({at, until});
    at = until;
  }
  return found;
}

Closings closings(const Calendar& calendar, const Between& asked) {
  ClosingList list{calendar, asked};
  for (const Closed& closed : calendar.closed) list.add(shut_by(calendar, closed));
  for (auto next = next_weekend(calendar, asked.from); next && next->from < asked.until;
       next = next_weekend(calendar, next->until)) {
    list.add(*next);
  }
  return std::move(list).told();
}

}  // namespace policy
