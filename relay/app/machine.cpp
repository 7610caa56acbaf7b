#include "relay/app/machine.h"

#include <system_error>

#include "relay/app/open_doors.h"
#include "relay/crypto/certificate.h"
#include "relay/feed/amount.h"
#include "relay/io/memory.h"

namespace relay::app {
namespace {

std::optional<std::uint64_t> size_of(const std::filesystem::path& file) {
  std::error_code failed;
  const std::uint64_t size = std::filesystem::file_size(file, failed);
  return failed ? std::nullopt : std::optional{size};
}

/// SQLite writes either of them beside its file.
std::uint64_t log_of(const std::filesystem::path& file) {
  return size_of(file.string() + "-journal").value_or(0) +
         size_of(file.string() + "-wal").value_or(0);
}

std::string sentence(const admin::Disk& disk) {
  const std::string kept = feed::show_bytes(disk.keep_free);
  const std::string free =
      feed::show_bytes(*disk.free) + " of " + feed::show_bytes(*disk.of) + " are free";
  if (!disk.enough()) return free + " and 'keep_free' is " + kept + "; nothing is downloaded";
  return free + "; downloads leave " + kept;
}

bool made_by_relay(const std::string& name, const config::Doors& doors) {
  const auto& door = name == "admin" ? std::optional{doors.admin} : doors.endpoints_tls;
  return door && (!door->certificate || !door->key);
}

}  // namespace

admin::Disk look_at_disk(const std::filesystem::path& folder, std::uint64_t keep_free) {
  admin::Disk disk{.path = folder.string(), .keep_free = keep_free};
  std::error_code failed;
  const auto space = std::filesystem::space(folder, failed);
  if (failed) {
    disk.sentence = "the folder does not say how much is free: " + failed.message();
    return disk;
  }
  disk.free = space.available;
  disk.of = space.capacity;
  disk.sentence = sentence(disk);
  return disk;
}

std::vector<admin::DatabaseFile> database_files(const std::filesystem::path& data) {
  std::vector<admin::DatabaseFile> files;
  for (const char* const name : {"state", "ledger", "telemetry"}) {
    const auto file = data / (std::string{name} + ".db");
    files.push_back({.name = name, .bytes = size_of(file), .log_bytes = log_of(file)});
  }
  return files;
}

admin::DoorState door_state(const http::Door& door, const config::Doors& doors) {
  const admin::OpenDoor open = look_at(door);
  admin::DoorState state{.name = open.name, .url = open.url};
  if (auto told = crypto::particulars(door.certificate())) {
    state.certificate = admin::DoorCertificate{.subject = std::move(told->subject),
                                               .issuer = std::move(told->issuer),
                                               .from = told->from,
                                               .until = told->until,
                                               .own = made_by_relay(open.name, doors),
                                               .fingerprint = told->fingerprint};
  }
  return state;
}

admin::Machine MachineWatch::look(const std::vector<const http::Door*>& open) const {
  admin::Machine machine{.started = started_,
                         .memory = io::memory_in_use(),
                         .disk = look_at_disk(data_ / "store", keep_free_),
                         .databases = database_files(data_)};
  for (const http::Door* const door : open) machine.doors.push_back(door_state(*door, doors_));
  return machine;
}

}  // namespace relay::app
