#include "relay/app/admin_secrets.h"

#include <stdexcept>

#include "policy/address.h"
#include "relay/app/loaded_policy.h"
#include "relay/crypto/certificate.h"
#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"
#include "relay/io/new_file.h"

namespace relay::app {
namespace {

std::string token_in(const std::filesystem::path& file) {
  if (!std::filesystem::exists(file)) {
    io::write_durably(file, crypto::random_token() + "\n", io::FileMode::Private);
  }
  auto text = read_secret(file);
  if (!text) throw std::runtime_error{text.error()};
  if (text->empty()) {
    throw std::runtime_error{file.string() + " is empty; remove it and a new token is made"};
  }
  return *text;
}

void make_certificate(const AdminSecrets& secrets, const std::string& host, policy::Instant now) {
  crypto::ServerNames names{.dns = {"localhost"}};
  names.addresses = {*policy::Address::parse("127.0.0.1"), *policy::Address::parse("::1")};
  if (const auto address = policy::Address::parse(host)) names.addresses.push_back(*address);
  const crypto::Identity made = crypto::self_signed(names, now);
  // The key first: a certificate without its key would be taken for a whole pair at the next start.
  io::write_durably(secrets.key, made.key, io::FileMode::Private);
  io::write_durably(secrets.certificate, made.certificate, io::FileMode::Private);
}

}  // namespace

std::filesystem::path token_file(const std::filesystem::path& data) {
  return data / "admin.token";
}
std::filesystem::path certificate_file(const std::filesystem::path& data) {
  return data / "admin.crt";
}

AdminSecrets admin_secrets(const std::filesystem::path& data, const std::string& host,
                           policy::Instant now) {
  AdminSecrets secrets{.certificate = certificate_file(data), .key = data / "admin.key"};
  secrets.token = crypto::sha256(token_in(token_file(data)));
  if (!std::filesystem::exists(secrets.certificate) || !std::filesystem::exists(secrets.key)) {
    make_certificate(secrets, host, now);
  }
  return secrets;
}

}  // namespace relay::app
