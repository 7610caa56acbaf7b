#include "relay/io/folder_lock.h"

namespace relay::io {

std::string FolderTaken::text() const {
  const std::string holder = pid ? "process " + std::to_string(*pid) : "another process";
  return "'" + folder.string() + "' is in use by " + holder;
}

}  // namespace relay::io
