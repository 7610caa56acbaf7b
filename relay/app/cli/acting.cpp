#include "relay/app/cli/acting.h"

#include "relay/app/cli/calls.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {

using json::Value;
using policy::Refused;

OrMisuse<What> act(const Words& words) {
  const auto feed = feed_of(words);
  if (!feed) return Refused{feed.error()};
  const auto version = version_of(words);
  if (!version) return Refused{version.error()};
  const auto groups = groups_of(words);
  if (!groups) return Refused{groups.error()};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};

  Value::Record body{{"groups", "all"}, {"reason", *reason}};
  if (!groups->empty()) body[0].value = Value::List(groups->begin(), groups->end());
  if (!version->empty()) body.push_back({"version", *version});
  if (words.has("--lift")) body.push_back({"lift", true});
  return asking(post(feed_path(*feed, std::string{words.form.name}), body), show_done);
}

OrMisuse<What> pin(const Words& words) {
  if (words.operand(1).empty() && !words.has("--lift")) {
    return Refused{see_help(words.form, "the version is missing")};
  }
  return act(words);
}

}  // namespace relay::app::cli
