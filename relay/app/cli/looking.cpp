#include "relay/app/cli/looking.h"

#include "policy/address.h"
#include "policy/id.h"
#include "relay/app/cli/calls.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {
namespace {

using policy::Refused;
using DeviceId = policy::Id<struct DeviceKind>;

std::string below(const std::optional<std::int64_t>& number) {
  return number ? std::to_string(*number) : "";
}

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

/// What the API has of a feed under the command's own name.
OrMisuse<What> of_feed(const Words& words, Show show) {
  const auto feed = feed_of(words);
  if (!feed) return Refused{feed.error()};
  return asking(get(feed_path(*feed, std::string{words.form.name})), show);
}

}  // namespace

OrMisuse<What> status(const Words&) {
  return asking(get("status"), show_status);
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
  const auto before = before_of(words);
  if (!before) return Refused{before.error()};
  return asking(get(feed_path(*feed, "releases"), {{"before", below(*before)}}), show_releases);
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
  return of_feed(words, show_judgements);
}

OrMisuse<What> audit(const Words& words) {
  const auto before = before_of(words);
  if (!before) return Refused{before.error()};
  return asking(get("audit", {{"before", below(*before)}}), show_audit);
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
