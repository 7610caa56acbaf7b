#include "relay/crypto/sealed.h"

#include <openssl/err.h>
#include <openssl/evp.h>

#include <memory>
#include <span>

#include "policy/require.h"
#include "relay/crypto/failure.h"
#include "relay/crypto/random.h"

namespace relay::crypto {
namespace {

// A sealed text is the nonce, the encrypted bytes and the tag.
constexpr std::size_t kSealKey = 32;
constexpr std::size_t kNonce = 12;
constexpr std::size_t kTag = 16;

struct FreeCipher {
  void operator()(EVP_CIPHER_CTX* context) const { ::EVP_CIPHER_CTX_free(context); }
};
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreeCipher>;

const unsigned char* uchars(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* uchars(std::string& text, std::size_t from) {
  return reinterpret_cast<unsigned char*>(text.data()) + from;
}

CipherContext begun(std::string_view key, const unsigned char* nonce, std::string_view about,
                    bool encrypt) {
  policy::require(key.size() == kSealKey, "a key that seals is 32 bytes");
  policy::require(!about.empty(), "what is sealed is about something");
  CipherContext context{::EVP_CIPHER_CTX_new()};
  int length = 0;
  const bool ready = context &&
                     ::EVP_CipherInit_ex(context.get(), ::EVP_aes_256_gcm(), nullptr, uchars(key),
                                         nonce, encrypt ? 1 : 0) == 1 &&
                     ::EVP_CipherUpdate(context.get(), nullptr, &length, uchars(about),
                                        static_cast<int>(about.size())) == 1;
  if (!ready) fail("cannot begin to seal");
  return context;
}

}  // namespace

std::string seal(std::string_view key, std::string_view secret, std::string_view about) {
  policy::require(!secret.empty(), "there is something to seal");
  std::string sealed(kNonce + secret.size() + kTag, '\0');
  random_bytes(std::as_writable_bytes(std::span{sealed}.first(kNonce)));
  const auto context = begun(key, uchars(sealed), about, true);
  int length = 0;
  const bool made =
      ::EVP_CipherUpdate(context.get(), uchars(sealed, kNonce), &length, uchars(secret),
                         static_cast<int>(secret.size())) == 1 &&
      ::EVP_CipherFinal_ex(context.get(), uchars(sealed, kNonce + secret.size()), &length) == 1 &&
      ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, kTag,
                            uchars(sealed, kNonce + secret.size())) == 1;
  if (!made) fail("cannot seal");
  return sealed;
}

std::optional<std::string> unseal(std::string_view key, std::string_view sealed,
                                  std::string_view about) {
  if (sealed.size() <= kNonce + kTag) return std::nullopt;
  const auto context = begun(key, uchars(sealed), about, false);
  const auto hidden = sealed.substr(kNonce, sealed.size() - kNonce - kTag);
  std::string tag{sealed.substr(sealed.size() - kTag)};
  std::string secret(hidden.size() + kTag, '\0');
  int length = 0;
  if (::EVP_CipherUpdate(context.get(), uchars(secret, 0), &length, uchars(hidden),
                         static_cast<int>(hidden.size())) != 1 ||
      ::EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, kTag, tag.data()) != 1) {
    fail("cannot unseal");
  }
  const bool fits =
      ::EVP_CipherFinal_ex(context.get(), uchars(secret, hidden.size()), &length) == 1;
  ::ERR_clear_error();
  if (!fits) return std::nullopt;
  secret.resize(hidden.size());
  return secret;
}

}  // namespace relay::crypto
