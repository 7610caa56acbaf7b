#pragma once

#include <filesystem>
#include <functional>
#include <string>

/// Secrets of the relay's own that are made once and then kept in the data folder, each in a file
/// (0600).
namespace relay::app {

/// What the file holds, without the line ends after it; made when it is not there. Throws what
/// says which file cannot be read.
std::string kept_in(const std::filesystem::path& file, const std::function<std::string()>& make);

/// What random_key() writes is as long; what is shorter was cut, or is somebody else's.
inline constexpr std::size_t kKeyDigits = 64;

/// 256 bits that nobody can guess, as a line of hexadecimal digits.
std::string random_key();

}  // namespace relay::app
