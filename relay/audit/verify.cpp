#include "relay/audit/verify.h"

#include <algorithm>

#include "relay/audit/chain.h"
#include "relay/audit/stretch.h"
#include "relay/catalog/audit.h"

namespace relay::audit {
namespace {

using Kind = Trouble::Kind;

constexpr std::int64_t kRowsAtOnce = 1'000;
// So far is looked for the place that a row was sealed in.
constexpr std::int64_t kRowsAround = 2 * kRowsAtOnce;

/// Where both tables end, at one moment.
struct Ends {
  Head sealed{};
  std::int64_t row = 0;

  std::int64_t last() const { return std::max(sealed.number, row); }
};

Ends ends(db::Database& state) {
  return state.read([](db::Connection& db) {
    const auto seal = last_seal(db);
    const auto newest = catalog::audit_rows(db, 0, 1);
    return Ends{seal ? seal->head : no_rows(), newest.empty() ? 0 : newest.front().number};
  });
}

std::optional<Seal> seal_of(db::Connection& db, std::int64_t number) {
  const auto found = seals(db, number, 1);
  if (found.empty() || found.front().head.number != number) return std::nullopt;
  return found.front();
}

Stretch stretch_after(db::Database& state, const Head& before, std::int64_t most) {
  return state.read([&](db::Connection& db) {
    const auto count = static_cast<std::size_t>(most);
    return Stretch{before, catalog::audit_rows_from(db, before.number + 1, count),
                   seals(db, before.number + 1, count)};
  });
}

/// What the rows before the first one that is looked at were sealed as.
policy::Result<Head, Trouble> before(db::Database& state, std::string_view key, std::int64_t from) {
  if (from <= 1) return no_rows();
  const std::int64_t number = from - 1;
  const auto seal = state.read([&](db::Connection& db) { return seal_of(db, number); });
  const std::string row = "row " + std::to_string(number);
  if (!seal) return policy::Refused{Trouble{Kind::Missing, number, row + " has no seal"}};
  if (seal->mac != mac(key, number, seal->head.chain)) {
    return policy::Refused{
        Trouble{Kind::Forged, number, row + " is sealed without the relay's key"}};
  }
  return seal->head;
}

/// The rows and seals up to the end, each with those around it.
std::optional<Trouble> trouble_among(db::Database& state, std::string_view key, Head head,
                                     std::int64_t last) {
  while (head.number < last) {
    const auto most = std::min(kRowsAtOnce, last - head.number);
    const Stretch stretch = stretch_after(state, head, most);
    if (auto found = first_trouble(stretch, key)) {
      const auto fits = static_cast<std::size_t>(found->row - head.number - 1);
      if (fits > 0) head = stretch.seals[fits - 1].head;
      auto seen_whole = first_trouble(stretch_after(state, head, kRowsAround), key);
      return seen_whole ? seen_whole : found;
    }
    head = stretch.seals.back().head;
  }
  return std::nullopt;
}

Trouble truncated(const Head& end, const Head& seen) {
  return {Kind::Truncated, end.number + 1,
          "the audit ends with row " + std::to_string(end.number) + ", and row " +
              std::to_string(seen.number) + " was seen: rows were taken away at its end"};
}

Trouble forked(const Head& seen) {
  return {Kind::Forked, seen.number,
          "up to row " + std::to_string(seen.number) + " it is not the audit of which the head " +
              seen.text() + " was seen: somebody who has the key wrote it again"};
}

/// What heads tell that somebody has kept: the rows may fit each other, and yet not be those.
std::optional<Trouble> trouble_with(db::Database& state, const VerifyAsk& ask, const Head& end) {
  return state.read([&](db::Connection& db) -> std::optional<Trouble> {
    for (const Head& seen : ask.seen) {
      if (seen.number < ask.from - 1) continue;
      if (seen.number > end.number) return truncated(end, seen);
      const auto sealed = seen.number == 0 ? std::nullopt : seal_of(db, seen.number);
      if (seen != (sealed ? sealed->head : no_rows())) return forked(seen);
    }
    return std::nullopt;
  });
}

}  // namespace

Verified verify(db::Database& state, std::string_view key, const VerifyAsk& ask) {
  const Ends found = ends(state);
  Verified verified{.to = found.sealed};
  const auto head = before(state, key, ask.from);
  if (!head) {
    verified.trouble = head.error();
    return verified;
  }
  verified.trouble = trouble_among(state, key, *head, found.last());
  if (!verified.trouble) verified.trouble = trouble_with(state, ask, found.sealed);
  return verified;
}

}  // namespace relay::audit
