#pragma once

#include "relay/admin/call.h"
#include "relay/json/value.h"

/// What a policy text would change, if it were in force now.
namespace relay::admin {

/// {good, digest, base: {number, digest, at, actor, reason, file}, problems: [{severity, line,
/// column, sentence, shown}], differences: […], weaker: […], effects: [{feed, group, version,
/// before, after, taken_back, sentence}], until}. The three after the problems are sentences
/// against the revision in force, and empty when the text is not good. Effects are those until
/// `until`, when nothing else happens and devices stay well.
struct PolicyCheck {
  bool weaker = false;         ///< It protects less than what is in force.
  json::Value::List errors{};  ///< As problem documents have them: see answers.h.
  json::Value::Record fields{};
};
PolicyCheck check_policy(const Parts& parts, const Call& call, const std::string& text);

}  // namespace relay::admin
