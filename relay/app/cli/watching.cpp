#include "relay/app/cli/watching.h"

#include "relay/app/cli/calls.h"
#include "relay/app/cli/visible.h"
#include "relay/json/read.h"

namespace relay::app::cli {
namespace {

using json::Value;

/// "status: clamav → office", "audit: 4711", "people"
std::string shown(const Value& event) {
  if (event["event"].text() == "reset") return "from here on";
  std::string what = event["feed"].text();
  if (!event["group"].null()) what += " → " + event["group"].text();
  if (!event["number"].null()) what = std::to_string(event["number"].number());
  return event["event"].text() + (what.empty() ? "" : ": " + what);
}

/// Takes the lines of a stream of events apart as they come, and says what is data in them.
class EventLines {
 public:
  explicit EventLines(const Tools& tools) : tools_{tools} {}

  void add(std::string_view text) {
    rest_ += text;
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = rest_.find('\n', begin)) != std::string::npos;) {
      take(std::string_view{rest_}.substr(begin, end - begin));
      begin = end + 1;
    }
    rest_.erase(0, begin);
  }

 private:
  void take(std::string_view line) const {
    constexpr std::string_view kData = "data: ";
    if (!line.starts_with(kData)) return;
    line.remove_prefix(kData.size());
    const auto event = json::read(line);
    if (event) tools_.say((tools_.json ? std::string{line} : visible(shown(*event))) + "\n");
  }

  const Tools& tools_;
  std::string rest_;
};

Ended watch_events(const Tools& tools) {
  EventLines lines{tools};
  Ask ask = get("events");
  ask.follow = [&lines](std::string_view text) { lines.add(text); };
  const auto watched = bytes_of(tools.call, ask);
  if (!watched) return failed(watched.error(), tools);
  return {.err = "the relay has ended it: it stops, or you are signed out\n"};
}

}  // namespace

OrMisuse<What> watch(const Words&) {
  return What{Doing{watch_events}};
}

}  // namespace relay::app::cli
