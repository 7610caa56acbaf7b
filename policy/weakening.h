#pragma once

#include <string>
#include <vector>

#include "policy/document.h"

namespace policy {

/// What the new revision protects less than the old one, a sentence each: less soak, fewer people,
/// a rule that is gone or asks less, a group that is let in earlier, devices that are now in a
/// group with weaker rules, a limit that is lifted, a bypass that is easier. Empty: nothing is
/// weaker, and one person may say so. What cannot be proved to protect as much counts as weaker:
/// another time zone, a number of devices instead of a share, another pin.
///
/// Each feed that both know is followed for every group, and for every address and every device
/// with a credential that is in another group than before. A new feed had no protection that it
/// could lose.
std::vector<std::string> weakened(const Document& before, const Document& after);

}  // namespace policy
