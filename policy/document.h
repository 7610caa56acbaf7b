#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/address.h"
#include "policy/id.h"
#include "policy/release.h"
#include "policy/time.h"

/// The organisation's rules, as they were written: the policy document without its spelling. The
/// loader makes it from YAML (config/); everything here has been checked to hang together.
namespace policy {

/// Where a rule stands in the text of its revision, so that a "no" can point at it. 0 where nobody
/// wrote it down.
struct Mark {
  unsigned line = 0;
  friend auto operator<=>(Mark, Mark) = default;
};

/// Evidence from the watched stage that must hold before a group opens.
struct Gate {
  Span bake{0};  ///< How long a release must have been open to all of every watched group.
  Mark mark{};
  friend bool operator==(const Gate&, const Gate&) = default;
};

/// One line of `approve`: so many distinct people in this role.
struct ApprovalLine {
  std::string role{};
  unsigned people = 1;
  Mark mark{};
  friend bool operator==(const ApprovalLine&, const ApprovalLine&) = default;
};

/// One step of a path, with the rules to enter it.
struct Stage {
  std::vector<GroupId> groups{};
  Span soak{0};
  Mark soak_mark{};
  std::optional<Gate> gate{};           ///< Watches the stage before this one.
  std::vector<ApprovalLine> approve{};  ///< Every line must be met.
  Mark mark{};
};

/// The order in which releases of a class or feed travel through groups.
struct Path {
  std::string name{};
  std::vector<FeedId> feeds{};          ///< `for: { feed: … }`
  std::vector<ContentClass> classes{};  ///< `for: { class: … }`
  std::vector<Stage> stages{};          ///< At least one.
  Mark mark{};
};

/// What narrows or excludes releases for some groups, written in the policy. (The same can be said
/// by an act of a person, which is a fact and stands in the catalog.)
struct Limit {
  FeedId feed;
  std::vector<GroupId> groups{};  ///< Empty: all.
  std::optional<VersionText> pin{};
  std::optional<VersionText> floor{};
  std::vector<VersionText> block{};
  bool hold = false;
  std::size_t lag = 0;
  std::string why{};
  Mark mark{};
};

struct Group {
  GroupId id;
  std::vector<Network>
      addresses{};  ///< `match: [{ address: … }]`; marked unauthenticated on pages.
  Mark mark{};
  friend bool operator==(const Group&, const Group&) = default;
};

/// A feed, as far as rules care.
struct FeedRules {
  FeedId id;
  ContentClass content = ContentClass::Software;
  Mark mark{};
};

struct Document {
  std::vector<FeedRules> feeds{};
  std::vector<Group>
      groups{};  ///< In order: a device is in the first that matches. `default` is last.
  std::vector<Path>
      paths{};  ///< A feed takes the first that names it, else the first for its class.
  std::vector<Limit> limits{};
};

/// The path that a feed's releases travel; nothing when no path is for it (then nothing opens).
const Path* path_of(const Document& document, const FeedRules& feed);

/// The group that an unidentified caller at this address is in: the first that matches.
GroupId group_at(const Document& document, const Address& address);

}  // namespace policy
