#pragma once

#include <array>
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

  /// Of the clients whose files it may carry.
  static constexpr std::array<GoesBack, 7> kGoingBack{{
      {"apt",
       "fetches the older index and goes on with the newer one, without a word; packages stay as "
       "they are"},
      {"dnf",
       "takes the older metadata; what is installed goes back only with 'dnf downgrade' or 'dnf "
       "distro-sync'"},
      {"suricata-update", "takes the older rules in place of the newer ones"},
      {"fwupd", "refuses the older metadata with an error, and keeps what it has"},
      {"TUF clients", "refuse the older metadata with an error, and keep what they have"},
      {"Microsoft Defender", "is not known to go back or to stay: the client could not be tried"},
      {"any other",
       "is given the older files when it asks again; whether they are installed over newer ones is "
       "up to it"},
  }};

  /// One wrong file refuses the whole manifest: what it lists belongs together.
  Survey survey(Visit& visit) override;

 private:
  const FilesSettings settings_;
};

}  // namespace relay::feed::files
