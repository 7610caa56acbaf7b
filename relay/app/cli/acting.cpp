#include "relay/app/cli/acting.h"

#include "relay/app/cli/show.h"

namespace relay::app::cli {

using json::Value;
using policy::Refused;

OrMisuse<Spoken> spoken(const Words& words) {
  const auto feed = feed_of(words);
  if (!feed) return Refused{feed.error()};
  Spoken said{.feed = *feed};
  const bool versioned = words.form.operands.find("VERSION") != std::string_view::npos;
  const auto version = versioned ? version_of(words) : std::string{};
  if (!version) return Refused{version.error()};
  if (option_of(words.form, "--groups") != nullptr) {
    const auto groups = groups_of(words);
    if (!groups) return Refused{groups.error()};
    said.body.push_back({"groups", "all"});
    if (!groups->empty()) said.body[0].value = Value::List(groups->begin(), groups->end());
  }
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  said.body.push_back({"reason", *reason});
  if (!version->empty()) said.body.push_back({"version", *version});
  if (words.has("--lift")) said.body.push_back({"lift", true});
  return said;
}

What acting(const Words& words, const Spoken& said, Show show) {
  return asking(post(feed_path(said.feed, std::string{words.form.name}), said.body),
                show == nullptr ? show_done : show);
}

OrMisuse<What> act(const Words& words) {
  const auto said = spoken(words);
  if (!said) return Refused{said.error()};
  return acting(words, *said);
}

OrMisuse<What> limit(const Words& words) {
  if (words.operand(1).empty() && !words.has("--lift")) {
    return Refused{see_help(words.form, "the version is missing")};
  }
  return act(words);
}

}  // namespace relay::app::cli
