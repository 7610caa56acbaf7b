#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/time.h"
#include "relay/audit/head.h"
#include "relay/audit/trouble.h"
#include "relay/catalog/audit.h"
#include "relay/db/notary.h"
#include "relay/io/guarded.h"

namespace relay::audit {

/// A row that was sealed and is durable, as far as it says what has changed.
struct Recorded {
  std::int64_t number = 0;
  std::string action{};
  std::string subject{};
  catalog::Outcome outcome = catalog::Outcome::Done;
};
/// Called while the database is held: it must be quick, neither throw nor ask the database.
using TellRecorded = std::function<void(const std::vector<Recorded>&)>;

/// Seals every audit row in the transaction that records it: either both are there, or neither, and
/// what they are about is not there either. Of one database, which nobody else writes; head() may
/// be asked in any thread.
class Notary final : public db::Notary {
 public:
  explicit Notary(std::string key) : key_{std::move(key)} {}

  /// Watches a database that was just opened, and seals what stands in it unsealed: all of an audit
  /// that is older than seals, which a row then tells. Rows behind those that are sealed were
  /// written past the relay: they are sealed as they were found, and told. Throws db::Failure when
  /// another key sealed it; then the database is not watched.
  std::optional<Trouble> begin(db::Database& state, policy::Instant now);

  /// From now on this is told of all that becomes durable; before somebody else writes.
  void tell(TellRecorded told) { told_ = std::move(told); }

  /// Of what was sealed last and is durable.
  Head head() const;

  /// Throws db::Failure when what was sealed last is not there as it was: somebody else changed it,
  /// and nothing is recorded any more.
  void attest(db::Transaction& tx) override;
  void attested() noexcept override;

 private:
  /// A row that was sealed, and the link before its own.
  struct Sealed {
    Head head = no_rows();
    policy::Digest before{};
  };
  Sealed found(db::Connection& db) const;
  void require_unchanged(db::Connection& db, const Sealed& last) const;
  Sealed seal(db::Transaction& tx, const Sealed& last);

  const std::string key_;
  io::Guarded<Sealed> sealed_;
  /// Attested, and perhaps durable: a commit that failed may have come through all the same.
  /// Touched by who has the database alone.
  std::optional<Sealed> unsure_{};
  std::vector<Recorded> untold_{};  ///< Up to unsure_; and this is touched by the same.
  TellRecorded told_{};
};

}  // namespace relay::audit
