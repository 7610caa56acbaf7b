#pragma once

#include <filesystem>
#include <mutex>

#include "relay/app/engine.h"
#include "relay/crypto/certificate.h"
#include "relay/serve/reception.h"

namespace relay::app {

/// The relay's own authority: <data>/authority.crt and <data>/authority.key (0600), made at first
/// start and then kept. Throws std::runtime_error with a sentence when there is only half of it, or
/// the halves are of two.
crypto::Identity relay_authority(const std::filesystem::path& data, policy::Instant now);
std::filesystem::path authority_file(const std::filesystem::path& data);

/// Who devices are, put together. Safe to use from several threads.
class DeviceDesk {
 public:
  /// The engine outlives the desk.
  DeviceDesk(const std::filesystem::path& data, Engine& engine, io::Log& log);

  const crypto::Identity& authority() const { return authority_; }
  device::Directory& devices() { return devices_; }
  /// A device was revoked or restored: from one that is revoked the ledger expects nothing.
  void tell_ledger(const device::DeviceId& id);
  /// For paths that serve::Reception takes.
  http::Response answer(const http::Request& request) { return reception_.answer(request); }

 private:
  void tell_ledger_of_all();

  ledger::Ledger& ledger_;
  std::mutex telling_;  ///< Held from asking how it is now until the ledger knows.
  const crypto::Identity authority_;
  device::Directory devices_;
  device::Registrar registrar_;
  serve::Reception reception_;
};

}  // namespace relay::app
