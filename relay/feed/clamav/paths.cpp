#include "relay/feed/clamav/paths.h"

#include <limits>

#include "relay/feed/clamav/number.h"

namespace relay::feed::clamav {

std::string cvd_path(const std::string& database) {
  return database + ".cvd";
}

std::string cvd_sign_path(const std::string& database, std::uint64_t version) {
  return database + "-" + std::to_string(version) + ".cvd.sign";
}

std::string cdiff_path(const std::string& database, std::uint64_t version) {
  return database + "-" + std::to_string(version) + ".cdiff";
}

std::string cdiff_sign_path(const std::string& database, std::uint64_t version) {
  return cdiff_path(database, version) + ".sign";
}

std::optional<std::uint64_t> cdiff_version(const std::string& database, std::string_view path) {
  if (!path.starts_with(database + "-")) return std::nullopt;
  path.remove_prefix(database.size() + 1);
  const auto dot = path.find('.');
  const auto ending = dot == std::string_view::npos ? "" : path.substr(dot);
  if (ending != ".cdiff" && ending != ".cdiff.sign") return std::nullopt;
  return number(path.substr(0, dot), std::numeric_limits<std::uint32_t>::max());
}

}  // namespace relay::feed::clamav
