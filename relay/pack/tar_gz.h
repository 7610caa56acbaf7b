#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "policy/result.h"

/// Reading archives that a vendor made, as a stream and within caps. Nothing is unpacked to disk,
/// and no name in an archive becomes a file name.
namespace relay::pack {

/// What an archive may cost us before it is refused.
struct Caps {
  std::uint64_t member_bytes = 0;  ///< Of one member, decompressed.
  std::uint64_t total_bytes = 0;   ///< Of all members together.
  std::uint64_t members = 0;
  std::uint64_t ratio = 200;  ///< Decompressed over compressed bytes, after the first MiB.
};

struct Member {
  std::string name{};
  std::uint64_t size = 0;  ///< As declared; the bytes that follow are as many, or it is refused.
};

struct BadArchive {
  std::string what{};
};

/// Takes a member's bytes, in order. An empty function: not wanted.
using Reader = std::function<void(std::span<const std::byte>)>;

/// Reads all of a gzipped tar that begins at `offset` of a file. Refuses what ends before its last
/// member does, is above a cap, or holds anything but plain files (links, folders, devices). What
/// follows the tar's own end is not looked at. Throws
/// std::filesystem::filesystem_error when the file cannot be read.
policy::Result<policy::Done, BadArchive> read_tar_gz(
    const std::filesystem::path& file, std::uint64_t offset, const Caps& caps,
    const std::function<Reader(const Member&)>& open);

/// One member by its exact name, the first of that name; reads no further. Nothing: not in there.
policy::Result<std::optional<std::string>, BadArchive> find_member(
    const std::filesystem::path& file, std::uint64_t offset, const Caps& caps,
    std::string_view name);

}  // namespace relay::pack
