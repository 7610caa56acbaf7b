#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/facts.h"
#include "relay/catalog/audit.h"

/// What was let through to whom: openings, what is served since when, approvals.
namespace relay::catalog {

struct OpeningRow {
  policy::GroupId group;
  policy::Opening opening;
};

/// Every opening of a feed with the steps of its ramp, in the order in which they happened.
std::vector<OpeningRow> openings(db::Connection& db, const policy::FeedId& feed);

/// Records that a release was let through to a group, under the recorded revision `revision`; the
/// opening has its first step and no other. A second opening of the same release for the same group
/// is a broken belief of the caller.
void open(db::Transaction& tx, const policy::FeedId& feed, const policy::GroupId& group,
          const policy::Opening& opening, std::int64_t revision, const Deed& deed);

/// What a ramp goes on to.
struct Widening {
  policy::FeedId feed;
  policy::GroupId group;
  policy::Sequence release;  ///< Opened before, to less.
  policy::BasisPoints to{};
};
/// Records a step of a ramp, at the deed's time.
void widen(db::Transaction& tx, const Widening& step, const Deed& deed);

/// Since when devices of a group are served a release: each row is a moment at which some of them
/// came to it.
struct ActivationRow {
  policy::GroupId group;
  std::optional<policy::Sequence> release{};  ///< Nothing: the group has none any more.
  policy::Instant since{};
};

/// All of a feed, in the order in which they happened.
std::vector<ActivationRow> activations(db::Connection& db, const policy::FeedId& feed);

/// Records a switch, of all of the group or of a part. `since` is made later by at least one second
/// than the group's last switch of this feed, and than every group's to another release, because it
/// is the Last-Modified that clients compare; returned as recorded.
policy::Instant activate(db::Transaction& tx, const policy::FeedId& feed,
                         const policy::GroupId& group, std::optional<policy::Sequence> release,
                         const Deed& deed);

/// A yes, and what is told with it for who looks into it later.
struct NewApproval {
  policy::Approval approval;
  std::string ticket{};
  std::string report{};
  std::string decision{};
  std::string shown{};  ///< What the page showed of the evidence.
};
/// One act may approve for several groups: one call each, in one transaction. Returns false, and
/// writes nothing, when this person already approved exactly this, and it has not ended.
bool approve(db::Transaction& tx, const policy::FeedId& feed, const policy::GroupId& group,
             const NewApproval& yes, const Deed& deed);
struct ApprovalRow {
  policy::GroupId group;
  policy::Approval approval;
};
/// Of a feed, not consumed yet, in the order in which they were given: as accounts and roles are
/// now. A yes of a disabled account is not there, nor that of who wrote the stage's rules while
/// somebody else could give one; any other once for each role that its person has there.
std::vector<ApprovalRow> approvals(db::Connection& db, const policy::FeedId& feed);
/// Whether this person wrote the rules of that digest, and in which revision first.
std::optional<std::int64_t> wrote_stage(db::Connection& db, const policy::Digest& stage,
                                        const std::string& person);
void note_stage_author(db::Transaction& tx, const policy::Digest& stage, const std::string& person,
                       std::int64_t revision);
/// An opening consumes the approvals of its release and group.
void consume_approvals(db::Transaction& tx, const policy::FeedId& feed,
                       const policy::GroupId& group, policy::Sequence release, policy::Instant at);

}  // namespace relay::catalog
