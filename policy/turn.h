#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/plan.h"

/// One turn of one feed: what happens now by itself, in every group, until nothing more does. The
/// relay records what a turn says, a forecast and a simulation only apply it: there is one engine.
namespace policy {

/// What a turn found to happen.
struct Opened {
  GroupId group;
  Sequence release;
  Opening::How how = Opening::How::Rules;
  BasisPoints to = kEverybody;
  std::string because{};  ///< See ToOpen.
};
struct Widened {
  GroupId group;
  Sequence release;
  BasisPoints to = kEverybody;
};
struct Halted {
  GroupId group;
  Sequence release;
  std::string why{};
};
using Event = std::variant<Halted, Opened, Widened>;

/// The rules of every group for one feed, in the document's order.
using FeedRulesOf = std::vector<std::pair<GroupId, std::optional<Rules>>>;

struct Turn {
  std::vector<Event> events{};    ///< In the order in which they happened.
  std::vector<Plan> plans{};      ///< After them; one for each of the rules, in their order.
  std::optional<Instant> next{};  ///< When time alone may change something.
};

/// Halts first, then openings and widenings, over and over; `facts` have the events applied. Ends,
/// for each of them moves one release of one group forward; a second turn at the same moment finds
/// nothing. Nothing happens by time alone before `next`.
Turn turn(const FeedRulesOf& rules, FeedFacts& facts, const Moment& moment,
          Depth depth = Depth::Decide);

/// Adds what happened to the facts.
void apply(FeedFacts& facts, const Event& event, Instant at);

/// "opened 27500 → office at 5%": with the versions' names, for logs and audits.
std::string sentence(const Event& event, const FeedFacts& facts);

}  // namespace policy
