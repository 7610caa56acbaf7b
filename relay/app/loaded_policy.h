#pragma once

#include <filesystem>
#include <string>

#include "config/policy.h"
#include "policy/result.h"

namespace relay::app {

/// A policy text that checked, and what it says.
struct LoadedPolicy {
  std::string text{};
  config::Policy policy{};
  std::string warnings{};  ///< As `sluice check` shows them; empty when there are none.
  /// The policy file that holds this text; empty: people applied it.
  std::string file{};
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
