#include "relay/calendar/event_text.h"

#include <algorithm>
#include <optional>

#include "relay/io/one_line.h"

namespace relay::calendar {
namespace {

using policy::Refused;

constexpr std::size_t kMostBytes = 4 * 1024 * 1024;
constexpr std::size_t kLongestLine = 65'536;
constexpr std::size_t kDeepest = 8;
constexpr std::string_view kNotCalendar =
    "this is not an iCalendar file; one begins with BEGIN:VCALENDAR";

bool in_name(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == '\x7f';
}

/// Where the value begins: after the first colon that no parameter has in quotes.
std::size_t value_in(std::string_view text) {
  bool quoted = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '"') quoted = !quoted;
    if (text[at] == ':' && !quoted) return at + 1;
  }
  return std::string_view::npos;
}

std::string quote(std::string_view text) {
  constexpr std::size_t kShown = 60;
  return "'" + io::one_line(text.substr(0, kShown)) + (text.size() > kShown ? "…'" : "'");
}

/// Reads lines one after another, unfolded.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_{text} {}

  /// Nothing at the end.
  policy::Result<std::optional<ContentLine>, std::string> next() {
    ContentLine line;
    while (line.text.empty()) {
      if (rest_.empty()) return std::optional<ContentLine>{};
      line.number = number_ + 1;
      line.text = take();
      while (!rest_.empty() && (rest_.front() == ' ' || rest_.front() == '\t')) {
        line.text += take().substr(1);
        if (line.text.size() > kLongestLine) break;
      }
    }
    return understood(std::move(line));
  }

 private:
  std::string_view take() {
    const auto end = std::min(rest_.find('\n'), rest_.size());
    std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    ++number_;
    return line;
  }

  static policy::Result<std::optional<ContentLine>, std::string> understood(ContentLine line) {
    if (line.text.size() > kLongestLine) {
      return Refused{at_line(line.number, "this line is longer than 65536 bytes")};
    }
    if (std::ranges::any_of(line.text, is_control)) {
      return Refused{at_line(line.number, "this line has a control character")};
    }
    const auto name_ends = std::min(line.text.find_first_of(";:"), line.text.size());
    line.name = capitals(line.text.substr(0, name_ends));
    line.value_at = value_in(line.text);
    const bool named = !line.name.empty() && std::ranges::all_of(line.name, in_name);
    if (!named || line.value_at == std::string_view::npos) {
      return Refused{at_line(line.number,
                             quote(line.text) + " is no line of a calendar; NAME:value would be")};
    }
    return std::optional{std::move(line)};
  }

  std::string_view rest_;
  unsigned number_ = 0;
};

/// Follows the components and gathers the events.
class Components {
 public:
  std::optional<std::string> take(ContentLine line) {
    if (line.name == "BEGIN") return begin(line);
    if (line.name == "END") return end(line);
    if (open_.empty()) return at_line(line.number, kNotCalendar);
    if (in_event()) events_.back().lines.push_back(std::move(line));
    return std::nullopt;
  }

  policy::Result<std::vector<EventText>, std::string> finish() && {
    if (!open_.empty()) {
      const auto& [name, number] = open_.back();
      return Refused{at_line(number, "this " + name + " does not end; was the file cut off?")};
    }
    if (!any_) return Refused{std::string{kNotCalendar}};
    if (events_.empty()) {
      return Refused{std::string{"there is no event in it; each holiday is a VEVENT"}};
    }
    return std::move(events_);
  }

 private:
  struct Open {
    std::string name{};
    unsigned number = 0;
  };

  bool in_event() const { return open_.size() == 2 && open_.back().name == "VEVENT"; }
  std::optional<std::string> begin(const ContentLine& line) {
    const std::string name = capitals(line.value());
    if (open_.empty() != (name == "VCALENDAR")) {
      if (open_.empty()) return at_line(line.number, kNotCalendar);
      return at_line(line.number, "a VCALENDAR begins inside of another; was END:VCALENDAR lost?");
    }
    if (name == "VEVENT" && open_.size() != 1) {
      return at_line(line.number, "an event begins inside of a " + io::one_line(open_.back().name) +
                                      "; was END:" + io::one_line(open_.back().name) + " lost?");
    }
    if (open_.size() == kDeepest) return at_line(line.number, "components are nested too deeply");
    any_ = true;
    open_.push_back({name, line.number});
    if (in_event()) events_.push_back({.number = line.number});
    return std::nullopt;
  }
  std::optional<std::string> end(const ContentLine& line) {
    if (open_.empty()) return at_line(line.number, quote(line.text) + " ends what has not begun");
    if (open_.back().name != capitals(line.value())) {
      return at_line(line.number, quote(line.text) + " ends what has not begun; END:" +
                                      io::one_line(open_.back().name) + " would be right");
    }
    open_.pop_back();
    return std::nullopt;
  }

  std::vector<Open> open_{};
  std::vector<EventText> events_{};
  bool any_ = false;
};

}  // namespace

policy::Result<std::vector<EventText>, std::string> event_texts(std::string_view ics) {
  constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
  if (ics.size() > kMostBytes) return Refused{std::string{"the file is larger than 4 MiB"}};
  if (ics.starts_with(kByteOrderMark)) ics.remove_prefix(kByteOrderMark.size());
  Lines lines{ics};
  Components components;
  for (;;) {
    auto line = lines.next();
    if (!line) return Refused{line.error()};
    if (!*line) return std::move(components).finish();
    if (auto wrong = components.take(**std::move(line))) return Refused{*std::move(wrong)};
  }
}

std::string capitals(std::string_view text) {
  std::string all{text};
  std::ranges::for_each(all, [](char& c) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  });
  return all;
}

std::string at_line(unsigned number, std::string_view what) {
  return "line " + std::to_string(number) + ": " + std::string{what};
}

}  // namespace relay::calendar
