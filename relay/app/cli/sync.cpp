#include "relay/app/cli/sync.h"

#include "relay/app/cli/calls.h"
#include "relay/app/cli/visible.h"
#include "relay/json/write.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

/// The feeds to ask: the one that was named, or every one of the policy.
policy::Result<std::vector<std::string>, Failed> feeds_of(const std::string& named,
                                                          const Caller& call) {
  if (!named.empty()) return std::vector{named};
  const auto status = answer_to(call, get("status"));
  if (!status) return Refused{status.error()};
  std::vector<std::string> feeds;
  for (const Value& feed : (*status)["feeds"].items()) feeds.push_back(feed["feed"].text());
  return feeds;
}

/// The round went well, and nothing of the vendor's was refused.
bool went_well(const Value& answer) {
  const Value& check = answer["check"];
  return check["succeeded"].truth() && check["alarms"].items().empty();
}

Ended synchronize(const std::string& named, const Tools& tools) {
  const auto feeds = feeds_of(named, tools.call);
  if (!feeds) return failed(feeds.error(), tools);
  Ended ended;
  Value::List synced;
  for (const std::string& feed : *feeds) {
    const auto answer = answer_to(tools.call, post(feed_path(feed, "sync"), Value::Record{}));
    const std::string said = answer ? (*answer)["sentence"].text() : answer.error().what;
    const bool done = answer && went_well(*answer);
    if (!done) ended.code = 1;
    synced.push_back(Value::Record{{"feed", feed}, {"done", done}, {"sentence", said}});
    if (!tools.json) (done ? ended.out : ended.err) += visible(feed + ": " + said) + "\n";
  }
  if (tools.json) ended.out = json::write_indented(Value::Record{{"synced", std::move(synced)}});
  return ended;
}

}  // namespace

OrMisuse<What> sync(const Words& words) {
  const auto feed = feed_of(words);
  if (!feed) return Refused{feed.error()};
  return What{Doing{[feed = *feed](const Tools& tools) { return synchronize(feed, tools); }}};
}

}  // namespace relay::app::cli
