#include "relay/app/cli/stopping.h"

#include "relay/app/cli/acting.h"
#include "relay/app/cli/show.h"

namespace relay::app::cli {
namespace {

using json::Value;
using policy::Refused;

/// An act of no single feed: its reason, and --lift where the command has it.
OrMisuse<What> relay_act(const Words& words, const std::string& path) {
  const auto said = spoken(words);
  if (!said) return Refused{said.error()};
  return asking(post(path, said->body), show_sentence);
}

std::optional<Misuse> against_decision(const Words& words) {
  if (words.has("--resume") == words.has("--block")) {
    return see_help(words.form,
                    "say one of --resume, the release goes on, or --block, it does not");
  }
  if (!words.has("--fixed-by")) return std::nullopt;
  if (words.has("--resume")) return see_help(words.form, "'--fixed-by' goes with --block");
  return bad_version(words["--fixed-by"]);
}

}  // namespace

OrMisuse<What> stop(const Words& words) {
  return relay_act(words, "stop");
}

OrMisuse<What> hold_group(const Words& words) {
  const std::string group = words.operand(0);
  if (auto misuse = bad_group(group)) return Refused{*std::move(misuse)};
  return relay_act(words, "groups/" + group + "/hold");
}

OrMisuse<What> confirm_clock(const Words& words) {
  return relay_act(words, "clock/confirm");
}

OrMisuse<What> acknowledge(const Words& words) {
  if (auto misuse = against_decision(words)) return Refused{*std::move(misuse)};
  auto said = spoken(words);
  if (!said) return Refused{said.error()};
  said->body.push_back({"decision", words.has("--resume") ? "resume" : "block"});
  if (words.has("--fixed-by")) said->body.push_back({"fixed_by", words["--fixed-by"]});
  return acting(words, *said);
}

}  // namespace relay::app::cli
