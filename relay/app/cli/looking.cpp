#include "relay/app/cli/looking.h"

#include "policy/address.h"
#include "policy/id.h"
#include "relay/app/cli/calls.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {
namespace {

using policy::Refused;
using DeviceId = policy::Id<struct DeviceKind>;

std::optional<Misuse> wrong_in_explain(const Words& words) {
  const std::string device = words["--device"];
  if (words["--feed"].empty()) return see_help(words.form, "the feed is missing: --feed FEED");
  if (auto misuse = bad_feed(words["--feed"])) return misuse;
  if (words.has("--group")) {
    if (auto misuse = bad_group(words["--group"])) return misuse;
  }
  const bool named = policy::Address::parse(device) || DeviceId::parse(device);
  if (words.has("--device") && !named) {
    return in_quotes(device) + " is not the address of a device, such as 10.1.9.3, or its id";
  }
  return std::nullopt;
}

/// All that the API has of a feed under the command's own name.
OrMisuse<What> of_feed(const Words& words, Show show, std::vector<std::string> lists = {}) {
  const auto feed = feed_of(words);
  if (!feed) return Refused{feed.error()};
  std::string name{words.form.name};
  if (lists.empty()) lists = {name};
  return asking_all(get(feed_path(*feed, name)), std::move(lists), show);
}

}  // namespace

OrMisuse<What> status(const Words&) {
  return asking(get("status"), show_status);
}

OrMisuse<What> health(const Words&) {
  return asking(get("health"), show_health);
}

OrMisuse<What> explain(const Words& words) {
  if (auto misuse = wrong_in_explain(words)) return Refused{*std::move(misuse)};
  return asking(
      get("explain",
          {{"feed", words["--feed"]}, {"group", words["--group"]}, {"device", words["--device"]}}),
      show_explain);
}

OrMisuse<What> releases(const Words& words) {
  const auto feed = feed_of(words);
  if (!feed) return Refused{feed.error()};
  return asking(get(feed_path(*feed, "releases"), {{"after", words["--after"]}}), show_releases);
}

OrMisuse<What> refused(const Words& words) {
  return of_feed(words, show_refused);
}
OrMisuse<What> halts(const Words& words) {
  return of_feed(words, show_halts);
}
OrMisuse<What> pauses(const Words& words) {
  return of_feed(words, show_pauses);
}
OrMisuse<What> bypasses(const Words& words) {
  return of_feed(words, show_bypasses);
}
OrMisuse<What> judgements(const Words& words) {
  return of_feed(words, show_judgements, {"verdicts", "risks"});
}

OrMisuse<What> audit(const Words& words) {
  return asking(get("audit", {{"after", words["--after"]}}), show_audit);
}

OrMisuse<What> devices(const Words& words) {
  if (words.has("--group")) {
    if (auto misuse = bad_group(words["--group"])) return Refused{*std::move(misuse)};
  }
  if (words.has("--feed")) {
    if (auto misuse = bad_feed(words["--feed"])) return Refused{*std::move(misuse)};
  }
  if (words.has("--device")) {
    return asking(get("device", {{"device", words["--device"]}}), show_one_device);
  }
  return asking(get("devices", {{"group", words["--group"]},
                                {"feed", words["--feed"]},
                                {"text", words["--text"]},
                                {"after", words["--after"]}}),
                show_devices);
}

}  // namespace relay::app::cli
