#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "policy/time.h"
#include "relay/audit/seals.h"
#include "relay/audit/trouble.h"

/// The file in which the relay notes from time to time how far its audit goes, one line a head:
///
///   2026-11-29T04:00:00Z 4711:9f3a…c1 77b0…04
///
/// when, the head, and the mac of that row. Lines are only appended; who copies the file, or any
/// line of it, to where this machine's administrators do not get has a witness.
namespace relay::audit {

/// Durable afterwards. Throws std::filesystem::filesystem_error.
void append_head(const std::filesystem::path& file, const Seal& seal, policy::Instant now);

struct HeadsRead {
  std::vector<Head> heads{};         ///< In the order of the lines.
  std::optional<Trouble> trouble{};  ///< Of a line whose mac was made with another key.
};
/// Nothing of a file that is not there. Lines that a crash or somebody's editor left in pieces are
/// passed over.
HeadsRead read_heads(const std::filesystem::path& file, std::string_view key);

}  // namespace relay::audit
