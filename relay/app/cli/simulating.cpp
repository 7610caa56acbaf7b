#include "relay/app/cli/simulating.h"

#include <charconv>
#include <limits>

namespace relay::app::cli {
namespace {

using policy::Refused;

struct Range {
  std::uint64_t least = 0;
  std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
};

/// What stands behind an option, if it is given.
OrMisuse<std::optional<std::uint64_t>> number(const Words& words, std::string_view option,
                                              const std::string& what, Range range) {
  if (!words.has(option)) return std::optional<std::uint64_t>{};
  const std::string text = words[option];
  const char* const end = text.data() + text.size();
  std::uint64_t value = 0;
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc{} && rest == end && value >= range.least && value <= range.most) {
    return std::optional{value};
  }
  return Refused{in_quotes(text) + " is not " + what + ": whole, from " +
                 std::to_string(range.least) + " to " + std::to_string(range.most)};
}

std::optional<Misuse> wrong_together(const Words& words) {
  if (!words.has("--scenario") && !words.has("--history")) {
    return see_help(words.form, "the scenario is missing: --scenario FILE or --history FEED");
  }
  if (words.has("--random") && words.has("--history")) {
    return "'--random' draws what might happen, '--history' is what did: only one of them";
  }
  if (words.has("--seed") && !words.has("--random")) return "'--seed' is for '--random'";
  if (words.has("--days") && !words.has("--history")) return "'--days' is for '--history'";
  if (words.has("--history")) return bad_feed(words["--history"]);
  return std::nullopt;
}

}  // namespace

OrMisuse<What> simulate(const Words& words) {
  if (auto misuse = wrong_together(words)) return Refused{*std::move(misuse)};
  const auto random = number(words, "--random", "a number of scenarios", {1, kMostDraws});
  if (!random) return Refused{random.error()};
  const auto seed = number(words, "--seed", "a seed", {});
  if (!seed) return Refused{seed.error()};
  const auto days = number(words, "--days", "a number of days", {1, kMostDays});
  if (!days) return Refused{days.error()};
  Simulate asked{.scenario = words["--scenario"],
                 .policies = words.all("--policy"),
                 .seed = seed->value_or(1),
                 .history = words["--history"],
                 .html = words["--html"]};
  if (*random) asked.random = static_cast<std::size_t>(**random);
  if (*days) asked.days = static_cast<int>(**days);
  return What{std::move(asked)};
}

}  // namespace relay::app::cli
