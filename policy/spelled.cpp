#include "policy/spelled.h"

#include <algorithm>
#include <array>

namespace policy {
namespace {

constexpr std::array kDays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string clock(Span at) {
  const auto minutes = at / std::chrono::minutes{1};
  return two_digits(minutes / 60) + ":" + two_digits(minutes % 60);
}

/// "2026-12-18", with the time where it is not midnight.
std::string wall(std::chrono::local_seconds at) {
  const auto midnight = std::chrono::floor<std::chrono::days>(at);
  const auto date = rfc3339(Instant{at.time_since_epoch()}).substr(0, 10);
  return at == midnight ? date : date + " " + clock(at - midnight);
}

template <class T, class Show>
std::string joined(const std::vector<T>& list, Show show_one) {
  std::string text;
  for (const T& one : list) text += (text.empty() ? "" : ", ") + show_one(one);
  return text;
}

}  // namespace

std::vector<std::string> words(const Asks& asks) {
  std::vector<std::string> words;
  if (asks.ticket) words.emplace_back("ticket");
  if (asks.report) words.emplace_back("report");
  if (asks.decision) words.emplace_back("decision");
  return words;
}

Asks left_out(const Asks& asked, const Asks& other) {
  return {.ticket = asked.ticket && !other.ticket,
          .report = asked.report && !other.report,
          .decision = asked.decision && !other.decision};
}

std::string spelled(const Asks& asks) {
  return joined(words(asks), [](const std::string& word) { return word; });
}

std::string spelled(const std::vector<ApprovalLine>& lines) {
  return joined(lines, [](const ApprovalLine& line) {
    const std::string with = spelled(line.asks);
    return std::to_string(line.people) + " " + line.role +
           (with.empty() ? "" : " (with " + with + ")");
  });
}

std::string spelled(const std::vector<RampStep>& ramp) {
  return joined(ramp, [](const RampStep& step) {
    return show(step.to) + (step.hold > Span{0} ? " for " + show(step.hold) : "");
  });
}

std::string spelled(const Slot& slot) {
  const auto day = [](std::chrono::weekday one) {
    return std::string{kDays.at(one.iso_encoding() - 1)};
  };
  const auto which = slot.days.empty() ? "every day" : joined(slot.days, day);
  return which + " " + clock(slot.at) + " for " + show(slot.lasts);
}

std::string spelled(const Closed& closed) {
  const auto last_midnight = std::chrono::floor<std::chrono::days>(closed.until);
  const bool whole_days = closed.until == last_midnight && closed.until > closed.from;
  const auto last = whole_days ? closed.until - std::chrono::days{1} : closed.until;
  const auto why = closed.why.empty() ? "" : " (" + closed.why + ")";
  if (whole_days && last == closed.from) return wall(closed.from) + why;
  return wall(closed.from) + " to " + wall(last) + why;
}

std::string spelled(const NotWithin& not_within) {
  std::string text = show(not_within.of) + " before ";
  if (not_within.before_weekend) text += "weekend";
  if (not_within.before_closed) text += not_within.before_weekend ? ", closed" : "closed";
  return text;
}

std::string spelled(const std::vector<GroupId>& groups) {
  return joined(groups, [](const GroupId& group) { return group.text(); });
}

std::string spelled(const Match& match) {
  std::string attributes;
  for (const auto& [name, value] : match.attributes) {
    attributes += (attributes.empty() ? "with " : " and ") + name + " " + value;
  }
  if (!match.enrolled) return attributes;
  return "enrolled for " + *match.enrolled + (attributes.empty() ? "" : " ") + attributes;
}

const char* word(Freshness::Then then) {
  switch (then) {
    case Freshness::Then::Alarm:
      return "alarm";
    case Freshness::Then::Advance:
      return "advance";
  }
  return "alarm";
}

const char* word(NoEvidence::Then then) {
  switch (then) {
    case NoEvidence::Then::Hold:
      return "hold";
    case NoEvidence::Then::Ask:
      return "ask";
    case NoEvidence::Then::Open:
      return "open";
  }
  return "hold";
}

}  // namespace policy
