#include "relay/crypto/sealed.h"

#include <catch2/catch.hpp>

using relay::crypto::seal;
using relay::crypto::unseal;

namespace {

const std::string kKey(32, 'k');
const std::string kSeed("twenty bytes \0 of it", 20);

}  // namespace

TEST_CASE("what is sealed opens with its key and its owner alone", "[crypto][sealed]") {
  const std::string sealed = seal(kKey, kSeed, "ann");
  CHECK(unseal(kKey, sealed, "ann") == kSeed);
  CHECK_FALSE(unseal(std::string(32, 'l'), sealed, "ann"));
  CHECK_FALSE(unseal(kKey, sealed, "bob"));
  CHECK(sealed.find("twenty") == std::string::npos);
  CHECK(sealed != seal(kKey, kSeed, "ann"));
}

TEST_CASE("a seal that was changed or cut does not open", "[crypto][sealed][hostile]") {
  const std::string sealed = seal(kKey, kSeed, "ann");
  for (std::size_t at = 0; at < sealed.size(); ++at) {
    CAPTURE(at);
    std::string changed = sealed;
    changed[at] ^= 1;
    CHECK_FALSE(unseal(kKey, changed, "ann"));
    CHECK_FALSE(unseal(kKey, sealed.substr(0, at), "ann"));
  }
  CHECK_FALSE(unseal(kKey, sealed + "x", "ann"));
}
