#include "relay/admin/judge_acts.h"

#include "relay/admin/agreement.h"
#include "relay/admin/answers.h"
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

json::Value body_to_lower(const Call& call, const Wish& wish) {
  return json::Value::Record{{"feed", call.feed->text()},
                             {"version", wish.version},
                             {"groups", json::Value::List{wish.groups.begin(), wish.groups.end()}}};
}

/// One person's word while there is nobody else, and two people's from then on.
http::Response lower(const Parts& parts, const Call& call, const Wish& wish) {
  const Wanted wanted{.kind = "risk",
                      .subject = call.feed->text() + " " + wish.version,
                      .body = body_to_lower(call, wish)};
  const auto lowered = want(parts, call, wanted, wish.reason);
  if (!lowered) return lowered.error();
  return ok(done(parts, call, turned(parts, *lowered)));
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
  if (!wish) return bad_request("bad-body", wish.error());
  if (high) {
    return perform(
        parts, call, kVersionHere, own,
        [&](db::Transaction& tx, const rollout::Named& named, const catalog::Deed& deed,
            const Wish&) { return rollout::raise_risk(tx, call.revision, named, deed); });
  }
  if (auto refusal = unless_sure(caller_of(call))) return *std::move(refusal);
  if (auto refusal = against(call, *wish)) return *std::move(refusal);
  return lower(parts, call, *wish);
}

http::Response post_quarantine(const Parts& parts, const Call& call) {
  return perform(parts, call, kVersion, rollout::quarantine);
}

http::Response post_trust(const Parts& parts, const Call& call) {
  return perform(parts, call, kVersion, rollout::trust);
}

}  // namespace relay::admin
