#include "relay/audit/chain.h"

#include "relay/crypto/hmac.h"
#include "relay/crypto/sha256.h"
#include "relay/json/write.h"

namespace relay::audit {
namespace {

constexpr const char* kDomain = "sluice-audit-v1\n";

}  // namespace

std::string line(const catalog::AuditRow& row) {
  const json::Value::Record record{{"v", 1},
                                   {"number", row.number},
                                   {"at", row.at},
                                   {"actor", row.actor},
                                   {"via", row.via},
                                   {"source", row.source},
                                   {"action", row.action},
                                   {"subject", row.subject},
                                   {"object", row.object ? json::Value{*row.object} : ""},
                                   {"outcome", word(row.outcome)},
                                   {"detail", row.detail}};
  return json::write(record) + "\n";
}

policy::Digest first_link() {
  return crypto::sha256(kDomain);
}

policy::Digest link(const policy::Digest& before, std::string_view line) {
  return crypto::sha256(before.hex() + "\n" + std::string{line});
}

policy::Digest mac(std::string_view key, std::int64_t number, const policy::Digest& chain) {
  return crypto::hmac_sha256(key, kDomain + std::to_string(number) + "\n" + chain.hex());
}

}  // namespace relay::audit
