#pragma once

#include <cstdint>
#include <memory>

#include "policy/document.h"
#include "relay/ledger/evidence.h"

namespace relay::rollout {

class RuleBook;

/// The policy in force, and what it is asked with.
struct Revision {
  std::int64_t number = 0;  ///< In the catalog.
  policy::Document document{};
  /// Of this document alone, kept by whoever puts it in force; nothing: see rules_of().
  std::shared_ptr<RuleBook> rules{};
  /// There is one account: nobody could be the second pair of eyes.
  bool single_person = false;
  /// What was heard of devices by now; nothing: nothing is known of them, and gates stay shut.
  ledger::EvidencePtr evidence{};
};

/// The feed's part of the document; nothing when the policy has no such feed.
const policy::FeedRules* feed_of(const policy::Document& document, const policy::FeedId& feed);
bool has_group(const policy::Document& document, const policy::GroupId& group);

}  // namespace relay::rollout
