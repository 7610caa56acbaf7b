#pragma once

#include <string>
#include <vector>

namespace relay::app::cli {

/// Columns as wide as their widest text, two spaces between them, none at the end of a line. The
/// first row is the head.
std::string table(const std::vector<std::vector<std::string>>& rows,
                  const std::string& indent = "");

}  // namespace relay::app::cli
