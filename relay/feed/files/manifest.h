#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/digest.h"
#include "policy/result.h"

/// PULP_MANIFEST, the index of a folder of files: one line a file, name, SHA-256 and size in bytes,
/// each line ended by a line feed:
///
///     rules/web.yar,9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08,9483
///
/// We are stricter than Pulp: no comments, no blank lines, no spaces around fields, so that a file
/// that was cut off or mixed up is not half understood.
namespace relay::feed::files {

constexpr std::size_t kLargestManifest = 16'777'216;
constexpr std::size_t kMostFiles = 100'000;
constexpr std::uint64_t kLargestFile = std::uint64_t{1} << 40;

struct Listed {
  std::string name{};  ///< Servable, not PULP_MANIFEST itself, listed once.
  policy::Digest digest{};
  std::uint64_t size = 0;
  friend bool operator==(const Listed&, const Listed&) = default;
};

struct Manifest {
  std::vector<Listed> files{};  ///< At least one, as they are listed.
};

struct BadManifest {
  std::size_t line = 0;  ///< From 1; 0 when it is about the whole text.
  std::string what{};  ///< "'../a' is not a name that can be served"; printable, of bounded length.
  friend bool operator==(const BadManifest&, const BadManifest&) = default;
};

policy::Result<Manifest, BadManifest> parse_manifest(std::string_view text);

}  // namespace relay::feed::files
