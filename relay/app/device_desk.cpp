#include "relay/app/device_desk.h"

#include <stdexcept>

#include "relay/app/loaded_policy.h"
#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"
#include "relay/io/new_file.h"

namespace relay::app {
namespace {

std::filesystem::path key_file(const std::filesystem::path& data) {
  return data / "authority.key";
}

std::string text_in(const std::filesystem::path& file) {
  auto text = read_text(file);
  if (!text) throw std::runtime_error{text.error()};
  return *std::move(text);
}

void make_authority(const std::filesystem::path& data, policy::Instant now) {
  // Two relays' authorities have different names, so that nobody mistakes one for the other.
  const auto mark = crypto::sha256(crypto::random_token()).hex().substr(0, 8);
  const auto made = crypto::make_authority("Sluice relay " + mark, now);
  // The key first: a certificate without its key would be taken for a whole pair at the next start.
  io::write_durably(key_file(data), made.key, io::FileMode::Private);
  io::write_durably(authority_file(data), made.certificate, io::FileMode::Private);
}

policy::Digest name_of(const crypto::Identity& authority) {
  const auto name = crypto::key_fingerprint(authority.certificate);
  if (!name) throw std::runtime_error{"authority.crt holds no certificate"};
  return *name;
}

}  // namespace

std::filesystem::path authority_file(const std::filesystem::path& data) {
  return data / "authority.crt";
}

crypto::Identity relay_authority(const std::filesystem::path& data, policy::Instant now) {
  const bool known = std::filesystem::exists(authority_file(data));
  if (known && !std::filesystem::exists(key_file(data))) {
    // Another one would take its place, and no device that has enrolled would count any more.
    throw std::runtime_error{authority_file(data).string() + " has lost its key " +
                             key_file(data).string() +
                             "; put it back, or remove both and let devices enrol again"};
  }
  if (!known) make_authority(data, now);
  crypto::Identity authority{text_in(authority_file(data)), text_in(key_file(data))};
  if (!crypto::is_whole(authority)) {
    throw std::runtime_error{authority_file(data).string() + " and " + key_file(data).string() +
                             " do not belong together; put the right pair back"};
  }
  return authority;
}

DeviceDesk::DeviceDesk(const std::filesystem::path& data, Engine& engine, io::Log& log)
    : ledger_{engine.ledger()},
      authority_{relay_authority(data, engine.clock().now())},
      devices_{engine.state(), name_of(authority_), engine.clock().now()},
      registrar_{{.state = engine.state(),
                  .devices = devices_,
                  .authority = authority_,
                  .groups = [&engine] { return engine.revision().document.groups; },
                  .clock_suspect = [&engine] { return engine.clock_suspect(); }}},
      reception_{registrar_, devices_, log} {
  if (const auto wrong = crypto::out_of_time(authority_, engine.clock().now())) {
    log.error("nobody believes the relay's own authority, " + authority_file(data).string() + ": " +
              *wrong);
  }
  tell_ledger_of_all();
}

void DeviceDesk::tell_ledger_of_all() {
  constexpr std::size_t kPage = 10'000;
  std::string after;
  for (;;) {
    const auto page = devices_.list(after, kPage);
    if (page.empty()) return;
    after = page.back().id.text();
    for (const auto& row : page) {
      if (row.revoked) ledger_.retire(device::place_of(row.id));
    }
  }
}

void DeviceDesk::tell_ledger(const device::DeviceId& id) {
  const std::lock_guard lock{telling_};
  const auto row = devices_.find(id);
  if (row && row->revoked) {
    ledger_.retire(device::place_of(id));
  } else {
    ledger_.expect(device::place_of(id));
  }
}

}  // namespace relay::app
