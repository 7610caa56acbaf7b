#include "relay/crypto/secret.h"

#include <catch2/catch.hpp>

using relay::crypto::same_secret;

TEST_CASE("secrets are the same only when every byte is", "[crypto][secret]") {
  CHECK(same_secret("", ""));
  CHECK(same_secret("sluice_abc", "sluice_abc"));
  CHECK_FALSE(same_secret("sluice_abc", "sluice_abd"));
  CHECK_FALSE(same_secret("sluice_abc", "Sluice_abc"));
  CHECK_FALSE(same_secret("sluice_abc", "sluice_ab"));
  CHECK_FALSE(same_secret("sluice_abc", ""));
}
