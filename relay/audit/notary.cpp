#include "relay/audit/notary.h"

#include "relay/audit/chain.h"
#include "relay/audit/seals.h"

namespace relay::audit {
namespace {

constexpr std::size_t kSealedAtOnce = 1'000;

std::string rows_named(std::int64_t from, std::int64_t to) {
  return "rows " + std::to_string(from) + " to " + std::to_string(to);
}

[[noreturn]] void refuse(const std::string& why) {
  throw db::Failure{"the audit was changed by somebody else: " + why +
                    "; nothing is recorded until it is as it was and the relay starts again"};
}

}  // namespace

std::optional<Trouble> Notary::begin(db::Database& state, policy::Instant now) {
  std::int64_t newest = 0;
  const Sealed last = state.read([&](db::Connection& db) {
    const auto rows = catalog::audit_rows(db, 0, 1);
    if (!rows.empty()) newest = rows.front().number;
    return found(db);
  });
  sealed_.with([&](Sealed& sealed) { sealed = last; });
  state.watch(this);
  if (newest <= last.head.number) return std::nullopt;

  const std::string unsealed = rows_named(last.head.number + 1, newest);
  const bool is_old = last.head.number == 0;
  const std::string told =
      unsealed + (is_old ? " were recorded before the relay sealed its audit"
                         : " were written past the relay; they are sealed as they were found");
  state.write([&](db::Transaction& tx) {
    catalog::record(tx, {.at = now}, is_old ? "audit sealed" : "audit does not fit", unsealed,
                    told);
  });
  if (is_old) return std::nullopt;
  return Trouble{Trouble::Kind::Unsealed, last.head.number + 1, told};
}

Head Notary::head() const {
  return sealed_.with([](const Sealed& sealed) { return sealed.head; });
}

void Notary::attest(db::Transaction& tx) {
  Sealed last = sealed_.with([](const Sealed& sealed) { return sealed; });
  const auto seal_now = last_seal(tx);
  const Head now = seal_now ? seal_now->head : no_rows();
  if (unsure_ && now == unsure_->head) {
    last = *unsure_;  // It came through, and so did what is untold.
  } else {
    untold_.clear();
  }
  if (now != last.head) {
    refuse("row " + std::to_string(last.head.number) + " was sealed last, and now " +
           (now.number == last.head.number ? "it is sealed otherwise"
                                           : "row " + std::to_string(now.number) + " is"));
  }
  require_unchanged(tx, last);
  unsure_ = seal(tx, last);
}

void Notary::attested() noexcept {
  sealed_.with([this](Sealed& sealed) { sealed = *unsure_; });
  unsure_.reset();
  if (told_ && !untold_.empty()) told_(untold_);
  untold_.clear();
}

/// What is sealed in a database, by this key.
Notary::Sealed Notary::found(db::Connection& db) const {
  const auto last = last_seal(db);
  if (!last) return {};
  const Head& head = last->head;
  if (last->mac != mac(key_, head.number, head.chain)) {
    throw db::Failure{
        "the audit is sealed with another key than the one that is there; put back the "
        "key that belongs to this data folder"};
  }
  const auto earlier = seals(db, head.number - 1, 1);
  const bool is_first = earlier.front().head.number == head.number;
  return {head, is_first ? first_link() : earlier.front().head.chain};
}

/// A row that is taken away and recorded anew would get the number of one that is sealed.
void Notary::require_unchanged(db::Connection& db, const Sealed& last) const {
  if (last.head.number == 0) return;
  const auto rows = catalog::audit_rows_from(db, last.head.number, 1);
  const bool is_there = !rows.empty() && rows.front().number == last.head.number;
  if (!is_there || link(last.before, line(rows.front())) != last.head.chain) {
    refuse("row " + std::to_string(last.head.number) + " is not as it was sealed");
  }
}

/// Whatever stands behind the last row that is sealed.
Notary::Sealed Notary::seal(db::Transaction& tx, const Sealed& last) {
  Sealed sealed = last;
  for (;;) {
    const auto rows = catalog::audit_rows_from(tx, sealed.head.number + 1, kSealedAtOnce);
    for (const catalog::AuditRow& row : rows) {
      const Head head{row.number, link(sealed.head.chain, line(row))};
      add_seal(tx, {head, mac(key_, head.number, head.chain)});
      if (told_) untold_.push_back({row.number, row.action, row.subject, row.outcome});
      sealed = {head, sealed.head.chain};
    }
    if (rows.size() < kSealedAtOnce) return sealed;
  }
}

}  // namespace relay::audit
