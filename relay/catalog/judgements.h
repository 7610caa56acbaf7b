#pragma once

#include <vector>

#include "policy/facts.h"
#include "relay/catalog/audit.h"

/// What people and the organisation's own tests say of a release. The last word counts; the words
/// before it stay.
namespace relay::catalog {

std::vector<policy::CheckVerdict> check_verdicts(db::Connection& db, const policy::FeedId& feed);
/// The deed says who, why and when.
struct NewVerdict {
  policy::FeedId feed;
  policy::Sequence release;
  policy::Digest tree;  ///< Of the release: the verdict is about these bytes.
  std::string check{};
  bool yes = false;
};
void judge(db::Transaction& tx, const NewVerdict& verdict, const Deed& deed);

std::vector<policy::RiskSaid> risks(db::Connection& db, const policy::FeedId& feed);
struct NewRisk {
  policy::FeedId feed;
  policy::Sequence release;
  std::optional<policy::GroupId> group{};  ///< Nothing: everywhere.
  bool high = true;
};
void say_risk(db::Transaction& tx, const NewRisk& risk, const Deed& deed);

}  // namespace relay::catalog
