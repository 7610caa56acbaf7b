#include "relay/app/cli/api_tokens.h"

#include "relay/app/cli/calls.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {

using json::Value;
using policy::Refused;

OrMisuse<What> tokens(const Words&) {
  return asking_all(get("session/tokens"), {"tokens"}, show_tokens);
}

OrMisuse<What> tokens_make(const Words& words) {
  if (!words.has("--scopes")) {
    return Refused{see_help(words.form, "what it is good for is missing: --scopes look,operate")};
  }
  if (!words.has("--days")) {
    return Refused{see_help(words.form, "how long it lasts is missing: --days 90")};
  }
  const auto days = whole_number(words["--days"]);
  if (!days) return Refused{in_quotes(words["--days"]) + " is not a number of days: whole, from 1"};
  const auto reason = reason_of(words);
  if (!reason) return Refused{reason.error()};
  return asking(post("session/tokens", Value::Record{{"name", words.operand(0)},
                                                     {"scopes", list_of(words["--scopes"])},
                                                     {"days", *days},
                                                     {"reason", *reason}}),
                show_token_made);
}

OrMisuse<What> tokens_revoke(const Words& words) {
  const auto number = whole_number(words.operand(0));
  if (!number) return Refused{in_quotes(words.operand(0)) + " is not the number of a token"};
  return asking(take_away("session/tokens/" + std::to_string(*number)), show_sentence);
}

}  // namespace relay::app::cli
