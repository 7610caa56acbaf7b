#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tests {

using Members = std::vector<std::pair<std::string, std::string>>;  ///< Name and bytes, in order.

/// A gzipped tar as a vendor would make it.
std::string tar_gz(const Members& members);
std::string tar(const Members& members);  ///< Not compressed.
/// A gzipped tar, and then one member that is a symbolic link, a hard link or a folder.
std::string tar_gz_with_symlink(const Members& members);
std::string tar_gz_with_hard_link(const Members& members);
std::string tar_gz_with_folder(const Members& members);

/// Bytes alone, compressed.
std::string gzip(const std::string& bytes);

}  // namespace tests
