#include "relay/catalog/proposals.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/holders.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

using policy::Refused;

ProposalTitle title_in(const db::Row& row) {
  ProposalTitle title{.number = row.get<std::int64_t>(0),
                      .kind = row.get<std::string>(1),
                      .subject = row.get<std::string>(2),
                      .base = row.get<std::string>(3),
                      .digest = row.get<policy::Digest>(4),
                      .role = row.get<std::string>(5),
                      .people = row.get<std::uint32_t>(6),
                      .until = row.get<policy::Instant>(7),
                      .said = said_in(row, 8)};
  if (const auto how = row.maybe<Ending>(11)) title.end = ProposalEnd{*how, said_in(row, 12)};
  return title;
}

std::vector<ProposalTitle> titles_in(const std::vector<db::Row>& rows) {
  std::vector<ProposalTitle> found;
  for (const db::Row& row : rows) found.push_back(title_in(row));
  return found;
}

std::vector<Vote> votes_on(db::Connection& db, std::int64_t number) {
  std::vector<Vote> found;
  for (const db::Row& row :
       db.query("SELECT vote.person, vote.reason, vote.at, EXISTS (SELECT 1 FROM agreement"
                " WHERE agreement.proposal = vote.proposal AND agreement.person = vote.person)"
                " FROM vote WHERE vote.proposal = $1 ORDER BY vote.at, vote.person",
                number)) {
    found.push_back({said_in(row, 0), row.get<bool>(3)});
  }
  return found;
}

std::vector<std::string> parties_to(db::Connection& db, std::int64_t number) {
  std::vector<std::string> found;
  for (const db::Row& row :
       db.query("SELECT person FROM proposal_party WHERE proposal = $1 ORDER BY person", number)) {
    found.push_back(row.get<std::string>(0));
  }
  return found;
}

std::int64_t from(std::int64_t before) {
  return before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
}

std::string name_of(std::int64_t number) {
  return "proposal " + std::to_string(number);
}

std::string told(const ProposalEnd& end) {
  return std::string{word(end.how)} + " by " + end.said.by + " at " + policy::show(end.said.at) +
         (end.said.why.empty() ? "" : ": " + end.said.why);
}

NotTaken not_now(std::string what) {
  return {NotTaken::Kind::NotNow, std::move(what)};
}
NotTaken not_yours(std::string what) {
  return {NotTaken::Kind::NotYours, std::move(what)};
}

std::optional<NotTaken> against_any(const Proposal& proposal, policy::Instant now) {
  const ProposalTitle& title = proposal.title;
  if (title.end) return not_now(name_of(title.number) + " is over: " + told(*title.end));
  if (now >= title.until) {
    return not_now(name_of(title.number) + " ended at " + policy::show(title.until));
  }
  return std::nullopt;
}

std::optional<NotTaken> against_role(db::Connection& db, const Proposal& proposal,
                                     const std::string& person) {
  const std::string& role = proposal.title.role;
  if (is_nobody_known(db) || holds(db, person, role, {})) {
    return std::nullopt;
  }
  return not_yours("this needs the role '" + role + "', which you do not have everywhere");
}

/// The proposal, when it is open.
policy::Result<Proposal, NotTaken> open_one(db::Connection& db, std::int64_t number,
                                            policy::Instant now) {
  auto found = proposal(db, number);
  if (!found) {
    return Refused{NotTaken{NotTaken::Kind::Unknown, "there is no " + name_of(number)}};
  }
  if (auto against = against_any(*found, now)) return Refused{*std::move(against)};
  return *std::move(found);
}

}  // namespace

std::string bound_text(const NewProposal& proposed) {
  return "sluice-proposal-v1\n" + proposed.kind + "\n" + proposed.subject + "\n" + proposed.base +
         "\n" + proposed.role + "\n" + std::to_string(proposed.people) + "\n" + proposed.body;
}

bool Proposal::is_agreed() const {
  return std::ranges::count(votes, true, &Vote::counts) >= title.people;
}

std::int64_t propose(db::Transaction& tx, const NewProposal& proposed, const policy::Digest& digest,
                     const Deed& deed) {
  const auto last = tx.query("SELECT max(number) FROM proposal").front().maybe<std::int64_t>(0);
  const std::int64_t number = last.value_or(0) + 1;
  tx.run(
      "INSERT INTO proposal (number, kind, subject, base, digest, body, role, people, until,"
      " person, reason, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
      number, proposed.kind, proposed.subject, proposed.base, digest, proposed.body, proposed.role,
      proposed.people, proposed.until, deed.actor, deed.reason, deed.at);
  for (const std::string& party : proposed.parties) {
    tx.run(
        "INSERT INTO proposal_party (proposal, person) VALUES ($1, $2)"
        " ON CONFLICT (proposal, person) DO NOTHING",
        number, party);
  }
  record(tx, deed,
         {.action = proposed.kind + " proposed",
          .subject = name_of(number),
          .detail = joined(proposed.subject, deed.reason),
          .object = digest});
  return number;
}

std::optional<Proposal> proposal(db::Connection& db, std::int64_t number) {
  const auto titles = db.query("SELECT * FROM proposal_title WHERE number = $1", number);
  if (titles.empty()) return std::nullopt;
  const auto bodies = db.query("SELECT body FROM proposal WHERE number = $1", number);
  return Proposal{.title = title_in(titles.front()),
                  .body = bodies.front().get<std::string>(0),
                  .parties = parties_to(db, number),
                  .votes = votes_on(db, number)};
}

std::vector<ProposalTitle> proposals(db::Connection& db, std::int64_t before, std::size_t most) {
  return titles_in(
      db.query("SELECT * FROM proposal_title WHERE number < $1 ORDER BY number DESC LIMIT $2",
               from(before), most));
}

std::vector<ProposalTitle> open_proposals(db::Connection& db, policy::Instant now,
                                          std::int64_t before, std::size_t most) {
  return titles_in(
      db.query("SELECT * FROM proposal_title WHERE how IS NULL AND until > $1 AND number < $2"
               " ORDER BY number DESC LIMIT $3",
               now, from(before), most));
}

std::optional<NotTaken> against_vote(db::Connection& db, const Proposal& proposal,
                                     const std::string& person, policy::Instant now) {
  if (auto against = against_any(proposal, now)) return against;
  const std::string& asked_by = proposal.title.said.by;
  if (!is_nobody_known(db) && db.query("SELECT 1 FROM person WHERE name = $1", asked_by).empty()) {
    return not_now(asked_by + ", who asked for it, is disabled: somebody else must ask for it");
  }
  if (person == asked_by) {
    return not_yours(person + " proposed it, so somebody else must say yes");
  }
  if (std::ranges::find(proposal.parties, person) != proposal.parties.end()) {
    return not_yours(person + " takes part in it, so somebody else must say yes");
  }
  if (auto against = against_role(db, proposal, person)) return against;
  const auto voted = [&](const Vote& one) { return one.said.by == person; };
  if (std::ranges::any_of(proposal.votes, voted)) {
    return not_now(person + " has said yes to " + name_of(proposal.title.number) + " already");
  }
  return std::nullopt;
}

Taken vote(db::Transaction& tx, std::int64_t number, const policy::Digest& shown,
           const Deed& deed) {
  const auto found = open_one(tx, number, deed.at);
  if (!found) return Refused{found.error()};
  if (shown != found->title.digest) {
    return Refused{NotTaken{NotTaken::Kind::Changed,
                            "it has changed since you looked: " + name_of(number) + " is sha256:" +
                                found->title.digest.hex() + "; look again with 'sluice proposals " +
                                std::to_string(number) + "'"}};
  }
  if (auto against = against_vote(tx, *found, deed.actor, deed.at)) return Refused{*against};
  tx.run("INSERT INTO vote (proposal, person, digest, reason, at) VALUES ($1, $2, $3, $4, $5)",
         number, deed.actor, shown, deed.reason, deed.at);
  record(tx, deed,
         {.action = "agreed",
          .subject = name_of(number),
          .detail = joined(found->title.subject, deed.reason),
          .object = shown});
  return policy::Done{};
}

Taken refuse(db::Transaction& tx, std::int64_t number, const Deed& deed) {
  const auto found = open_one(tx, number, deed.at);
  if (!found) return Refused{found.error()};
  if (auto against = against_role(tx, *found, deed.actor)) return Refused{*against};
  end_proposal(tx, number, Ending::Refused, deed);
  return policy::Done{};
}

Taken withdraw(db::Transaction& tx, std::int64_t number, const Deed& deed) {
  const auto found = open_one(tx, number, deed.at);
  if (!found) return Refused{found.error()};
  if (deed.actor != found->title.said.by) {
    return Refused{not_yours(found->title.said.by + " proposed it, and nobody else withdraws it")};
  }
  end_proposal(tx, number, Ending::Withdrawn, deed);
  return policy::Done{};
}

void end_proposal(db::Transaction& tx, std::int64_t number, Ending how, const Deed& deed) {
  tx.run("INSERT INTO proposal_end (proposal, how, person, reason, at) VALUES ($1, $2, $3, $4, $5)",
         number, how, deed.actor, deed.reason, deed.at);
  const auto ended = proposal(tx, number);
  record(tx, deed,
         {.action = std::string{"proposal "} + word(how),
          .subject = name_of(number),
          .detail = joined(ended->title.subject, deed.reason),
          .object = ended->title.digest});
}

void void_overtaken(db::Transaction& tx, const std::string& kind, const std::string& subject,
                    const std::string& base, const Deed& deed) {
  for (const db::Row& row :
       tx.query("SELECT number FROM proposal WHERE kind = $1 AND subject = $2 AND base <> $3"
                " AND until > $4 AND number NOT IN (SELECT proposal FROM proposal_end)",
                kind, subject, base, deed.at)) {
    Deed changed = deed;
    changed.reason = "what it would change has changed";
    end_proposal(tx, row.get<std::int64_t>(0), Ending::Void, changed);
  }
}

}  // namespace relay::catalog
