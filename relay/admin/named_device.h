#pragma once

#include <string>

#include "relay/admin/call.h"
#include "relay/catalog/devices.h"

namespace relay::admin {

/// A device that may be spoken of: one that has enrolled, or anybody's certificate. Else the 404.
policy::Result<catalog::DeviceRow, http::Response> device_named(const Parts& parts,
                                                                const std::string& name);

/// "d-1111111111111111 (lap-1)"
std::string told(const catalog::DeviceRow& row);

}  // namespace relay::admin
