#include "relay/rollout/salt.h"

#include <string>

#include "relay/crypto/sha256.h"

namespace relay::rollout {
namespace {

policy::Salt first_eight_bytes(const std::string& text) {
  const policy::Digest digest = crypto::sha256(text);
  policy::Salt salt;
  for (std::size_t i = 0; i < 8; ++i) {
    salt.value = salt.value << 8 | std::to_integer<std::uint64_t>(digest.bytes[i]);
  }
  return salt;
}

}  // namespace

policy::Salt release_salt(const policy::FeedId& feed, const policy::VersionText& version) {
  std::string text{"sluice-salt-v1"};
  text += '\0' + feed.text() + '\0' + version.text();
  return first_eight_bytes(text);
}

policy::Salt sticky_salt(const policy::FeedId& feed) {
  std::string text{"sluice-sticky-v1"};
  text += '\0' + feed.text();
  return first_eight_bytes(text);
}

}  // namespace relay::rollout
