#include "relay/app/audit_secrets.h"

#include <array>
#include <stdexcept>

#include "relay/app/loaded_policy.h"
#include "relay/audit/seals.h"
#include "relay/crypto/random.h"
#include "relay/crypto/signature.h"
#include "relay/io/new_file.h"

namespace relay::app {
namespace {

// A digest's digits: what is shorter was cut, or is somebody else's.
constexpr std::size_t kShortestKey = 64;

std::string secret_text() {
  policy::Digest secret{};
  crypto::random_bytes(secret.bytes);
  return secret.hex() + "\n";
}

/// What the file holds, made when it is not there.
template <class Make>
std::string kept_in(const std::filesystem::path& file, Make make) {
  if (!std::filesystem::exists(file)) io::write_durably(file, make(), io::FileMode::Private);
  auto text = read_secret(file);
  if (!text) throw std::runtime_error{text.error()};
  return *std::move(text);
}

std::string seal_key(const std::filesystem::path& file, db::Database& state) {
  const bool is_sealed =
      state.read([](db::Connection& db) { return audit::last_seal(db).has_value(); });
  if (is_sealed && !std::filesystem::exists(file)) {
    throw std::runtime_error{file.string() +
                             " is not there, and the audit is sealed with it; put it back"};
  }
  auto key = kept_in(file, secret_text);
  if (key.size() < kShortestKey) {
    throw std::runtime_error{file.string() +
                             " is too short for the key of an audit; put back the "
                             "one that belongs to this data folder"};
  }
  return key;
}

}  // namespace

audit::SealedAudit::Settings audit_settings(const std::filesystem::path& data,
                                            const std::optional<std::filesystem::path>& heads,
                                            db::Database& state) {
  audit::SealedAudit::Settings settings{
      .keys = {.seal = seal_key(data / "audit.key", state),
               .signing = kept_in(data / "audit.sign.key", crypto::make_signing_key)},
      .heads = {data / "audit.heads"}};
  if (heads) settings.heads.push_back(*heads);
  return settings;
}

}  // namespace relay::app
