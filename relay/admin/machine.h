#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "policy/time.h"

/// What carries the relay, as it is at about one moment: relay/app tells it.
namespace relay::admin {

/// Where releases are kept.
struct Disk {
  std::string path{};
  std::optional<std::uint64_t> free{};  ///< Bytes that may still be written; nothing: see sentence.
  std::optional<std::uint64_t> of{};
  std::uint64_t keep_free = 0;  ///< Bytes that downloads leave.
  std::string sentence{};       ///< How much that is, or why nobody knows.

  bool enough() const { return free && *free > keep_free; }
};

struct DatabaseFile {
  std::string name{};                    ///< "state", "ledger", "telemetry"
  std::optional<std::uint64_t> bytes{};  ///< Nothing: there is no such file.
  std::uint64_t log_bytes = 0;           ///< Of its journal, or write-ahead log.
};

/// What a door shows to new connections.
struct DoorCertificate {
  std::string subject{};
  std::string issuer{};
  policy::Instant from{};
  policy::Instant until{};
  bool own = false;  ///< Made by the relay.
  policy::Digest fingerprint{};
};
/// Nothing until thirty days before its end; else what is wrong with its time.
std::optional<std::string> out_of_time(const DoorCertificate& certificate, policy::Instant now);

struct DoorState {
  std::string name{};
  std::string url{};
  std::optional<DoorCertificate> certificate{};  ///< Nothing: a door without TLS.
};

struct Machine {
  policy::Instant started{};
  std::optional<std::uint64_t> memory{};  ///< Bytes.
  Disk disk{};
  std::vector<DatabaseFile> databases{};
  std::vector<DoorState> doors{};
};

}  // namespace relay::admin
