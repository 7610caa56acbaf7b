#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "relay/audit/bundle.h"
#include "relay/audit/notary.h"
#include "relay/audit/verify.h"
#include "relay/catalog/audit.h"
#include "relay/io/guarded.h"
#include "relay/io/log.h"

namespace relay::audit {

struct Keys {
  std::string seal{};     ///< Of the macs: a secret, as long as a digest or longer.
  std::string signing{};  ///< PEM; of bundles.
};

/// The audit of one database while the relay runs: every row is sealed, heads are noted, what does
/// not fit is told. Safe to use from several threads, but for the two that note heads.
class SealedAudit {
 public:
  struct Settings {
    Keys keys{};
    std::vector<std::filesystem::path> heads{};      ///< Files of heads, in folders that are there.
    std::function<void(const std::string&)> tell{};  ///< Of each head, beside the log.
  };
  /// Of a database that was just opened, and outlives this. Looks at its last thousand rows and at
  /// the heads that were noted. What does not fit is told by the log, by trouble(), and by a row,
  /// once. Throws db::Failure when it is sealed with another key.
  SealedAudit(db::Database& state, Settings settings, io::Log& log, policy::Instant now);
  ~SealedAudit();
  SealedAudit(const SealedAudit&) = delete;
  SealedAudit& operator=(const SealedAudit&) = delete;

  Head head() const { return notary_.head(); }
  /// From now on this is told of every row; before somebody else writes.
  void tell_recorded(TellRecorded told) { notary_.tell(std::move(told)); }
  /// SHA-256 of the public key that signs bundles.
  policy::Digest signer() const { return signer_; }
  /// What does not fit, as far as is known: found at start, or by the last verify().
  std::optional<Trouble> trouble() const;

  /// Notes the head in the file and the log when it is another one and the last was noted a minute
  /// ago. A file that cannot be written is told once, and tried again.
  void note_head(policy::Instant now);
  /// The same at once: when the relay stops.
  void note_head_now(policy::Instant now);

  /// All of it, against the heads that were noted and those that the caller has kept. Recorded, or
  /// what does not fit is.
  Verified verify(const std::vector<Head>& kept, const catalog::Deed& deed);
  policy::Result<Bundle, std::string> export_rows(const BundleAsk& ask);

 private:
  Verified look(VerifyAsk ask);
  void tell(const Trouble& trouble, policy::Instant now);

  db::Database& state_;
  const Settings settings_;
  io::Log& log_;
  const policy::Digest signer_;
  Notary notary_;
  io::Guarded<std::optional<Trouble>> trouble_;
  struct Noted {
    Head head = no_rows();
    policy::Instant at{};
    bool failed = false;  ///< The last attempt, which was told.
  };
  Noted noted_{};
};

}  // namespace relay::audit
