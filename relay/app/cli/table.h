#pragma once

#include <string>
#include <vector>

namespace relay::app::cli {

using Rows = std::vector<std::vector<std::string>>;

/// Columns as wide as their widest text, two spaces between them, none at the end of a line. The
/// first row is the head.
std::string table(const Rows& rows, const std::string& indent = "");

}  // namespace relay::app::cli
