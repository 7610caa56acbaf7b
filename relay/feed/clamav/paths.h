#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// The names of files on a ClamAV mirror; there is no index.
namespace relay::feed::clamav {

std::string cvd_path(const std::string& database);  ///< daily.cvd
std::string cvd_sign_path(const std::string& database,
                          std::uint64_t version);                            ///< daily-7.cvd.sign
std::string cdiff_path(const std::string& database, std::uint64_t version);  ///< daily-7.cdiff
std::string cdiff_sign_path(const std::string& database,
                            std::uint64_t version);  ///< daily-7.cdiff.sign

/// The version in a path of this database's patches or their signatures; nothing for other paths.
std::optional<std::uint64_t> cdiff_version(const std::string& database, std::string_view path);

}  // namespace relay::feed::clamav
