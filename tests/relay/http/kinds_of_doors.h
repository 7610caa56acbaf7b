#pragma once

#include <array>
#include <memory>

#include "tests/relay/http/a_door.h"
#include "tests/support/raw_tls_client.h"

namespace tests {

/// The doors that a relay has: what holds for a request must hold at each.
struct KindOfDoor {
  const char* name;
  bool tls;
  std::size_t workers;  ///< More than 0: its answers may block.
  std::size_t body;     ///< The most that a request may bring.
};
constexpr std::array kKindsOfDoors{KindOfDoor{"endpoints", false, 0, 0},
                                   KindOfDoor{"endpoints-tls", true, 0, 0},
                                   KindOfDoor{"admin", true, 2, 4}};

/// A door of one kind, with two loops where endpoints have several, and clients for it.
struct ADoorOfAKind : ADoor {
  explicit ADoorOfAKind(const KindOfDoor& kind_of_it) : kind{kind_of_it} {
    if (kind.tls) settings.tls = certificate_in(folder);
    settings.threads = kind.workers > 0 ? 1 : 2;
    settings.handler_threads = kind.workers;
    settings.limits.body = kind.body;
  }

  const KindOfDoor kind;
  const TempFolder folder{};

  std::unique_ptr<RawClient> client() {
    if (kind.tls) return std::make_unique<RawTlsClient>(port());
    return std::make_unique<RawClient>(port());
  }
};

}  // namespace tests
