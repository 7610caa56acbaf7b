#pragma once

#include <optional>
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

/// One act may approve for several groups: one call each, in one transaction. Returns false, and
/// writes nothing, when this person already approved exactly this in this role.
bool approve(db::Transaction& tx, const policy::FeedId& feed, const policy::GroupId& group,
             const policy::Approval& approval, const Deed& deed);
struct ApprovalRow {
  policy::GroupId group;
  policy::Approval approval;
};
/// Of a feed, not consumed yet, in the order in which they were given.
std::vector<ApprovalRow> approvals(db::Connection& db, const policy::FeedId& feed);
/// An opening consumes the approvals of its release and group.
void consume_approvals(db::Transaction& tx, const policy::FeedId& feed,
                       const policy::GroupId& group, policy::Sequence release, policy::Instant at);

}  // namespace relay::catalog
