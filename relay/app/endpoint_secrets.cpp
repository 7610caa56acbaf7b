#include "relay/app/endpoint_secrets.h"

#include "relay/app/device_desk.h"
#include "relay/app/loaded_policy.h"
#include "relay/crypto/authority.h"
#include "relay/io/new_file.h"

namespace relay::app {
namespace {

/// Before its end, so that a relay which is seldom started does not run into it.
constexpr std::chrono::days kAhead{90};

crypto::ServerNames names_of(const config::Door& door) {
  crypto::ServerNames names;
  const auto add = [&names](const std::string& host) {
    if (const auto address = policy::Address::parse(host)) {
      names.addresses.push_back(*address);
    } else {
      names.dns.push_back(host);
    }
  };
  for (const std::string& host : door.hosts) add(host);
  add(door.listen.host);
  if (config::on_loopback(door.listen)) add("localhost");
  return names;
}

bool is_good(const http::TlsFiles& files, const crypto::Identity& authority,
             const crypto::ServerNames& names, policy::Instant now) {
  if (!std::filesystem::exists(files.key)) return false;
  const auto certificate = read_text(files.certificate);
  return certificate && crypto::stands_for(*certificate, authority, names, now + kAhead);
}

/// The pair that the authority has issued, or issues now.
http::TlsFiles own_pair(const std::filesystem::path& data, const config::Door& door,
                        const crypto::Identity& authority, policy::Instant now) {
  http::TlsFiles own{data / "endpoints.crt", data / "endpoints.key"};
  const crypto::ServerNames names = names_of(door);
  if (is_good(own, authority, names, now)) return own;
  const crypto::Identity made = crypto::issue_server(authority, names, now);
  // What a crash between the two leaves behind does not fit, so the old certificate goes first.
  std::filesystem::remove(own.certificate);
  io::write_durably(own.key, made.key, io::FileMode::Private);
  io::write_durably(own.certificate, made.certificate, io::FileMode::Private);
  return own;
}

}  // namespace

std::optional<http::TlsFiles> endpoint_tls(const std::filesystem::path& data,
                                           const config::Doors& doors,
                                           const crypto::Identity& authority, policy::Instant now) {
  if (!doors.endpoints_tls) return std::nullopt;
  const config::Door& door = *doors.endpoints_tls;
  http::TlsFiles files = door.certificate && door.key ? http::TlsFiles{*door.certificate, *door.key}
                                                      : own_pair(data, door, authority, now);
  files.client_authorities = {authority_file(data)};
  if (door.client_ca) files.client_authorities.push_back(*door.client_ca);
  return files;
}

}  // namespace relay::app
