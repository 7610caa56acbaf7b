#include "relay/admin/forecast.h"

#include <algorithm>
#include <set>
#include <utility>

#include "policy/forecast.h"
#include "policy/share.h"
#include "relay/admin/answers.h"
#include "relay/admin/describe_reason.h"
#include "relay/admin/feeds_asked.h"
#include "relay/admin/few.h"
#include "relay/rollout/recorded.h"
#include "relay/rollout/rule_book.h"

namespace relay::admin {
namespace {

using json::Value;
using policy::Refused;

constexpr std::int64_t kUsualDays = 30;
constexpr std::int64_t kMostDays = 366;

struct ForecastAsked {
  std::vector<policy::FeedRules> feeds{};
  std::optional<policy::GroupId> group{};
  policy::Instant until{};
};

policy::Result<ForecastAsked, http::Response> forecast_asked(const Call& call) {
  auto feeds = feeds_asked(call);
  if (!feeds) return Refused{feeds.error()};
  ForecastAsked asked{.feeds = *std::move(feeds)};
  if (const auto name = call.request.parameter("group")) {
    const auto group = group_named(call.revision, *name);
    if (!group) return Refused{group.error()};
    asked.group = *group;
  }
  const auto days = number_named(call.request, "days");
  if (!days) return Refused{days.error()};
  if (days->value_or(0) > kMostDays) {
    return Refused{bad_request("bad-days", "a forecast goes at most 366 days ahead")};
  }
  asked.until = call.request.now + std::chrono::days{days->value_or(kUsualDays)};
  return asked;
}

/// An event with its time, as people see it.
struct Shown {
  policy::Instant at{};
  policy::GroupId group;
  const char* what = "";
  policy::Sequence release;
  policy::BasisPoints to{};
  std::string sentence{};
  const char* only_if = nullptr;
};

class Showing {
 public:
  explicit Showing(const policy::FeedFacts& facts) : facts_{facts} {}
  Shown operator()(const policy::Milestone& milestone) const {
    return std::visit(
        [&](const auto& event) {
          Shown shown = parts(event);
          shown.at = milestone.at;
          shown.sentence = policy::sentence(milestone.event, facts_);
          return shown;
        },
        milestone.event);
  }

 private:
  static Shown parts(const policy::Opened& event) {
    return {.group = event.group, .what = "open", .release = event.release, .to = event.to};
  }
  static Shown parts(const policy::Widened& event) {
    return {.group = event.group, .what = "widen", .release = event.release, .to = event.to};
  }
  static Shown parts(const policy::Halted& event) {
    return {.group = event.group, .what = "halt", .release = event.release};
  }
  const policy::FeedFacts& facts_;
};

std::vector<Shown> shown(const policy::Forecast& forecast, const policy::FeedFacts& facts) {
  std::vector<Shown> all;
  std::ranges::transform(forecast.milestones, std::back_inserter(all), Showing{facts});
  return all;
}

/// What happens when: what is in both forecasts happens either way.
std::set<std::pair<policy::Instant, std::string>> happenings(const std::vector<Shown>& all) {
  std::set<std::pair<policy::Instant, std::string>> found;
  for (const Shown& one : all) found.emplace(one.at, one.sentence);
  return found;
}

/// Both forecasts in one, in order of time.
std::vector<Shown> merged(std::vector<Shown> as_is, std::vector<Shown> healthy) {
  const auto without = happenings(as_is);
  const auto with = happenings(healthy);
  for (Shown& one : as_is) {
    if (!with.contains({one.at, one.sentence})) one.only_if = "no device speaks";
  }
  for (Shown& one : healthy) {
    if (without.contains({one.at, one.sentence})) continue;
    one.only_if = "devices stay well";
    as_is.push_back(std::move(one));
  }
  std::ranges::stable_sort(as_is, {}, &Shown::at);
  return as_is;
}

Value describe_event(const Shown& event, const policy::FeedFacts& facts) {
  const bool halt = event.to == policy::kNobody;
  return Value::Record{{"at", event.at},
                       {"group", event.group.text()},
                       {"what", event.what},
                       {"version", facts.release(event.release).version.text()},
                       {"to", halt ? Value{} : Value{policy::show(event.to)}},
                       {"if", event.only_if == nullptr ? Value{} : Value{event.only_if}},
                       {"sentence", event.sentence}};
}

Value describe_withheld(const policy::Withheld& withheld, const policy::FeedFacts& facts) {
  const auto few =
      few_of_each(withheld.reasons, [](const policy::Reason& one) { return one.index(); });
  return Value::Record{{"version", facts.release(withheld.release).version.text()},
                       {"reasons", describe(few)},
                       {"more_reasons", withheld.reasons.size() - few.size()}};
}

/// Groups that the same is withheld from for the same reasons.
struct Alike {
  Value::List groups{};
  const std::vector<policy::Withheld>* newer = nullptr;
};

/// What still stands in the way at the end, of groups that something stands in the way of.
Value in_the_way(const policy::Forecast& forecast, const policy::FeedRulesOf& rules,
                 const policy::FeedFacts& facts, const ForecastAsked& asked) {
  std::vector<Alike> each;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const auto& newer = forecast.after[i].withheld;
    if (newer.empty() || (asked.group && *asked.group != rules[i].first)) continue;
    auto known = std::ranges::find_if(each, [&](const Alike& one) { return *one.newer == newer; });
    if (known == each.end()) known = each.insert(known, Alike{.newer = &newer});
    known->groups.emplace_back(rules[i].first.text());
  }
  Value::List list;
  for (Alike& one : each) {
    Value::List newer;
    for (const auto& withheld : *one.newer) newer.push_back(describe_withheld(withheld, facts));
    list.push_back(Value::Record{{"groups", std::move(one.groups)}, {"newer", std::move(newer)}});
  }
  return list;
}

Value forecast_of(const rollout::Recorded& recorded, const Call& call, const policy::Moment& moment,
                  const ForecastAsked& asked) {
  const auto book = rollout::rules_of(call.revision, recorded.feed);
  const policy::FeedRulesOf& rules = *book;
  const policy::FeedFacts& facts = recorded.facts;
  policy::Moment well = moment;
  well.assume_healthy = true;
  const auto as_is = policy::forecast(rules, facts, moment, asked.until);
  const auto healthy = policy::forecast(rules, facts, well, asked.until);
  Value::List events;
  for (const Shown& event : merged(shown(as_is, facts), shown(healthy, facts))) {
    if (asked.group && *asked.group != event.group) continue;
    events.push_back(describe_event(event, facts));
  }
  return Value::Record{{"feed", recorded.feed.id.text()},
                       {"events", std::move(events)},
                       {"cut", as_is.cut || healthy.cut},
                       {"as_things_are", in_the_way(as_is, rules, facts, asked)},
                       {"if_healthy", in_the_way(healthy, rules, facts, asked)}};
}

}  // namespace

http::Response get_forecast(const Parts& parts, const Call& call) {
  const auto asked = forecast_asked(call);
  if (!asked) return asked.error();
  const policy::Moment moment = moment_of(parts, call);
  std::vector<rollout::Recorded> recorded;
  parts.state.read([&](db::Connection& db) {
    for (const policy::FeedRules& feed : asked->feeds) {
      recorded.push_back(rollout::read_facts(db, feed, call.revision.evidence));
    }
  });
  // Forecasts take a while: others may use the database meanwhile.
  Value::List feeds;
  for (const auto& of_feed : recorded) {
    feeds.push_back(forecast_of(of_feed, call, moment, *asked));
  }
  return ok(Value::Record{
      {"now", call.request.now}, {"until", asked->until}, {"feeds", std::move(feeds)}});
}

}  // namespace relay::admin
