#include "relay/crypto/sha256.h"

#include <openssl/evp.h>

#include <system_error>

#include "policy/require.h"
#include "relay/crypto/failure.h"
#include "relay/io/file.h"

namespace relay::crypto {
namespace {

struct ContextDeleter {
  void operator()(EVP_MD_CTX* context) const { ::EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextDeleter>;

Context fresh() {
  Context context{::EVP_MD_CTX_new()};
  if (!context || ::EVP_DigestInit_ex(context.get(), ::EVP_sha256(), nullptr) != 1) {
    fail("cannot begin a SHA-256");
  }
  return context;
}

Context copied(const EVP_MD_CTX* other) {
  Context context{::EVP_MD_CTX_new()};
  if (!context || ::EVP_MD_CTX_copy_ex(context.get(), other) != 1) fail("cannot copy a SHA-256");
  return context;
}

}  // namespace

struct Sha256::Impl {
  Context context;
};

Sha256::Sha256() : impl_{std::make_unique<Impl>(Impl{fresh()})} {}
Sha256::Sha256(const Sha256& other)
    : impl_{std::make_unique<Impl>(Impl{copied(other.impl_->context.get())})} {}
Sha256& Sha256::operator=(const Sha256& other) {
  impl_->context = copied(other.impl_->context.get());
  return *this;
}
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::span<const std::byte> bytes) {
  if (::EVP_DigestUpdate(impl_->context.get(), bytes.data(), bytes.size()) != 1) {
    fail("cannot go on with a SHA-256");
  }
}

policy::Digest Sha256::finish() {
  policy::Digest digest{};
  unsigned length = 0;
  auto* const out = reinterpret_cast<unsigned char*>(digest.bytes.data());
  if (::EVP_DigestFinal_ex(impl_->context.get(), out, &length) != 1 ||
      ::EVP_DigestInit_ex(impl_->context.get(), nullptr, nullptr) != 1) {
    fail("cannot finish a SHA-256");
  }
  policy::require(length == digest.bytes.size(), "a SHA-256 is 32 bytes");
  return digest;
}

policy::Digest sha256(std::string_view bytes) {
  Sha256 hash;
  hash.add(std::as_bytes(std::span{bytes}));
  return hash.finish();
}

policy::Digest sha256_file(const std::filesystem::path& path) {
  const auto file = io::File::open(path);
  if (!file) {
    throw std::filesystem::filesystem_error{
        "cannot open", path, std::make_error_code(std::errc::no_such_file_or_directory)};
  }
  Sha256 hash;
  io::read_through(*file, [&hash](std::span<const std::byte> piece) { hash.add(piece); });
  return hash.finish();
}

}  // namespace relay::crypto
