#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// Which adapter reads the vendor's format.
enum class FeedKind {
  Clamav,
  Files,  ///< A folder with a PULP_MANIFEST.
};

/// What the kind clamav alone asks.
struct ClamavSpec {
  std::vector<std::string> databases{"main", "daily", "bytecode"};
  unsigned cdiffs = 30;                       ///< Patches kept per database.
  bool detached_signatures_required = false;  ///< Whether a .sign that cannot be checked is fatal.
};

/// One entry of `feeds`: where a vendor's releases come from, and what is trusted.
struct FeedSpec {
  policy::FeedId id;
  FeedKind kind = FeedKind::Files;
  std::vector<std::string> upstreams{};  ///< URLs, in order of choice, no '/' at the end.
  std::optional<std::filesystem::path> directory{};  ///< A local folder instead of upstreams.
  policy::ContentClass content = policy::ContentClass::Software;
  policy::Span every{std::chrono::hours{2}};
  std::optional<policy::Span> suspect_if_replaced_within{};  ///< Nothing: by the feed's rhythm.
  std::string user_agent{};                                  ///< Empty: the machine's.
  std::vector<std::filesystem::path>
      trust{};  ///< Files with keys and certificates, added to the adapter's own.
  ClamavSpec clamav{};
  policy::Mark mark{};
};

/// The entries that can be read; a problem for each of the others.
std::vector<FeedSpec> read_feeds(Problems& problems, const Node* node);

}  // namespace config
