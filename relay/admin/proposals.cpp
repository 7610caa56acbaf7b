#include "relay/admin/proposals.h"

#include "relay/admin/agreement.h"
#include "relay/admin/body.h"
#include "relay/admin/perform.h"
#include "relay/admin/policy_acts.h"
#include "relay/admin/slice.h"

namespace relay::admin {
namespace {

using catalog::Ending;
using catalog::Proposal;
using catalog::ProposalTitle;
using json::Part;
using json::Value;
using policy::Refused;

constexpr std::string_view kPolicy = "policy";
constexpr const char* kSecret = "password";
constexpr json::Bounds kBodies{.bytes = 4'000'000};

Value::Record describe_title(const ProposalTitle& title, policy::Instant now) {
  const auto end = [&]() -> Value {
    if (!title.end) return {};
    return Value::Record{{"how", word(title.end->how)},
                         {"by", title.end->said.by},
                         {"why", title.end->said.why},
                         {"at", title.end->said.at}};
  };
  return {{"number", title.number}, {"kind", title.kind},         {"subject", title.subject},
          {"role", title.role},     {"people", title.people},     {"digest", title.digest},
          {"until", title.until},   {"by", title.said.by},        {"why", title.said.why},
          {"at", title.said.at},    {"open", title.is_open(now)}, {"end", end()}};
}

/// What it would do. The hash of a password is nobody's to see; who votes knows whose it is.
Value body_of(const Proposal& proposal) {
  if (proposal.title.kind == kPolicy) return Value{proposal.body};
  if (proposal.title.kind == kSecret) return Value{Value::Record{}};
  auto read = json::read(proposal.body, kBodies);
  return read ? *std::move(read) : Value{};
}

Value describe_votes(const Proposal& proposal) {
  Value::List votes;
  for (const catalog::Vote& vote : proposal.votes) {
    votes.push_back(Value::Record{{"by", vote.said.by},
                                  {"why", vote.said.why},
                                  {"at", vote.said.at},
                                  {"counts", vote.counts}});
  }
  return votes;
}

Value describe_proposal(db::Connection& db, const Proposal& proposal, const Call& call) {
  auto record = describe_title(proposal.title, call.request.now);
  record.push_back({"votes", describe_votes(proposal)});
  record.push_back({"body", body_of(proposal)});
  const auto why_not = catalog::against_vote(db, proposal, person_of(call), call.request.now);
  record.push_back({"may", !why_not.has_value()});
  record.push_back({"why_not", why_not ? Value{why_not->what} : Value{}});
  return record;
}

http::Response no_proposal(const Call& call) {
  return not_found("unknown-proposal", "there is no proposal " + std::to_string(call.number));
}

http::Response not_taken(const catalog::NotTaken& why) {
  switch (why.kind) {
    case catalog::NotTaken::Kind::Unknown:
      return not_found("unknown-proposal", why.what);
    case catalog::NotTaken::Kind::Changed:
      return problem(409, "changed", why.what);
    case catalog::NotTaken::Kind::NotYours:
      return problem(403, "not-yours", why.what);
    case catalog::NotTaken::Kind::NotNow:
      break;
  }
  return conflict(why.what);
}

std::optional<Proposal> find(const Parts& parts, const Call& call) {
  return parts.state.read([&](db::Connection& db) { return catalog::proposal(db, call.number); });
}

/// By whom something is done that several agreed to: whoever asked for it; the others are named.
catalog::Deed deed_of_all(const Proposal& proposal, policy::Instant now) {
  std::string reason = "proposed by " + proposal.title.said.by + ": " + proposal.title.said.why;
  for (const catalog::Vote& vote : proposal.votes) {
    if (vote.counts) reason += "; agreed by " + vote.said.by + ": " + vote.said.why;
  }
  return {.at = now,
          .actor = proposal.title.said.by,
          .reason = reason,
          .via = "proposal " + std::to_string(proposal.title.number),
          .proposal = proposal.title.number};
}

struct Shown {
  policy::Digest digest{};
  std::string reason{};
};

/// What is left of a vote: nothing was written when it is a refusal.
using Voted = policy::Result<Performed, catalog::NotTaken>;

Voted vote_in(db::Transaction& tx, const Parts& parts, const Call& call, const Performer& by,
              const Shown& shown) {
  const auto before = catalog::proposal(tx, call.number);
  if (before && before->title.is_open(call.request.now) &&
      by.base(tx, before->title.subject) != before->title.base) {
    throw Undo{"what it would change has changed since it was asked for"};
  }
  const auto taken = catalog::vote(tx, call.number, shown.digest, deed_of(call, shown.reason));
  if (!taken) return Refused{taken.error()};
  const auto now = catalog::proposal(tx, call.number);
  if (!now->is_agreed()) {
    return Performed{
        "your yes to proposal " + std::to_string(call.number) + " is recorded; it waits for more",
        {}};
  }
  catalog::end_proposal(tx, call.number, Ending::Done, deed_of(call, shown.reason));
  const auto body = json::read(now->body, kBodies);
  if (!body) throw Undo{body.error()};
  const catalog::Deed deed = deed_of_all(*now, call.request.now);
  auto done = by.perform(tx, {parts, call.revision, now->title.subject, *body, deed});
  if (!done) throw Undo{done.error()};
  catalog::void_overtaken(tx, now->title.kind, now->title.subject, by.base(tx, now->title.subject),
                          deed);
  return *std::move(done);
}

/// It cannot be done any more: nobody needs to look at it again.
http::Response end_as_void(const Parts& parts, const Call& call, const std::string& why) {
  parts.state.write([&](db::Transaction& tx) {
    const auto now = catalog::proposal(tx, call.number);
    if (now && now->title.is_open(call.request.now)) {
      catalog::end_proposal(tx, call.number, Ending::Void, deed_of(call, why));
    }
  });
  return problem(409, "void", "proposal " + std::to_string(call.number) + " is void: " + why);
}

http::Response vote_on(const Parts& parts, const Call& call, const Performer& by,
                       const Shown& shown) {
  try {
    const auto voted =
        parts.state.write([&](db::Transaction& tx) { return vote_in(tx, parts, call, by, shown); });
    if (!voted) return not_taken(voted.error());
    if (voted->counts) voted->counts();
    return ok(
        Value::Record{{"sentence", turned(parts, voted->sentence)}, {"proposal", call.number}});
  } catch (const Undo& undo) {
    return end_as_void(parts, call, undo.why);
  }
}

Shown read_shown(const Part& root) {
  return {.digest = read_digest(root["digest"]), .reason = read_reason(root["reason"])};
}

/// `say` is a refusal or a withdrawal.
template <class Say>
http::Response end_by_word(const Parts& parts, const Call& call, Say say, const char* done) {
  const auto reason =
      body_of(call, {"reason"}, [](const Part& root) { return read_reason(root["reason"]); });
  if (!reason) return reason.error();
  const auto taken = parts.state.write(
      [&](db::Transaction& tx) { return say(tx, call.number, deed_of(call, *reason)); });
  if (!taken) return not_taken(taken.error());
  return ok(Value::Record{{"sentence", "proposal " + std::to_string(call.number) + " is " + done},
                          {"proposal", call.number}});
}

}  // namespace

http::Response get_proposals(const Parts& parts, const Call& call) {
  const auto slice = numbered_slice_named(call);
  if (!slice) return slice.error();
  const bool open = call.request.parameter("open") == "yes";
  auto rows = parts.state.read([&](db::Connection& db) {
    const std::size_t most = slice->limit + 1;
    return open ? catalog::open_proposals(db, call.request.now, slice->below, most)
                : catalog::proposals(db, slice->below, most);
  });
  Value next = cut(rows, slice->limit);
  Value::List page;
  for (const ProposalTitle& title : rows) page.push_back(describe_title(title, call.request.now));
  return ok(Value::Record{{"proposals", std::move(page)}, {"next", std::move(next)}});
}

http::Response get_one_proposal(const Parts& parts, const Call& call) {
  const auto found = find(parts, call);
  if (!found) return no_proposal(call);
  return ok_tagged(
      parts.state.read([&](db::Connection& db) { return describe_proposal(db, *found, call); }),
      found->title.digest);
}

http::Response post_vote(const Parts& parts, const Call& call) {
  const auto shown = body_of(call, {"digest", "reason"}, read_shown);
  if (!shown) return shown.error();
  const auto found = find(parts, call);
  if (!found) return no_proposal(call);
  if (found->title.digest != shown->digest) {
    return problem(409, "changed",
                   "that digest is not of what proposal " + std::to_string(call.number) +
                       " says: look at it again");
  }
  if (found->title.kind == kPolicy) return approve_policy(parts, call, call.number, shown->reason);
  const Performer* const by = performer(found->title.kind);
  if (by == nullptr) return conflict("this relay does not know how to do what it asks for");
  return vote_on(parts, call, *by, *shown);
}

http::Response post_refuse(const Parts& parts, const Call& call) {
  return end_by_word(parts, call, catalog::refuse, "refused");
}

http::Response post_withdraw(const Parts& parts, const Call& call) {
  return end_by_word(parts, call, catalog::withdraw, "withdrawn");
}

}  // namespace relay::admin
