#pragma once

#include <string_view>

namespace relay::crypto {

/// Whether two secrets are the same. How long it takes tells their lengths and nothing else.
bool same_secret(std::string_view one, std::string_view other);

}  // namespace relay::crypto
