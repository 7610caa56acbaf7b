#pragma once

#include <cstdint>
#include <filesystem>

namespace relay::io {

/// Bytes that we may still write to the file system of this folder: root's reserve and what a quota
/// takes away are not among them. Throws std::filesystem::filesystem_error where there is none.
std::uint64_t disk_space(const std::filesystem::path& folder);

}  // namespace relay::io
