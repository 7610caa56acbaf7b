#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/document.h"

namespace policy {

/// What is in the way of, or narrows, releases for one group and feed; from the document and from
/// people's acts alike, each with who said so.
struct Said {
  std::string by{};  ///< "the policy", or the person who acted.
  std::string why{};
  Instant at{};  ///< When; the epoch for what the document says.
  Mark mark{};   ///< Where in the document; 0 for an act.
};

struct Pin {
  VersionText version;
  Said said{};
};
struct Floor {
  VersionText version;
  Said said{};
};
struct Block {
  VersionText version;
  Said said{};
};
struct Hold {
  Said said{};
};
struct Lag {
  std::size_t behind = 0;
  Said said{};
};

struct Limits {
  std::vector<Pin> pins{};      ///< The last one counts; acts come after the document.
  std::vector<Floor> floors{};  ///< All count.
  std::vector<Block> blocks{};
  std::vector<Hold> holds{};
  std::optional<Lag> lag{};
};

/// The rules that hold for one group and one feed under one revision.
struct Rules {
  FeedId feed;
  GroupId group;
  std::string path{};            ///< Its name.
  std::size_t stage_number = 0;  ///< From 1.
  Stage stage{};
  std::vector<GroupId> watched{};  ///< The groups of the stage before; empty in the first.
  std::optional<Gate>
      watched_for{};            ///< The next stage's gate, if it has one: who waits for our bake.
  std::vector<GroupId> next{};  ///< The next stage's groups.
  Limits limits{};              ///< From the document; add people's acts before planning.
};

/// Nothing when no path is for this feed. A group in no stage of the path joins its last.
std::optional<Rules> rules_for(const Document& document, const FeedRules& feed,
                               const GroupId& group);

/// The effective rules of a stage in one canonical spelling: what an approval is bound to. Marks
/// and the order of groups do not change it; any change of a rule does.
std::string canonical(const Rules& rules);

}  // namespace policy
