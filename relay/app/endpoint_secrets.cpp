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

/// By a clock that is not trusted nothing is too old or too new: a pair that was made by it would
/// be believed by nobody once it is right again.
bool is_good(const http::TlsFiles& files, const crypto::Identity& authority,
             const crypto::ServerNames& names, ClockSays clock) {
  if (!std::filesystem::exists(files.key)) return false;
  const auto certificate = read_text(files.certificate);
  if (!certificate) return false;
  const auto stands = [&](std::optional<policy::Instant> at) {
    return crypto::stands_for(*certificate, authority, names, at);
  };
  return clock.trusted ? stands(clock.now) && stands(clock.now + kAhead) : stands(std::nullopt);
}

http::TlsFiles own_files(const std::filesystem::path& data) {
  return {data / "endpoints.crt", data / "endpoints.key"};
}

bool is_ours(const config::Door& door) {
  return !door.certificate || !door.key;
}

std::filesystem::path draft_of(std::filesystem::path file) {
  return file += ".next";
}

/// The pair that the authority has issued, or issues now.
http::TlsFiles own_pair(const std::filesystem::path& data, const config::Door& door,
                        const crypto::Identity& authority, ClockSays clock) {
  http::TlsFiles own = own_files(data);
  const crypto::ServerNames names = names_of(door);
  if (is_good(own, authority, names, clock)) return own;
  const crypto::Identity made = crypto::issue_server(authority, names, clock.now);
  // Both are on disk before the old ones go, so a full disk leaves those.
  io::write_durably(draft_of(own.key), made.key, io::FileMode::Private);
  io::write_durably(draft_of(own.certificate), made.certificate, io::FileMode::Private);
  // What a crash between the two leaves behind does not fit, so the old certificate goes first.
  std::filesystem::remove(own.certificate);
  std::filesystem::rename(draft_of(own.key), own.key);
  std::filesystem::rename(draft_of(own.certificate), own.certificate);
  return own;
}

}  // namespace

std::optional<http::TlsFiles> endpoint_tls(const std::filesystem::path& data,
                                           const config::Doors& doors,
                                           const crypto::Identity& authority, ClockSays clock) {
  if (!doors.endpoints_tls) return std::nullopt;
  const config::Door& door = *doors.endpoints_tls;
  http::TlsFiles files = is_ours(door) ? own_pair(data, door, authority, clock)
                                       : http::TlsFiles{*door.certificate, *door.key};
  files.client_authorities = {authority_file(data)};
  if (door.client_ca) files.client_authorities.push_back(*door.client_ca);
  return files;
}

bool endpoint_certificate_is_due(const std::filesystem::path& data, const config::Doors& doors,
                                 const crypto::Identity& authority, policy::Instant now) {
  if (!doors.endpoints_tls || !is_ours(*doors.endpoints_tls)) return false;
  return !is_good(own_files(data), authority, names_of(*doors.endpoints_tls), {now});
}

}  // namespace relay::app
