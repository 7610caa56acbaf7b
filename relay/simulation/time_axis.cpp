#include "relay/simulation/time_axis.h"

#include <algorithm>
#include <array>

namespace relay::simulation {
namespace {

using policy::Instant;
using policy::Span;
using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr std::array<Span, 17> kSteps{minutes{1}, minutes{5}, minutes{15}, minutes{30}, hours{1},
                                      hours{2},   hours{3},   hours{6},    hours{12},   days{1},
                                      days{2},    days{5},    days{10},    days{20},    days{30},
                                      days{60},   days{100}};

/// The smallest step that takes at most so many to go that far.
Span step(Span length, Span::rep most) {
  const auto fits = [&](Span step) { return length <= step * most; };
  const auto* const found = std::ranges::find_if(kSteps, fits);
  return found == kSteps.end() ? kSteps.back() : *found;
}

/// "19 Jul" or "06:00", from RFC 3339.
std::string label(Instant at) {
  static constexpr std::array kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string written = policy::rfc3339(at);
  const std::string clock = written.substr(11, 5);
  if (clock != "00:00") return clock;
  const auto month = static_cast<std::size_t>((written[5] - '0') * 10 + (written[6] - '0'));
  const std::string day = written.substr(written[8] == '0' ? 9 : 8, written[8] == '0' ? 1 : 2);
  return day + " " + kMonths.at(month - 1);
}

}  // namespace

double TimeAxis::place(Instant at) const {
  if (length <= Span{0}) return 0;
  const double place =
      static_cast<double>((at - start).count()) / static_cast<double>(length.count());
  return std::clamp(place, 0.0, 1.0);
}

std::vector<Tick> ticks(const TimeAxis& axis) {
  const Span pause = step(axis.length, 6);
  // Multiples of the step since 1970 for what divides a day, else days from the first midnight.
  const Span whole = std::min<Span>(pause, days{1});
  Instant at{(axis.start.time_since_epoch() + whole - Span{1}) / whole * whole};
  std::vector<Tick> made;
  for (; at <= axis.start + axis.length; at += pause) made.push_back({axis.place(at), label(at)});
  return made;
}

std::vector<Span> span_steps(Span most) {
  const Span pause = step(std::max(most, Span{60}), 4);
  std::vector<Span> made;
  for (Span at{0}; made.empty() || made.back() < most; at += pause) made.push_back(at);
  if (made.size() == 1) made.push_back(pause);
  return made;
}

}  // namespace relay::simulation
