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
  std::string said{};  ///< Why it is not the file's, a line for the log; empty: it is the file's.
};
/// The file's policy, when it checks and all of its feeds can be mirrored. But the one in force,
/// when the file holds what it held when it was read last, and people have applied another since.
policy::Result<FoundPolicy, BadPolicy> find_policy(const std::filesystem::path& file,
                                                   const PolicyBefore& before);

}  // namespace relay::app
