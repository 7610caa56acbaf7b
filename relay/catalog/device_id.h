#pragma once

#include "policy/id.h"

namespace relay::catalog {

/// "d-" and 16 hexadecimal digits by chance for a device that has enrolled; "c-" and 32 for one
/// that shows a certificate of the organisation's own: they stay when that is renewed.
using DeviceId = policy::Id<struct DeviceKind>;

}  // namespace relay::catalog
