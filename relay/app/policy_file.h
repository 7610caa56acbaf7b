#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "relay/app/loaded_policy.h"
#include "relay/catalog/policy_files.h"
#include "relay/catalog/revisions.h"

/// The policy file counts when it has changed since it was read last, and only then: else it would
/// take back at the next start what people have applied since.
namespace relay::app {

/// What the catalog knows of the policy before the file is read.
struct PolicyBefore {
  std::optional<catalog::RevisionRow> in_force{};
  std::optional<catalog::PolicyFileRow> file{};  ///< As it was read last.
};
PolicyBefore policy_before(db::Database& state);

struct FoundPolicy {
  LoadedPolicy policy{};
  std::string said{};    ///< Why it is not the file's, a line for the log; empty: it is the file's.
  std::string report{};  ///< What is wrong with the text that counts; empty: it is that one.
  /// Why everything must be stopped before it comes into force; empty: nothing need be.
  std::string stop{};
};
/// The text that counts cannot be used.
struct UnfitPolicy {
  std::string what{};    ///< A line for the log: which text it is.
  std::string report{};  ///< Every problem, each where it stands.
  bool is_file = true;   ///< It is the file's; else the one that people applied.
};
/// The text that counts: the file's, when it checks and all of its feeds can be mirrored. But the
/// one in force, when the file holds what it held when it was read last, and people have applied
/// another since.
policy::Result<FoundPolicy, UnfitPolicy> find_policy(const std::filesystem::path& file,
                                                     const PolicyBefore& before);

/// To start with: the text that counts, or where it cannot be used the other one. When that is the
/// file's, which people had replaced, it may let go what they held back: so all is to be stopped.
policy::Result<FoundPolicy, UnfitPolicy> policy_to_start(const std::filesystem::path& file,
                                                         const PolicyBefore& before);

}  // namespace relay::app
