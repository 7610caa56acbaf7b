#include "relay/crypto/md5.h"

#include <openssl/evp.h>

#include <utility>

#include "relay/crypto/failure.h"

namespace relay::crypto {
namespace {

struct FreeContext {
  void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

void begin(EVP_MD_CTX* context) {
  if (context == nullptr || EVP_DigestInit_ex(context, EVP_md5(), nullptr) != 1) {
    fail("beginning an MD5");
  }
}

}  // namespace

struct Md5::Impl {
  std::unique_ptr<EVP_MD_CTX, FreeContext> context{EVP_MD_CTX_new()};
};

Md5::Md5() : impl_{std::make_unique<Impl>()} {
  begin(impl_->context.get());
}
Md5::Md5(Md5&&) noexcept = default;
Md5& Md5::operator=(Md5&&) noexcept = default;
Md5::~Md5() = default;

void Md5::add(std::span<const std::byte> bytes) {
  if (EVP_DigestUpdate(impl_->context.get(), bytes.data(), bytes.size()) != 1) {
    fail("adding to an MD5");
  }
}

Md5::Sum Md5::finish() {
  Sum sum{};
  auto* const out = reinterpret_cast<unsigned char*>(sum.data());
  if (EVP_DigestFinal_ex(impl_->context.get(), out, nullptr) != 1) fail("finishing an MD5");
  begin(impl_->context.get());
  return sum;
}

std::string hex_of(const Md5::Sum& sum) {
  constexpr const char* kDigits = "0123456789abcdef";
  std::string text;
  for (const std::byte byte : sum) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4U];
    text += kDigits[std::to_integer<unsigned>(byte) & 15U];
  }
  return text;
}

}  // namespace relay::crypto
