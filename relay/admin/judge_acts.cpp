#include "relay/admin/judge_acts.h"

#include "relay/admin/perform.h"
#include "relay/rollout/judge_acts.h"

namespace relay::admin {
namespace {

using json::Part;

constexpr std::size_t kLongestCheck = 64;

std::string read_check(const Part& part) {
  const auto name = part.text();
  if (name && (name->empty() || name->size() > kLongestCheck)) {
    part.note("expected the name of a check, of 1 to " + std::to_string(kLongestCheck) + " bytes");
  }
  return name.value_or("");
}

bool read_high(const Part& part) {
  const auto word = part.text();
  if (word && *word != "high" && *word != "low") part.note("expected \"high\" or \"low\"");
  return word == "high";
}

}  // namespace

http::Response post_verdict(const Parts& parts, const Call& call) {
  rollout::CheckSaid said;
  const Own own{{"check", "yes"}, [&](const Part& root) {
                  said.check = read_check(root["check"]);
                  said.yes = root["yes"].truth().value_or(false);
                }};
  return perform(
      parts, call, kVersion, own,
      [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
          const Wish&) { return rollout::say_check(tx, call.revision, named, said, deed); });
}

http::Response post_risk(const Parts& parts, const Call& call) {
  bool high = false;
  const Own own{{"risk"}, [&](const Part& root) { high = read_high(root["risk"]); }};
  const auto wish = read_wish(call.request.body, kVersionHere, own);
  if (wish && !high) {
    if (auto refusal = unless_sure(caller_of(call))) return *std::move(refusal);
  }
  return perform(parts, call, kVersionHere, own,
                 [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
                     const Wish&) {
                   return high ? rollout::raise_risk(tx, call.revision, named, deed)
                               : rollout::lower_risk(tx, call.revision, named, deed);
                 });
}

http::Response post_quarantine(const Parts& parts, const Call& call) {
  return perform(parts, call, kVersion, rollout::quarantine);
}

http::Response post_trust(const Parts& parts, const Call& call) {
  return perform(parts, call, kVersion, rollout::trust);
}

}  // namespace relay::admin
