#include "relay/calendar/ical.h"

#include <libical/ical.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iterator>
#include <span>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "relay/io/one_line.h"

namespace relay::calendar {
namespace {

using policy::Refused;
using std::chrono::days;
using std::chrono::local_seconds;

constexpr int kFirstYear = 1900;
constexpr int kLastYear = 2199;
constexpr int kNoYear = 2038;
constexpr std::size_t kMostDigits = 6;  // Of a number in a duration: no holiday is longer.

constexpr std::string_view kATime = "20260619, or 20260619T090000Z, would be right";
constexpr std::string_view kALength = "P2D or PT8H would be right";
constexpr std::string_view kARule = "FREQ=YEARLY;BYMONTH=6;BYDAY=3SA would be right";

struct FreeComponent {
  void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};

std::string refused(const ContentLine& line, std::string_view is_not, std::string_view right) {
  constexpr std::size_t kShown = 120;
  const auto text = std::string_view{line.text}.substr(0, kShown);
  return at_line(line.number, "'" + io::one_line(text) +
                                  (text.size() < line.text.size() ? "…" : "") + "' " +
                                  std::string{is_not} + "; " + std::string{right});
}

/// One content line in an event of its own. libical keeps what it cannot read as X-LIC-ERROR beside
/// what it can: with one of these the line counts as not read at all.
class Parsed {
 public:
  explicit Parsed(const ContentLine& line) {
    const std::string text = "BEGIN:VEVENT\r\n" + line.text + "\r\nEND:VEVENT\r\n";
    event_.reset(icalcomponent_new_from_string(text.c_str()));
    if (!event_ || icalcomponent_count_properties(event_.get(), ICAL_XLICERROR_PROPERTY) > 0) {
      return;
    }
    for (auto* one = icalcomponent_get_first_property(event_.get(), ICAL_ANY_PROPERTY);
         one != nullptr; one = icalcomponent_get_next_property(event_.get(), ICAL_ANY_PROPERTY)) {
      properties_.push_back(one);
    }
    const auto empty = [](icalproperty* one) { return icalproperty_get_value(one) == nullptr; };
    if (std::ranges::any_of(properties_, empty)) properties_.clear();
  }

  /// Empty: it could not be read.
  const std::vector<icalproperty*>& properties() const { return properties_; }

 private:
  std::unique_ptr<icalcomponent, FreeComponent> event_;
  std::vector<icalproperty*> properties_{};
};

std::string written(const icalproperty* property) {
  const char* const text = icalvalue_as_ical_string(icalproperty_get_value(property));
  return text == nullptr ? std::string{} : text;
}

/// A time that exists on a wall; libical takes 31 February, and 25 o'clock.
std::optional<When> existing(const icaltimetype& at) {
  const std::chrono::year_month_day date{std::chrono::year{at.year},
                                         std::chrono::month{static_cast<unsigned>(at.month)},
                                         std::chrono::day{static_cast<unsigned>(at.day)}};
  if (at.year < kFirstYear || at.year > kLastYear || !date.ok()) return std::nullopt;
  When when{.wall = std::chrono::local_days{date}, .whole_day = at.is_date != 0};
  if (when.whole_day) return when;
  // 60 is a leap second.
  const bool in_day = at.hour >= 0 && at.hour < 24 && at.minute >= 0 && at.minute < 60 &&
                      at.second >= 0 && at.second <= 60;
  if (!in_day) return std::nullopt;
  when.wall += std::chrono::hours{at.hour} + std::chrono::minutes{at.minute} +
               std::chrono::seconds{at.second};
  when.utc = icaltime_is_utc(at) != 0;
  return when;
}

std::string zone_of(icalproperty* property) {
  auto* const parameter = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  const char* const name = parameter == nullptr ? nullptr : icalparameter_get_tzid(parameter);
  return name == nullptr ? std::string{} : name;
}

std::optional<When> in_zone_of(icalproperty* property, const icaltimetype& at) {
  auto when = existing(at);
  if (when && !when->whole_day && !when->utc) when->zone = zone_of(property);
  return when;
}

std::optional<When> time_of(icalproperty* property) {
  const icalvalue* const value = icalproperty_get_value(property);
  switch (icalvalue_isa(value)) {
    case ICAL_DATE_VALUE:
      return in_zone_of(property, icalvalue_get_date(value));
    case ICAL_DATETIME_VALUE:
    case ICAL_DATETIMEDATE_VALUE:
      return in_zone_of(property, icalvalue_get_datetime(value));
    default:
      return std::nullopt;
  }
}

std::optional<Length> length_of(const icaldurationtype& written) {
  constexpr unsigned kMost = 999'999;  // Of each part.
  const bool bounded = std::max({written.weeks, written.days, written.hours, written.minutes,
                                 written.seconds}) <= kMost;
  if (!bounded || written.is_neg != 0) return std::nullopt;
  const Length length{.days = days{written.weeks * 7 + written.days},
                      .exact = std::chrono::hours{written.hours} +
                               std::chrono::minutes{written.minutes} +
                               std::chrono::seconds{written.seconds}};
  const bool sane = length.days + length.exact > days{0} && length.days + length.exact < days{3660};
  return sane ? std::optional{length} : std::nullopt;
}

bool has_long_number(std::string_view text) {
  std::size_t digits = 0;
  return std::ranges::any_of(text, [&](char c) {
    digits = c >= '0' && c <= '9' ? digits + 1 : 0;
    return digits > kMostDigits;
  });
}

std::optional<Period> period_of(icalproperty* property, std::string_view lasts) {
  const icalvalue* const value = icalproperty_get_value(property);
  if (icalvalue_isa(value) != ICAL_PERIOD_VALUE) {
    const auto at = time_of(property);
    return at ? std::optional{Period{.from = *at}} : std::nullopt;
  }
  const auto both = icalvalue_get_period(value);
  const auto from = in_zone_of(property, both.start);
  if (!from) return std::nullopt;
  Period period{.from = *from};
  if (icaltime_is_null_time(both.end) == 0) {
    period.until = in_zone_of(property, both.end);
    return period.until ? std::optional{period} : std::nullopt;
  }
  period.lasts = length_of(both.duration);
  return period.lasts && !has_long_number(lasts) ? std::optional{period} : std::nullopt;
}

/// "INTERVAL=70000" is 4464 to libical: what a number became must be what was written.
bool as_written(std::string_view rule, std::string_view part, long became) {
  const auto at = rule.find(part);
  if (at == std::string_view::npos) return true;
  const auto digits = rule.substr(at + part.size());
  long number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return read.ec == std::errc{} && number == became;
}

bool has_months(const icalrecurrencetype& rule) {
  return std::ranges::all_of(rule.by_month, [](short month) {
    return month == ICAL_RECURRENCE_ARRAY_MAX || (month >= 1 && month <= 12);
  });
}

template <std::size_t Size>
std::span<const short> listed(const short (&list)[Size]) {
  const auto* const end = std::ranges::find(list, short{ICAL_RECURRENCE_ARRAY_MAX});
  return {std::begin(list), end};
}

/// libical seeks what never comes true for seconds, and does not look at positions within a week.
/// Each weekday is in each month four times at least, and five times at most.
bool has_positions(const icalrecurrencetype& rule) {
  const auto weekdays = listed(rule.by_day), positions = listed(rule.by_set_pos);
  const auto all_within = [&](std::span<const short> list, int farthest) {
    return std::ranges::all_of(list, [&](short day) {
      return std::abs(icalrecurrencetype_day_position(day)) <= farthest;
    });
  };
  if (positions.empty()) {
    const bool of_month = rule.freq == ICAL_MONTHLY_RECURRENCE || !listed(rule.by_month).empty();
    return all_within(weekdays, of_month ? 5 : 53);
  }
  const bool plain = all_within(weekdays, 0) && listed(rule.by_month_day).empty() &&
                     listed(rule.by_year_day).empty() && listed(rule.by_week_no).empty();
  return plain && rule.freq >= ICAL_MONTHLY_RECURRENCE &&
         std::ranges::all_of(positions, [&](short position) {
           return std::cmp_less_equal(std::abs(position), 4 * weekdays.size());
         });
}

icaltimetype as_ical(const When& when) {
  const auto midnight = std::chrono::floor<days>(when.wall);
  const std::chrono::year_month_day date{midnight};
  const std::chrono::hh_mm_ss time{when.wall - midnight};
  icaltimetype at = icaltime_null_time();
  at.year = int{date.year()};
  at.month = static_cast<int>(unsigned{date.month()});
  at.day = static_cast<int>(unsigned{date.day()});
  at.is_date = when.whole_day ? 1 : 0;
  at.hour = static_cast<int>(time.hours().count());
  at.minute = static_cast<int>(time.minutes().count());
  at.second = static_cast<int>(time.seconds().count());
  return at;
}

}  // namespace

policy::Result<std::vector<When>, std::string> times(const ContentLine& line) {
  const Parsed parsed{line};
  std::vector<When> all;
  std::string again;
  for (auto* const property : parsed.properties()) {
    const auto when = time_of(property);
    if (!when) break;
    all.push_back(*when);
    again += (again.empty() ? "" : ",") + written(property);
  }
  // What libical passes over ("2026 619") is not in what it would write.
  if (!all.empty() && again == line.value()) return all;
  return Refused{refused(line, "is no time", kATime)};
}

policy::Result<std::vector<Period>, std::string> periods(const ContentLine& line) {
  const Parsed parsed{line};
  std::vector<Period> all;
  std::string_view left = line.value();
  for (auto* const property : parsed.properties()) {
    const auto one = left.substr(0, left.find(','));
    left.remove_prefix(std::min(one.size() + 1, left.size()));
    const auto slash = std::min(one.find('/'), one.size());
    const auto period = period_of(property, one.substr(slash));
    const std::string again = written(property);
    const bool same = again.substr(0, again.find('/')) == one.substr(0, slash);
    if (!period || !same) return Refused{refused(line, "is no list of times", kATime)};
    all.push_back(*period);
  }
  if (!all.empty() && left.empty()) return all;
  return Refused{refused(line, "is no list of times", kATime)};
}

policy::Result<Length, std::string> length(const ContentLine& line) {
  const Parsed parsed{line};
  const auto& all = parsed.properties();
  const bool one = all.size() == 1 && !has_long_number(line.value()) &&
                   icalvalue_isa(icalproperty_get_value(all[0])) == ICAL_DURATION_VALUE;
  const auto read =
      one ? length_of(icalvalue_get_duration(icalproperty_get_value(all[0]))) : std::nullopt;
  if (!read) return Refused{refused(line, "is no length of an event", kALength)};
  return *read;
}

policy::Result<std::string, std::string> text(const ContentLine& line) {
  const Parsed parsed{line};
  const auto& all = parsed.properties();
  const bool one =
      all.size() == 1 && icalvalue_isa(icalproperty_get_value(all[0])) == ICAL_TEXT_VALUE;
  const char* const read = one ? icalvalue_get_text(icalproperty_get_value(all[0])) : nullptr;
  if (read == nullptr) return Refused{refused(line, "is no text", "NAME:text would be right")};
  return std::string{read};
}

struct Rule::Parsed {
  icalrecurrencetype rule;
};

Rule::Rule(std::unique_ptr<Parsed> parsed) : parsed_{std::move(parsed)} {}
Rule::Rule(Rule&& other) noexcept = default;
Rule::~Rule() = default;

policy::Result<Rule, std::string> Rule::read(const ContentLine& line) {
  const calendar::Parsed parsed{line};
  const auto& all = parsed.properties();
  if (all.size() != 1 || icalvalue_isa(icalproperty_get_value(all[0])) != ICAL_RECUR_VALUE) {
    return Refused{refused(line, "is no rule of repetition", kARule)};
  }
  auto rule = icalvalue_get_recur(icalproperty_get_value(all[0]));
  if (rule.rscale != nullptr) {
    return Refused{refused(line, "is in another calendar than the Gregorian",
                           "its dates, listed by RDATE, would be right")};
  }
  if (rule.freq < ICAL_DAILY_RECURRENCE || rule.freq > ICAL_YEARLY_RECURRENCE) {
    return Refused{refused(line, "repeats within a day", "FREQ=DAILY or rarer would be right")};
  }
  if (!has_positions(rule)) {
    return Refused{refused(line,
                           "has a position that may never be, or that is not of plain weekdays",
                           "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1 would be")};
  }
  const std::string parts = capitals(line.value());
  const bool numbers = as_written(parts, "INTERVAL=", rule.interval) &&
                       as_written(parts, "COUNT=", rule.count) && has_months(rule);
  std::optional<When> until;
  if (icaltime_is_null_time(rule.until) == 0) until = existing(rule.until);
  const bool bounded = icaltime_is_null_time(rule.until) != 0 || until;
  if (!numbers || !bounded) {
    return Refused{refused(line, "has a number that cannot be", kARule)};
  }
  // libical compares it without our zones; whoever walks does it with them.
  rule.until = icaltime_null_time();
  Rule read{std::make_unique<Parsed>(Parsed{rule})};
  read.until_ = until;
  return read;
}

bool Rule::walk(const When& first, const std::function<bool(local_seconds)>& take) const {
  struct FreeIterator {
    void operator()(icalrecur_iterator* it) const { icalrecur_iterator_free(it); }
  };
  const std::unique_ptr<icalrecur_iterator, FreeIterator> starts{
      icalrecur_iterator_new(parsed_->rule, as_ical(first))};
  bool any = false;
  while (starts) {
    const auto next = icalrecur_iterator_next(starts.get());
    if (icaltime_is_null_time(next) != 0 || next.year >= kNoYear) break;
    const auto when = existing(next);
    if (!when) continue;
    any = true;
    if (!take(first.whole_day ? std::chrono::floor<days>(when->wall) : when->wall)) break;
  }
  return any;
}

}  // namespace relay::calendar
