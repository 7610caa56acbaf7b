#include "relay/app/audit_secrets.h"

#include <stdexcept>

#include "relay/app/kept_secret.h"
#include "relay/audit/seals.h"
#include "relay/crypto/signature.h"
#include "relay/io/system_log.h"

namespace relay::app {
namespace {

std::string seal_key(const std::filesystem::path& file, db::Database& state) {
  const bool is_sealed =
      state.read([](db::Connection& db) { return audit::last_seal(db).has_value(); });
  if (is_sealed && !std::filesystem::exists(file)) {
    throw std::runtime_error{file.string() +
                             " is not there, and the audit is sealed with it; put it back"};
  }
  auto key = kept_in(file, random_key);
  if (key.size() < kKeyDigits) {
    throw std::runtime_error{file.string() +
                             " is too short for the key of an audit; put back the "
                             "one that belongs to this data folder"};
  }
  return key;
}

}  // namespace

audit::SealedAudit::Settings audit_settings(const std::filesystem::path& data,
                                            const config::AuditSettings& wanted,
                                            db::Database& state) {
  audit::SealedAudit::Settings settings{
      .keys = {.seal = seal_key(data / "audit.key", state),
               .signing = kept_in(data / "audit.sign.key", crypto::make_signing_key)},
      .heads = {data / "audit.heads"}};
  if (wanted.heads) settings.heads.push_back(*wanted.heads);
  if (wanted.syslog) settings.tell = io::tell_system;
  return settings;
}

}  // namespace relay::app
