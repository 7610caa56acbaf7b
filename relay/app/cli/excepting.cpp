#include "relay/app/cli/excepting.h"

#include "policy/skips.h"
#include "policy/time.h"
#include "relay/app/cli/acting.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

std::optional<Misuse> bad_skips(const Words& words) {
  if (!words.has("--skip")) {
    return see_help(words.form, "the rules to skip are missing: --skip soak,window");
  }
  if (policy::parse_skips(words["--skip"])) return std::nullopt;
  return in_quotes(words["--skip"]) +
         " are not rules that can be skipped; those are "
         "soak,gate,train,checks,approval,window,ramp";
}

std::optional<Misuse> bad_span(const Words& words) {
  if (!words.has("--for")) return see_help(words.form, "how long is missing: --for 12h");
  const auto span = policy::parse_span(words["--for"]);
  if (span && *span > policy::Span{0}) return std::nullopt;
  return in_quotes(words["--for"]) + " is not a duration such as 90m, 12h or 3d";
}

OrMisuse<Spoken> exception(const Words& words) {
  auto said = spoken(words);
  if (!said) return said;
  if (auto misuse = bad_skips(words)) return Refused{*std::move(misuse)};
  if (auto misuse = bad_span(words)) return Refused{*std::move(misuse)};
  said->body.push_back({"skip", list_of(words["--skip"])});
  said->body.push_back({"for", words["--for"]});
  return said;
}

}  // namespace

OrMisuse<What> bypass(const Words& words) {
  const auto said = exception(words);
  if (!said) return Refused{said.error()};
  return acting(words, *said);
}

OrMisuse<What> fix_forward(const Words& words) {
  auto said = exception(words);
  if (!said) return Refused{said.error()};
  if (!words.has("--of")) {
    return Refused{see_help(words.form, "the bad version is missing: --of VERSION")};
  }
  if (auto misuse = bad_version(words["--of"])) return Refused{*std::move(misuse)};
  said->body.push_back({"of", words["--of"]});
  return acting(words, *said);
}

OrMisuse<What> about_bypass(const Words& words) {
  auto said = spoken(words);
  if (!said) return Refused{said.error()};
  const auto number = whole_number(words.operand(1));
  if (!number) {
    return Refused{in_quotes(words.operand(1)) +
                   " is not the number of a bypass; 'sluice bypasses FEED' shows them"};
  }
  said->body.push_back({"bypass", *number});
  return acting(words, *said);
}

}  // namespace relay::app::cli
