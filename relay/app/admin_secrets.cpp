#include "relay/app/admin_secrets.h"

#include "policy/address.h"
#include "relay/crypto/certificate.h"
#include "relay/io/new_file.h"

namespace relay::app {
namespace {

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

std::filesystem::path certificate_file(const std::filesystem::path& data) {
  return data / "admin.crt";
}

AdminSecrets admin_secrets(const std::filesystem::path& data, const std::string& host,
                           policy::Instant now) {
  AdminSecrets secrets{.certificate = certificate_file(data), .key = data / "admin.key"};
  if (!std::filesystem::exists(secrets.certificate) || !std::filesystem::exists(secrets.key)) {
    make_certificate(secrets, host, now);
  }
  return secrets;
}

}  // namespace relay::app
