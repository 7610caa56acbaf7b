#pragma once

#include <string>
#include <vector>

#include "policy/document.h"

namespace policy {

/// What one revision says otherwise than the one before, a sentence each, in the documents' order:
/// "path 'software', stage 2: soak 7d → 3d". Empty exactly when both say the same, wherever it
/// stands in their texts.
std::vector<std::string> differences(const Document& before, const Document& after);

}  // namespace policy
