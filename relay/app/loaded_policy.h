#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "config/policy.h"
#include "policy/result.h"
#include "relay/db/database.h"

namespace relay::app {

/// A policy text that checked, and what it says.
struct LoadedPolicy {
  std::string text{};
  config::Policy policy{};
  std::string warnings{};  ///< As `sluice check` shows them; empty when there are none.
  /// The policy file that holds this text; empty: people applied it.
  std::string file{};
  std::vector<std::string> authors{};  ///< The people who wrote it; of a file's nobody is known.
  /// What is recorded with the revision that it becomes, before it in its transaction. What this
  /// refuses with, that is refused with; then it has written nothing.
  std::function<policy::Result<policy::Done, std::string>(db::Transaction&)> along{};
};

/// Why a policy cannot be used: every problem, each where it stands.
struct BadPolicy {
  std::string report{};
};

/// `file` is named in messages, and its folder is what paths in the text are relative to.
policy::Result<LoadedPolicy, BadPolicy> load_policy(const std::filesystem::path& file,
                                                    std::string text);

/// The text of a file, or a sentence why it cannot be read. At most 4 MB.
policy::Result<std::string, std::string> read_text(const std::filesystem::path& file);
/// The same without the line ends after it: a token or password as an editor leaves it.
policy::Result<std::string, std::string> read_secret(const std::filesystem::path& file);

}  // namespace relay::app
