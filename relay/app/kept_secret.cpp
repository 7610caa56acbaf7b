#include "relay/app/kept_secret.h"

#include <stdexcept>

#include "policy/digest.h"
#include "relay/app/loaded_policy.h"
#include "relay/crypto/random.h"
#include "relay/io/new_file.h"

namespace relay::app {

std::string kept_in(const std::filesystem::path& file, const std::function<std::string()>& make) {
  if (!std::filesystem::exists(file)) io::write_durably(file, make(), io::FileMode::Private);
  auto text = read_secret(file);
  if (!text) throw std::runtime_error{text.error()};
  return *std::move(text);
}

std::string random_key() {
  policy::Digest key{};
  crypto::random_bytes(key.bytes);
  return key.hex() + "\n";
}

}  // namespace relay::app
