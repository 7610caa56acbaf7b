#include "relay/audit/sealed_audit.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "relay/audit/chain.h"
#include "relay/audit/heads.h"
#include "relay/catalog/audit.h"
#include "relay/crypto/signature.h"

namespace relay::audit {
namespace {

constexpr std::int64_t kRowsAtStart = 1'000;
constexpr policy::Span kBetweenHeads = std::chrono::minutes{1};
constexpr const char* kDoesNotFit = "audit does not fit";

bool is_told(db::Connection& db, const std::string& sentence) {
  return !db.query("SELECT number FROM audit WHERE action = $1 AND detail = $2 LIMIT 1",
                   kDoesNotFit, sentence)
              .empty();
}

/// A witness that cannot be heard is told like one that contradicts; the relay goes on.
HeadsRead heads_in(const std::filesystem::path& file, std::string_view key) {
  try {
    return read_heads(file, key);
  } catch (const std::filesystem::filesystem_error& failure) {
    return {.trouble = Trouble{Trouble::Kind::Forged, 0,
                               std::string{"a file of heads cannot be read: "} + failure.what()}};
  }
}

}  // namespace

SealedAudit::SealedAudit(db::Database& state, Settings settings, io::Log& log, policy::Instant now)
    : state_{state},
      settings_{std::move(settings)},
      log_{log},
      signer_{crypto::signer_fingerprint(settings_.keys.signing)},
      notary_{settings_.keys.seal} {
  const auto written_past = notary_.begin(state_, now);
  auto found = look({.from = std::max<std::int64_t>(1, head().number - kRowsAtStart + 1)}).trouble;
  if (!found) found = written_past;
  if (found) tell(*found, now);
  note_head_now(now);
  log_.notice("audit bundles are signed by sha256:" + signer_.hex());
}

SealedAudit::~SealedAudit() {
  state_.watch(nullptr);
}

std::optional<Trouble> SealedAudit::trouble() const {
  return trouble_.with([](const std::optional<Trouble>& trouble) { return trouble; });
}

void SealedAudit::note_head(policy::Instant now) {
  // A clock that was set back must not silence it.
  const bool early = now >= noted_.at && now - noted_.at < kBetweenHeads;
  if (!early) note_head_now(now);
}

void SealedAudit::note_head_now(policy::Instant now) {
  const Head newest = head();
  if (noted_.head == newest) return;
  noted_.at = now;
  const Seal seal{newest, mac(settings_.keys.seal, newest.number, newest.chain)};
  for (const auto& file : settings_.heads) {
    try {
      append_head(file, seal, now);
    } catch (const std::filesystem::filesystem_error& failure) {
      if (!std::exchange(noted_.failed, true)) {
        log_.error(std::string{"the audit's head is not noted: "} + failure.what());
      }
      return;
    }
  }
  noted_ = {newest, now};
  const std::string told = "audit head " + newest.text();
  log_.notice(told);
  if (settings_.tell) settings_.tell(told);
}

Verified SealedAudit::verify(const std::vector<Head>& kept, const catalog::Deed& deed) {
  Verified verified = look({.seen = kept});
  trouble_.with([&](std::optional<Trouble>& trouble) { trouble = verified.trouble; });
  if (verified.trouble) {
    tell(*verified.trouble, deed.at);
    return verified;
  }
  state_.write([&](db::Transaction& tx) {
    catalog::record(
        tx, deed, "audit verified", "rows 1 to " + std::to_string(verified.to.number),
        kept.empty() ? ""
                     : "and a head that was kept, of row " + std::to_string(kept.front().number));
  });
  return verified;
}

policy::Result<Bundle, std::string> SealedAudit::export_rows(const BundleAsk& ask) {
  return bundle(state_, settings_.keys.signing, ask);
}

/// With the heads that were noted, too.
Verified SealedAudit::look(VerifyAsk ask) {
  std::optional<Trouble> strange;
  for (const auto& file : settings_.heads) {
    const HeadsRead noted = heads_in(file, settings_.keys.seal);
    ask.seen.insert(ask.seen.end(), noted.heads.begin(), noted.heads.end());
    if (!strange) strange = noted.trouble;
  }
  Verified verified = audit::verify(state_, settings_.keys.seal, ask);
  if (!verified.trouble) verified.trouble = strange;
  return verified;
}

// Once in the log and in the audit, though it is found at every start from now on.
void SealedAudit::tell(const Trouble& trouble, policy::Instant now) {
  trouble_.with([&](std::optional<Trouble>& known) { known = trouble; });
  log_.error("the audit does not fit: " + trouble.sentence);
  try {
    state_.write([&](db::Transaction& tx) {
      if (is_told(tx, trouble.sentence)) return;
      catalog::record(tx, {.at = now},
                      {.action = kDoesNotFit,
                       .subject = "row " + std::to_string(trouble.row),
                       .detail = trouble.sentence,
                       .outcome = catalog::Outcome::Failed});
    });
  } catch (const db::Failure& failure) {
    log_.error(std::string{"that cannot be recorded: "} + failure.what());
  }
}

}  // namespace relay::audit
