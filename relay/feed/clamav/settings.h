#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "relay/crypto/pkcs7.h"
#include "relay/feed/clamav/legacy_signature.h"
#include "relay/feed/clamav/production_root.h"

namespace relay::feed::clamav {

/// Whether a database without a detached signature under a known root is taken.
enum class Detached {
  Optional,  ///< The legacy signatures are enough. A detached one that is wrong never is.
  Required,
};

struct Settings {
  /// "https://database.clamav.net" or "file:///media/usb"; the next is asked when one does not
  /// answer.
  std::vector<std::string> upstreams{};
  std::vector<std::string> databases{"main", "daily", "bytecode"};
  std::size_t cdiffs = 30;   ///< Patches kept of each database, the newest.
  std::string user_agent{};  ///< Empty: the product's own.
  Detached detached = Detached::Optional;
  crypto::Roots roots = production_root();  ///< For detached signatures; add() the feed's own.
  Keys keys = vendor_keys();                ///< For the legacy ones.
};

}  // namespace relay::feed::clamav
