#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "config/doors.h"
#include "config/problem.h"
#include "policy/time.h"

/// What the machine's administrator says about the machine: sluice.yaml. The organisation's rules
/// are another document (config/policy.h), named here.
namespace config {

struct Proxy {
  std::string url{};
  std::string user{};  ///< Empty: none.
  std::optional<std::filesystem::path> password_file{};
};

/// How vendors are asked.
struct Fetch {
  std::optional<Proxy> proxy{};
  std::optional<std::uint64_t>
      rate{};  ///< Bytes per second for all feeds together; nothing: no limit.
  policy::Span deadline{std::chrono::hours{2}};  ///< For one file, in all.
  std::uint64_t minimum_rate = 1'024;  ///< Bytes per second; below it a transfer is given up.
  unsigned attempts = 3;               ///< For one file in one round.
  std::optional<std::filesystem::path> ca_file{};  ///< PEM; nothing: the system's.
  std::string user_agent{};                        ///< Empty: the product's own.
};

struct StoreSettings {
  std::uint64_t keep_free = std::uint64_t{1} << 30;  ///< Bytes that downloads leave free.
};

enum class LogLevel { Debug, Info, Warning, Error };

struct LogSettings {
  LogLevel level = LogLevel::Info;
  std::optional<std::filesystem::path> file{};  ///< Nothing: standard error.
};

struct AuditSettings {
  /// A second file in which the audit's heads are noted; nothing: only the one in the data folder.
  std::optional<std::filesystem::path> heads{};
  bool syslog = false;  ///< Whether this machine's system log is told of them, too.
};

struct Settings {
  std::string text{};  ///< As it was read.
  std::filesystem::path data_folder{};
  std::filesystem::path policy_file{};
  Doors doors{};
  Fetch fetch{};
  StoreSettings store{};
  LogSettings log{};
  AuditSettings audit{};
};

/// `file` is how the text is named in messages, and its folder is what paths in it are relative to.
Reading<Settings> read_settings(const std::string& file, std::string_view text);

}  // namespace config
