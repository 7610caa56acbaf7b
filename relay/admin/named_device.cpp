#include "relay/admin/named_device.h"

#include <algorithm>

#include "relay/admin/answers.h"

namespace relay::admin {

using device::DeviceId;

policy::Result<catalog::DeviceRow, http::Response> device_named(const Parts& parts,
                                                                const std::string& name) {
  constexpr std::size_t kOfCertificate = 34;
  const auto id = DeviceId::parse(name);
  const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
  const bool of_certificate = name.size() == kOfCertificate && name.starts_with("c-") &&
                              std::all_of(name.begin() + 2, name.end(), is_digit);
  if (id) {
    if (auto row = parts.devices.find(*id)) return *std::move(row);
    if (of_certificate) return catalog::DeviceRow{.id = *id};
  }
  return policy::Refused{not_found("unknown-device", "there is no device '" + name + "'")};
}

std::string told(const catalog::DeviceRow& row) {
  return row.name.empty() ? row.id.text() : row.id.text() + " (" + row.name + ")";
}

}  // namespace relay::admin
