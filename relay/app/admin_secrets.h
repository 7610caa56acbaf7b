#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "policy/time.h"

namespace relay::app {

/// What the administrators' door needs, and where it is kept: <data>/admin.crt and <data>/admin.key
/// (0600). Made at first start, then kept.
struct AdminSecrets {
  std::filesystem::path certificate{};
  std::filesystem::path key{};
};

std::filesystem::path certificate_file(const std::filesystem::path& data);

/// Makes what is missing. The certificate is self-signed, for localhost and for `host`, an IP
/// address.
AdminSecrets admin_secrets(const std::filesystem::path& data, const std::string& host,
                           policy::Instant now);

}  // namespace relay::app
