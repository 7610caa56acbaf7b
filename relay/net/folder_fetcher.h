#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "relay/net/fetcher.h"

namespace relay::net {

/// Fetches file:///… URLs from folders that somebody carried here (a USB stick, another tool's
/// output). It only reads. Files outside the allowed folders, and links, are as good as missing; a
/// file that changes while it is read is refused. Safe to use from several threads.
class FolderFetcher final : public Fetcher {
 public:
  /// Absolute paths; they need not exist yet.
  explicit FolderFetcher(std::vector<std::filesystem::path> allowed);

  policy::Result<Answer, Unreachable> fetch(const Ask& ask, Sink& sink) override;

 private:
  const std::vector<std::filesystem::path> allowed_;
};

}  // namespace relay::net
