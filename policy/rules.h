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
  friend bool operator==(const Said&, const Said&) = default;
};

struct Pin {
  VersionText version;
  Said said{};
  friend bool operator==(const Pin&, const Pin&) = default;
};
struct Floor {
  VersionText version;
  Said said{};
  friend bool operator==(const Floor&, const Floor&) = default;
};
struct Block {
  VersionText version;
  Said said{};
  friend bool operator==(const Block&, const Block&) = default;
};
struct Hold {
  Said said{};
  friend bool operator==(const Hold&, const Hold&) = default;
};
struct Lag {
  std::size_t behind = 0;
  Said said{};
  friend bool operator==(const Lag&, const Lag&) = default;
};
/// Only from one version to another, both included; nothing is an open end.
struct Allowed {
  std::optional<VersionText> from{};
  std::optional<VersionText> to{};
  Said said{};
  friend bool operator==(const Allowed&, const Allowed&) = default;
};

struct Limits {
  std::vector<Pin> pins{};      ///< The last one counts; acts come after the document.
  std::vector<Floor> floors{};  ///< All count.
  std::vector<Block> blocks{};
  std::vector<Hold> holds{};
  std::vector<Allowed> allowed{};  ///< All count.
  std::optional<Lag> lag{};
  friend bool operator==(const Limits&, const Limits&) = default;
};

/// A group whose devices a gate looks at.
struct Watched {
  GroupId group;
  bool ephemeral = false;
  Limits limits{};  ///< The document's, for that group.
  friend bool operator==(const Watched&, const Watched&) = default;
};

/// A later stage whose gate watches our group: it waits for what bakes here.
struct Watcher {
  Gate gate{};
  std::vector<GroupId> groups{};  ///< Of that stage.
  friend bool operator==(const Watcher&, const Watcher&) = default;
};

/// The rules that hold for one group and one feed under one revision.
struct Rules {
  FeedId feed;
  GroupId group;
  ContentClass content = ContentClass::Software;
  std::string path{};            ///< Its name.
  std::size_t stage_number = 0;  ///< From 1.
  Stage stage{};
  std::vector<Watched> watched{};   ///< What the stage's gate watches; empty without a gate.
  std::vector<Watcher> watchers{};  ///< Those who watch us.
  Limits limits{};                  ///< From the document; people's acts are facts.
  std::optional<Freshness> freshness{};
  std::optional<NoEvidence> no_evidence{};
  BypassRules bypass{};
  bool ephemeral = false;
  bool sticky = false;
  Span reboot_allowance{0};
  /// SHA-256 of canonical(), made outside: what an approval is bound to.
  Digest digest{};
};

/// Nothing when no path is for this feed. A group in no stage of the path joins its last. The
/// digest is left empty.
std::optional<Rules> rules_for(const Document& document, const FeedRules& feed,
                               const GroupId& group);

/// The effective rules of a stage in one canonical spelling: what an approval is bound to. Marks
/// and the order of groups do not change it; any change of a rule does.
std::string canonical(const Rules& rules);

}  // namespace policy
