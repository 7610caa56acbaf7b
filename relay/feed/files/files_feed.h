#pragma once

#include <string>

#include "relay/feed/feed.h"

namespace relay::feed::files {

struct FilesSettings {
  std::string
      upstream{};  ///< "https://host/folder" or "file:///media/usb": where PULP_MANIFEST is.
  std::string user_agent{};  ///< Empty: the product's own.
};

/// A folder of files that a PULP_MANIFEST lists. Nothing is signed, so a release is trusted as far
/// as the connection or the folder that it came from; lengths and digests are those of the
/// manifest. Any name's bytes may change from release to release, so every path is a pointer.
class FilesFeed final : public Feed {
 public:
  explicit FilesFeed(FilesSettings settings);

  /// What clients make of a release that is older than what they have, for people.
  static constexpr const char* kGoingBack =
      "whoever fetches these files again is given the older ones; whether they are installed over "
      "newer ones is up to what fetches them";

  /// One wrong file refuses the whole manifest: what it lists belongs together.
  Survey survey(Visit& visit) override;

 private:
  const FilesSettings settings_;
};

}  // namespace relay::feed::files
