#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "policy/result.h"
#include "policy/rules.h"
#include "relay/catalog/audit.h"

/// What one person asks for and others must agree to. Whoever asked for it, or took part in it,
/// does not count; a vote names the digest of exactly what was shown.
namespace relay::catalog {

struct NewProposal {
  std::string kind{};     ///< "policy", "roles", "risk" …: who does it knows them.
  std::string subject{};  ///< What it is about, to be read by people.
  std::string base{};   ///< What it would change, as that is now: when that is another, it is void.
  std::string body{};   ///< All of it: JSON, or the text of a policy.
  std::string role{};   ///< Of those who must agree.
  unsigned people = 1;  ///< How many, besides whoever asks for it.
  policy::Instant until{};
  std::vector<std::string> parties{};  ///< Who takes part in it, besides whoever asks.
};
/// What a proposal's digest is the SHA-256 of.
std::string bound_text(const NewProposal& proposed);

/// How one ended; one whose time is over has no such row.
enum class Ending { Done, Refused, Withdrawn, Void };
const char* word(Ending how);  ///< "done", "refused", "withdrawn", "void"

struct ProposalEnd {
  Ending how = Ending::Void;
  policy::Said said{};
};

/// One without its body, which may be long.
struct ProposalTitle {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  std::string kind{};
  std::string subject{};
  std::string base{};
  policy::Digest digest{};
  std::string role{};
  unsigned people = 1;
  policy::Instant until{};
  policy::Said said{};  ///< Who asked for it, why, when.
  std::optional<ProposalEnd> end{};

  bool is_open(policy::Instant now) const { return !end && now < until; }
};

struct Vote {
  policy::Said said{};
  bool counts = true;  ///< Its person is enabled and still has the role.
};

struct Proposal {
  ProposalTitle title{};
  std::string body{};
  std::vector<std::string> parties{};
  std::vector<Vote> votes{};  ///< In the order in which they were given.

  /// Whether enough people agree, as accounts and roles are now.
  bool is_agreed() const;
};

/// Why a word on a proposal is not taken.
struct NotTaken {
  enum class Kind {
    Unknown,   ///< There is no such proposal.
    Changed,   ///< It is not what was shown.
    NotYours,  ///< Somebody else must say it.
    NotNow,    ///< It is over, or this person has said so already.
  };
  Kind kind = Kind::NotNow;
  std::string what{};  ///< A sentence.
};
using Taken = policy::Result<policy::Done, NotTaken>;

/// Its number. `digest`: of bound_text().
std::int64_t propose(db::Transaction& tx, const NewProposal& proposed, const policy::Digest& digest,
                     const Deed& deed);
std::optional<Proposal> proposal(db::Connection& db, std::int64_t number);
/// Newest first, those with a number below `before` (0: from the newest), at most `most`.
std::vector<ProposalTitle> proposals(db::Connection& db, std::int64_t before, std::size_t most);
/// The same of those that are open.
std::vector<ProposalTitle> open_proposals(db::Connection& db, policy::Instant now,
                                          std::int64_t before, std::size_t most);

/// Why this person cannot agree to it now.
std::optional<NotTaken> against_vote(db::Connection& db, const Proposal& proposal,
                                     const std::string& person, policy::Instant now);
/// One more person's yes to what was shown. Writes nothing when it is refused; performs nothing.
Taken vote(db::Transaction& tx, std::int64_t number, const policy::Digest& shown, const Deed& deed);
/// A no of somebody who could agree, and who may have: one is enough.
Taken refuse(db::Transaction& tx, std::int64_t number, const Deed& deed);
/// Whoever asked for it takes it back.
Taken withdraw(db::Transaction& tx, std::int64_t number, const Deed& deed);
/// Of one that is open: what it asks for was done in this transaction, by enough people's votes; or
/// cannot be done any more.
void end_proposal(db::Transaction& tx, std::int64_t number, Ending how, const Deed& deed);
/// Those of a kind and about the same that are open and would change something else than `base`.
void void_overtaken(db::Transaction& tx, const std::string& kind, const std::string& subject,
                    const std::string& base, const Deed& deed);

/// A policy text that protects less than the revision `base`.
struct PolicyChange {
  std::int64_t base = 0;
  policy::Digest digest{};  ///< Of the bound_text() of what is proposed.
  std::string text{};
};
/// Open for a week.
NewProposal proposal_of(const PolicyChange& change, policy::Instant at);
inline constexpr const char* kThePolicy = "the policy";  ///< The subject of all of them.
inline constexpr const char* kPolicyRole = "policy-editor";

struct PolicyProposal {
  std::int64_t number = 0;
  PolicyChange proposed{};
  policy::Instant at{};
  std::string by{};
  std::string reason{};
  policy::Instant until{};
};
/// The one that waits for a second person: the newest, as long as its base is in force. So another
/// proposal takes its place, and a revision, be it itself, ends it for good, as does its time.
std::optional<PolicyProposal> open_proposal(db::Connection& db, policy::Instant now);
/// Its number. The one before it is void.
std::int64_t propose(db::Transaction& tx, const PolicyChange& change, const Deed& deed);

}  // namespace relay::catalog
