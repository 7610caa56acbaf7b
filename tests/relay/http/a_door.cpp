#include "tests/relay/http/a_door.h"

#include "relay/crypto/certificate.h"

namespace tests {

relay::http::TlsFiles certificate_in(const TempFolder& folder) {
  const auto identity = relay::crypto::self_signed({.dns = {"relay.example"}}, day(0));
  write_file(folder / "certificate.pem", identity.certificate);
  write_file(folder / "key.pem", identity.key);
  return {.certificate = folder / "certificate.pem", .key = folder / "key.pem"};
}

}  // namespace tests
