#pragma once

#include <cstdint>
#include <filesystem>

/// Whose file it is, asked before SQLite touches it: opening another program's database could
/// already change it (a journal rolled back, its journal mode).
namespace relay::db {

/// "Slui", at byte 68 of our files; what `file` and SQLite show as the application id.
constexpr std::int64_t kApplicationId = 0x536c7569;

/// Throws Failure when there is such a file and it is not a database of this program. Nothing, and
/// an empty file, are ours to fill.
void require_ours(const std::filesystem::path& file);

/// Makes the file, empty, if there is none; in any case only its owner may read and write it
/// (0600). SQLite gives its journal the same mode. Throws filesystem_error.
void keep_private(const std::filesystem::path& file);

}  // namespace relay::db
