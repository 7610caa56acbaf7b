#include "relay/crypto/base64.h"
#include "relay/crypto/random.h"
#include "relay/crypto/sealed.h"
#include "relay/people/directory.h"
#include "relay/people/recovery.h"
#include "relay/people/totp.h"

namespace relay::people {

std::optional<NewFactor> Directory::begin_factor(const std::string& name,
                                                 const catalog::Deed& deed) {
  const std::string seed = crypto::random_secret(kTotpSeed);
  const std::string sealed = crypto::to_base64(crypto::seal(secrets_.seal_key, seed, name));
  const bool begun = state_.write([&](db::Transaction& tx) {
    const auto old = catalog::second_factor(tx, name);
    if (old && old->confirmed) return false;
    catalog::begin_factor(tx, name, sealed, deed);
    return true;
  });
  if (!begun) return std::nullopt;
  refresh(name, deed.at);
  return NewFactor{.seed = crypto::base32(seed), .uri = totp_uri(name, seed)};
}

bool Directory::confirm_factor(const std::string& name, std::string_view code,
                               const std::optional<policy::Digest>& keep,
                               const catalog::Deed& deed) {
  if (throttle_.begin_code(name, deed.at) > policy::Span::zero()) return false;
  const bool confirmed = state_.write([&](db::Transaction& tx) {
    const auto factor = catalog::second_factor(tx, name);
    const auto sealed = factor ? crypto::from_base64(factor->seed) : std::nullopt;
    const auto seed = sealed ? crypto::unseal(secrets_.seal_key, *sealed, name) : std::nullopt;
    const auto step = seed ? step_of(*seed, code, deed.at) : std::nullopt;
    if (!step || !catalog::confirm_factor(tx, name, *step, deed)) return false;
    catalog::end_sessions(tx, name, keep, deed);
    return true;
  });
  if (!confirmed) return false;
  throttle_.succeed_code(name);
  refresh(name, deed.at);
  return true;
}

std::vector<std::string> Directory::new_recovery_codes(const std::string& name,
                                                       const catalog::Deed& deed) {
  std::vector<std::string> codes;
  std::vector<policy::Digest> kept;
  for (unsigned i = 0; i < kRecoveryCodes; ++i) {
    codes.push_back(new_recovery_code());
    kept.push_back(kept_of(secrets_.seal_key, name, codes.back()));
  }
  state_.write([&](db::Transaction& tx) { catalog::set_recovery_codes(tx, name, kept, deed); });
  refresh(name, deed.at);
  return codes;
}

}  // namespace relay::people
