#include "relay/admin/own_acts.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "relay/admin/body.h"
#include "relay/admin/describe_people.h"
#include "relay/admin/new_password.h"
#include "relay/admin/policies.h"
#include "relay/admin/slice.h"
#include "relay/people/tokens.h"

namespace relay::admin {
namespace {

using json::Part;
using json::Value;

constexpr std::int64_t kMostTokenDays = 366;
constexpr std::int64_t kSecondsOfDay = 24 * 3600;

http::Response said(const std::string& sentence) {
  return ok(Value::Record{{"sentence", sentence}});
}

/// About the caller's own account, and by himself.
http::Response changed(const Parts& parts, const catalog::Deed& deed, const people::Change& change,
                       const std::string& sentence) {
  const auto done = parts.people.change(change, deed);
  return done ? said(sentence) : conflict(done.error());
}

people::Scopes read_scopes(const Part& part) {
  std::string words;
  for (const Part& item : part.items()) {
    words += (words.empty() ? "" : " ") + item.text().value_or("");
  }
  const auto scopes = people::Scopes::parse(words);
  if (part.is_list() && !scopes) {
    part.note(
        "expected some of \"look\", \"operate\", \"policy\", \"enrol\", \"check\", \"audit\"");
  }
  return scopes.value_or(people::Scopes{});
}

std::int64_t read_days(const Part& part) {
  const auto days = part.number();
  if (days && (*days < 1 || *days > kMostTokenDays)) {
    part.note("expected 1 to " + std::to_string(kMostTokenDays) + ", found " +
              std::to_string(*days));
  }
  return days.value_or(1);
}

/// Under which its owner revokes it; 0 when that is not read yet.
std::int64_t number_of(const Parts& parts, const Call& call, const policy::Digest& token) {
  const auto about = parts.people.find(person_of(call));
  if (!about) return 0;
  for (const catalog::ApiTokenRow& row : about->tokens) {
    if (row.token.digest == token) return row.number;
  }
  return 0;
}

}  // namespace

http::Response post_password(const Parts& parts, const Call& call) {
  const auto password =
      body_of(call, {"password"}, [](const Part& root) { return needed_text(root["password"]); });
  if (!password) return password.error();
  const auto phc = new_password(parts, *password, person_of(call));
  if (!phc) return phc.error();
  return changed(
      parts, deed_of(call, ""),
      people::SetPassword{.name = person_of(call), .phc = *phc, .keep = caller_of(call).shown},
      "your password is another one now, and your other sessions have ended");
}

http::Response post_factor(const Parts& parts, const Call& call) {
  const auto body = body_of(call, {}, [](const Part&) { return policy::Done{}; });
  if (!body) return body.error();
  const auto begun = parts.people.begin_factor(person_of(call), deed_of(call, ""));
  if (!begun) return conflict("you have a second factor: remove it before you take another one");
  return ok(Value::Record{{"sentence", "it counts when you have confirmed it with a first code"},
                          {"seed", begun->seed},
                          {"uri", begun->uri}});
}

http::Response post_confirm_factor(const Parts& parts, const Call& call) {
  const auto code =
      body_of(call, {"code"}, [](const Part& root) { return needed_text(root["code"]); });
  if (!code) return code.error();
  if (!parts.people.confirm_factor(person_of(call), *code, caller_of(call).shown,
                                   deed_of(call, ""))) {
    return bad_request("wrong-code",
                       "the code is wrong, or no second factor waits to be confirmed; codes change "
                       "every 30 s by the clocks of both sides");
  }
  const auto codes = parts.people.new_recovery_codes(person_of(call), deed_of(call, ""));
  return ok(Value::Record{{"sentence",
                           "your second factor counts; keep these codes on paper, each lets you in "
                           "once without it"},
                          {"recovery_codes", list_of(codes)}});
}

http::Response delete_factor(const Parts& parts, const Call& call) {
  return changed(parts, deed_of(call, ""),
                 people::RemoveFactor{.name = person_of(call), .keep = caller_of(call).shown},
                 "you have no second factor any more");
}

http::Response post_recovery_codes(const Parts& parts, const Call& call) {
  const auto body = body_of(call, {}, [](const Part&) { return policy::Done{}; });
  if (!body) return body.error();
  const auto about = parts.people.find(person_of(call));
  if (!about || !about->second_factor) return conflict("you have no second factor");
  const auto codes = parts.people.new_recovery_codes(person_of(call), deed_of(call, ""));
  return ok(Value::Record{{"sentence", "the codes before these do not count any more"},
                          {"recovery_codes", list_of(codes)}});
}

http::Response get_tokens(const Parts& parts, const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  std::vector<catalog::ApiTokenRow> rows;
  if (auto about = parts.people.find(person_of(call))) rows = std::move(about->tokens);
  std::ranges::sort(rows, std::ranges::greater{}, &catalog::ApiTokenRow::number);
  std::erase_if(rows,
                [&](const auto& row) { return slice->below > 0 && row.number >= slice->below; });
  Value next = cut(rows, slice->limit);
  Value::List tokens;
  for (const catalog::ApiTokenRow& token : rows) tokens.push_back(describe(token));
  return ok(Value::Record{{"tokens", std::move(tokens)}, {"next", std::move(next)}});
}

http::Response post_token(const Parts& parts, const Call& call) {
  std::string reason;
  auto wanted = body_of(call, {"name", "scopes", "days", "reason"}, [&](const Part& root) {
    reason = read_reason(root["reason"]);
    return people::MakeToken{
        .owner = person_of(call),
        .name = needed_text(root["name"]),
        .scopes = read_scopes(root["scopes"]),
        .until = call.request.now + policy::Span{read_days(root["days"]) * kSecondsOfDay}};
  });
  if (!wanted) return wanted.error();
  const people::NewToken token = people::new_api_token();
  wanted->digest = token.digest;
  const auto done = parts.people.change(*wanted, deed_of(call, reason));
  if (!done) return conflict(done.error());
  const std::int64_t number = number_of(parts, call, token.digest);
  return ok(Value::Record{
      {"sentence", "token " + std::to_string(number) +
                       ", which is shown this once, acts for you until " +
                       policy::show(wanted->until) + " and is good for: " + wanted->scopes.text()},
      {"token", token.text},
      {"number", number},
      {"until", wanted->until}});
}

http::Response delete_token(const Parts& parts, const Call& call) {
  const auto reason = reason_if_any(call);
  if (!reason) return reason.error();
  return changed(parts, deed_of(call, *reason),
                 people::RevokeToken{.owner = person_of(call), .number = call.number},
                 "token " + std::to_string(call.number) + " does not count any more");
}

}  // namespace relay::admin
