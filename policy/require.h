#pragma once

/// A belief about our own program. If it does not hold, going on could let through what must be
/// held back, so the process ends with the belief on stderr; the service manager starts it again.
namespace policy {

void require(bool holds, const char* belief);

}  // namespace policy
