#include "relay/admin/policy_acts.h"

#include <utility>

#include "relay/admin/answers.h"
#include "relay/admin/body.h"
#include "relay/admin/policies.h"
#include "relay/admin/policy_check.h"
#include "relay/admin/wish.h"
#include "relay/catalog/proposals.h"
#include "relay/catalog/revisions.h"
#include "relay/json/read.h"
#include "relay/json/utf8.h"

namespace relay::admin {
namespace {

using json::Part;
using json::Value;

/// A text in JSON has each line end and quote escaped, so it is longer than in its file.
constexpr json::Bounds kBody{.bytes = 2 * kLongestPolicy + 65'536, .depth = 4};

/// Whether a terminal or an editor could show the text otherwise than it is.
bool deceives(std::string_view text) {
  constexpr std::string_view kLines = "\n\r\t";
  while (!text.empty()) {
    const auto character = json::first_character(text);
    if (!character) return true;
    const bool plain = kLines.find(text.front()) != std::string_view::npos;
    if (!plain && json::deceives(character->point)) return true;
    text.remove_prefix(character->length);
  }
  return false;
}

std::string read_policy_text(const Part& part) {
  const auto text = part.text();
  if (text && text->empty()) part.note("expected the text of a policy, found an empty one");
  if (text && text->size() > kLongestPolicy) part.note("longer than 1 MB, which no policy is");
  if (text && deceives(*text)) {
    part.note("has control characters, or such as turn the direction of writing");
  }
  return text.value_or("");
}

/// What If-Match says is the revision that the text was made from.
policy::Result<std::optional<policy::Digest>, http::Response> base_in_if_match(const Call& call) {
  const auto tag = call.request.field("If-Match");
  if (!tag) return std::optional<policy::Digest>{};
  const bool quoted = tag->size() > 2 && tag->front() == '"' && tag->back() == '"';
  const auto digest = quoted ? digest_in(tag->substr(1, tag->size() - 2)) : std::nullopt;
  if (digest) return digest;
  return policy::Refused{bad_request(
      "bad-if-match", "'If-Match' is the ETag of the revision that the text was made from")};
}

/// Another revision came into force while somebody edited the text. `status`: 412 where If-Match
/// named the one before.
http::Response overtaken(const Parts& parts, const Candidate& candidate, int status) {
  return parts.state.read([&](db::Connection& db) {
    const auto now = catalog::revision_in_force(db);
    std::string sentence = "the text was made from another revision than the one in force, " +
                           tell_revision(db, now->number);
    const auto base = catalog::revision_with(db, candidate.base);
    sentence += "; ";
    sentence += base ? "'sluice policy diff --revision " + std::to_string(*base) + " --with " +
                           std::to_string(now->number) + "' shows what it changed"
                     : "'sluice policy show' has its text";
    return problem(status, "other-revision",
                   sentence + ". Bring your change into that text and apply it again");
  });
}

http::Response refusal(const Parts& parts, const Call& call, const Candidate& candidate,
                       const NotAccepted& why) {
  switch (why.kind) {
    case NotAccepted::Kind::BadText:
      return bad_request("bad-policy", why.what);
    case NotAccepted::Kind::OtherBase:
      return overtaken(parts, candidate, call.request.field("If-Match") ? 412 : 409);
    case NotAccepted::Kind::Unknown:
      return not_found("unknown-proposal", why.what);
    case NotAccepted::Kind::NotNow:
      break;
  }
  return conflict(why.what);
}

/// Whether nobody else could have agreed to it.
bool nobody_else(const Parts& parts, const Call& call) {
  return parts.people.alone(people::kPolicyEditor, person_of(call));
}

std::string sentence_of(const Parts& parts, const Accepted& accepted, const Call& call,
                        const PolicyCheck& check) {
  const std::string number = std::to_string(accepted.number);
  if (accepted.as == Accepted::As::Proposal) {
    return "proposal " + number +
           " protects less than the revision in force, so it waits for a second person: "
           "'sluice policy approve " +
           number + "'";
  }
  std::string text = "revision " + number + " is in force";
  if (check.weaker && nobody_else(parts, call)) {
    text +=
        "; it protects less than the one before, and no second person looked at it, for nobody "
        "else is 'policy-editor'";
  }
  return text;
}

http::Response done(const Parts& parts, const Call& call, const Accepted& accepted,
                    const PolicyCheck& check) {
  const bool proposed = accepted.as == Accepted::As::Proposal;
  return ok(Value::Record{{"sentence", sentence_of(parts, accepted, call, check)},
                          {"revision", proposed ? Value{} : Value{accepted.number}},
                          {"proposal", proposed ? Value{accepted.number} : Value{}},
                          {"check", check.fields.empty() ? Value{} : Value{check.fields}}});
}

}  // namespace

http::Response post_check(const Parts& parts, const Call& call) {
  const auto text = body_of(
      call, {"text"}, [](const Part& root) { return read_policy_text(root["text"]); }, kBody);
  if (!text) return text.error();
  return ok(check_policy(parts, call, *text).fields);
}

http::Response post_apply(const Parts& parts, const Call& call) {
  std::string reason;
  const auto tag = base_in_if_match(call);
  if (!tag) return tag.error();
  const auto candidate = body_of(
      call, {"text", "reason", "base"},
      [&](const Part& root) {
        reason = read_reason(root["reason"]);
        const bool by_tag = *tag && root["base"].null();
        return Candidate{read_policy_text(root["text"]),
                         by_tag ? **tag : read_digest(root["base"])};
      },
      kBody);
  if (!candidate) return candidate.error();
  if (*tag && **tag != candidate->base) {
    return bad_request("two-bases", "'If-Match' and 'base' name different revisions");
  }
  PolicyCheck check = check_policy(parts, call, candidate->text);
  if (check.weaker && nobody_else(parts, call)) {
    if (auto refusal = unless_sure(caller_of(call))) return *std::move(refusal);
  }
  const auto outcome = parts.policies.apply(*candidate, deed_of(call, reason));
  if (!outcome) {
    const NotAccepted& why = outcome.error();
    if (why.kind != NotAccepted::Kind::BadText) return refusal(parts, call, *candidate, why);
    return bad_request("bad-policy", why.what, std::move(check.errors));
  }
  return done(parts, call, *outcome, check);
}

http::Response post_approve_policy(const Parts& parts, const Call& call) {
  std::string reason;
  const auto number = body_of(call, {"proposal", "reason"}, [&](const Part& root) {
    reason = read_reason(root["reason"]);
    return root["proposal"].number().value_or(0);
  });
  if (!number) return number.error();
  return approve_policy(parts, call, *number, reason);
}

http::Response approve_policy(const Parts& parts, const Call& call, std::int64_t number,
                              const std::string& reason) {
  const auto open = parts.state.read(
      [&](db::Connection& db) { return catalog::open_proposal(db, call.request.now); });
  PolicyCheck check;
  if (open && open->number == number) check = check_policy(parts, call, open->proposed.text);
  const auto outcome = parts.policies.approve(number, deed_of(call, reason));
  if (!outcome) return refusal(parts, call, {}, outcome.error());
  return done(parts, call, *outcome, check);
}

}  // namespace relay::admin
