#pragma once

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace relay::io {

/// A call of the system failed where only a broken machine or a wrong path makes it fail.
[[noreturn]] inline void fail(const char* attempt, const std::filesystem::path& path,
                              int error = errno) {
  throw std::filesystem::filesystem_error{attempt, path,
                                          std::error_code{error, std::generic_category()}};
}

}  // namespace relay::io
