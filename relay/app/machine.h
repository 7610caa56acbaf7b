#pragma once

#include <cstdint>
#include <filesystem>
#include <vector>

#include "config/settings.h"
#include "relay/admin/machine.h"
#include "relay/http/server.h"

namespace relay::app {

/// What administrators see of the disk that this folder is on. Throws nothing for one that does not
/// answer.
admin::Disk look_at_disk(const std::filesystem::path& folder, std::uint64_t keep_free);

/// Of the files under a data folder.
std::vector<admin::DatabaseFile> database_files(const std::filesystem::path& data);

/// Where a door stands and what it shows; `doors` says whether somebody gave it that.
admin::DoorState door_state(const http::Door& door, const config::Doors& doors);

/// All of this, of a relay with these settings.
class MachineWatch {
 public:
  MachineWatch(const config::Settings& settings, policy::Instant started)
      : data_{settings.data_folder},
        keep_free_{settings.store.keep_free},
        doors_{settings.doors},
        started_{started} {}

  admin::Machine look(const std::vector<const http::Door*>& open) const;

 private:
  const std::filesystem::path data_;
  const std::uint64_t keep_free_;
  const config::Doors doors_;
  const policy::Instant started_;
};

}  // namespace relay::app
