#include "relay/calendar/event.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "relay/io/one_line.h"

namespace relay::calendar {
namespace {

using policy::Refused;
using Wrong = std::optional<std::string>;

constexpr std::size_t kLongestSummary = 200;

/// The value of a Result into `to`, or why there is none.
template <class T, class To>
Wrong keep(policy::Result<T, std::string> read, To& to) {
  if (!read) return std::move(read.error());
  to = *std::move(read);
  return std::nullopt;
}

template <class To>
Wrong keep_one(const ContentLine& line, To& to) {
  auto read = times(line);
  if (!read) return std::move(read.error());
  if (read->size() != 1) return at_line(line.number, line.name + " has more than one time");
  to = std::move(read->front());
  return std::nullopt;
}

template <class T>
Wrong keep_more(policy::Result<std::vector<T>, std::string> read, std::vector<T>& to) {
  if (!read) return std::move(read.error());
  to.insert(to.end(), read->begin(), read->end());
  return std::nullopt;
}

/// Cut between characters.
std::string shortened(std::string text) {
  if (text.size() <= kLongestSummary) return text;
  auto end = kLongestSummary;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

Wrong summary(const ContentLine& line, Event& event) {
  if (line.value().empty()) return std::nullopt;
  std::string text;
  if (auto wrong = keep(calendar::text(line), text)) return wrong;
  std::ranges::replace(text, '\n', ' ');
  event.summary = shortened(io::one_line(text));
  return std::nullopt;
}

Wrong status(const ContentLine& line, Event& event) {
  const std::string word = capitals(line.value());
  event.cancelled = word == "CANCELLED";
  if (event.cancelled || word == "CONFIRMED" || word == "TENTATIVE" || word.empty()) return {};
  return at_line(line.number, "'" + io::one_line(line.text) +
                                  "' is no status of an event; CONFIRMED, TENTATIVE or CANCELLED "
                                  "would be right");
}

Wrong replaces(const ContentLine& line, Event& event) {
  if (capitals(line.text).find(";RANGE=") < line.value_at) {
    return at_line(line.number,
                   "a RECURRENCE-ID with a RANGE is not understood; an event of its own for what "
                   "follows would be right");
  }
  return keep_one(line, event.replaces);
}

struct Reader {
  bool often = false;
  Wrong (*read)(const ContentLine&, Event&) = nullptr;
};

/// The lines that say when an event is; others are not looked at.
const std::map<std::string_view, Reader>& readers() {
  using Line = const ContentLine&;
  static const std::map<std::string_view, Reader> kReaders{
      {"UID",
       {false,
        [](Line line, Event& event) -> Wrong {
          event.uid = line.value();
          return std::nullopt;
        }}},
      {"SUMMARY", {false, summary}},
      {"STATUS", {false, status}},
      {"DTSTART", {false, [](Line line, Event& event) { return keep_one(line, event.start); }}},
      {"DTEND", {false, [](Line line, Event& event) { return keep_one(line, event.end); }}},
      {"DURATION",
       {false, [](Line line, Event& event) { return keep(length(line), event.lasts); }}},
      {"RRULE",
       {false,
        [](Line line, Event& event) -> Wrong {
          auto rule = Rule::read(line);
          if (!rule) return std::move(rule.error());
          event.repeats.emplace(*std::move(rule));
          return std::nullopt;
        }}},
      {"RDATE",
       {true, [](Line line, Event& event) { return keep_more(periods(line), event.also); }}},
      {"EXDATE",
       {true, [](Line line, Event& event) { return keep_more(times(line), event.left_out); }}},
      {"RECURRENCE-ID", {false, replaces}},
      {"EXRULE", {true, [](Line line, Event&) -> Wrong {
                    return at_line(line.number, "EXRULE is not understood; EXDATE would be right");
                  }}}};
  return kReaders;
}

Wrong length_missing(Event& event) {
  if (event.end && event.lasts) return "has a DTEND and a DURATION; one of them would be right";
  if (event.end || event.lasts) return std::nullopt;
  if (!event.start.whole_day) return "has no end; a DTEND or a DURATION would be right";
  event.lasts = Length{.days = std::chrono::days{1}};
  return std::nullopt;
}

/// Days and times do not mix within one event.
Wrong mixed(const Event& event) {
  const auto other = [&](const When& when) { return when.whole_day != event.start.whole_day; };
  const auto other_start = [&](const Period& period) { return other(period.from); };
  const char* name = nullptr;
  if (event.end && other(*event.end)) name = "DTEND";
  if (event.lasts && event.start.whole_day && event.lasts->exact.count() != 0) name = "DURATION";
  if (std::ranges::any_of(event.also, other_start)) name = "RDATE";
  if (std::ranges::any_of(event.left_out, other)) name = "EXDATE";
  if (event.replaces && other(*event.replaces)) name = "RECURRENCE-ID";
  if (name == nullptr) return std::nullopt;
  return "has a DTSTART that is a " + std::string{event.start.whole_day ? "day" : "time"} +
         ", and its " + name + " is none; the same in both would be right";
}

Wrong series(const Event& event) {
  if (!event.replaces) return std::nullopt;
  if (event.uid.empty()) return "has a RECURRENCE-ID, but no UID to say of which series";
  if (event.repeats || !event.also.empty()) return "has a RECURRENCE-ID, and repeats itself";
  return std::nullopt;
}

}  // namespace

policy::Result<Event, std::string> read_event(const EventText& text) {
  Event event{.number = text.number};
  std::map<std::string_view, unsigned> seen;
  for (const ContentLine& line : text.lines) {
    const auto reader = readers().find(line.name);
    if (reader == readers().end()) continue;
    const auto [first, is_first] = seen.emplace(line.name, line.number);
    if (!is_first && !reader->second.often) {
      return Refused{at_line(line.number, "a second " + line.name + "; the first is in line " +
                                              std::to_string(first->second))};
    }
    if (auto wrong = reader->second.read(line, event)) return Refused{*std::move(wrong)};
  }
  if (!seen.contains("DTSTART")) return Refused{of_event(event, "has no DTSTART")};
  for (auto wrong : {length_missing(event), mixed(event), series(event)}) {
    if (wrong) return Refused{of_event(event, *wrong)};
  }
  return event;
}

std::string of_event(const Event& event, const std::string& what) {
  const std::string name =
      event.summary.empty() ? "the event " : "the event '" + event.summary + "' ";
  return at_line(event.number, name + what);
}

}  // namespace relay::calendar
