#pragma once

#include <optional>
#include <string>
#include <string_view>

/// Small secrets that must be read again, encrypted where they are kept: AES-256-GCM with a nonce
/// of its own each, so the same secret is never the same bytes. The key is 32 bytes.
namespace relay::crypto {

/// `about` is not kept but goes in: a seal over what is ann's does not open as bob's.
std::string seal(std::string_view key, std::string_view secret, std::string_view about);

/// Nothing when it is not what this key sealed about that.
std::optional<std::string> unseal(std::string_view key, std::string_view sealed,
                                  std::string_view about);

}  // namespace relay::crypto
