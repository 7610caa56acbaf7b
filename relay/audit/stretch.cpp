#include "relay/audit/stretch.h"

#include <algorithm>

#include "relay/audit/chain.h"

namespace relay::audit {
namespace {

using catalog::AuditRow;
using Kind = Trouble::Kind;

/// A stretch by the numbers of its rows.
class Numbered {
 public:
  explicit Numbered(const Stretch& stretch) : stretch_{stretch} {}

  std::int64_t first() const { return stretch_.before.number + 1; }
  std::int64_t last() const {
    const auto& [before, rows, seals] = stretch_;
    const std::int64_t row = rows.empty() ? before.number : rows.back().number;
    return seals.empty() ? row : std::max(row, seals.back().head.number);
  }
  const AuditRow* row(std::int64_t number) const {
    const auto found = std::ranges::lower_bound(stretch_.rows, number, {}, &AuditRow::number);
    return found == stretch_.rows.end() || found->number != number ? nullptr : &*found;
  }
  const Seal* seal(std::int64_t number) const {
    const auto at = [](const Seal& seal) { return seal.head.number; };
    const auto found = std::ranges::lower_bound(stretch_.seals, number, {}, at);
    return found == stretch_.seals.end() || found->head.number != number ? nullptr : &*found;
  }
  /// Whether what stands in row `from` was sealed as row `as`.
  bool fits(std::int64_t from, std::int64_t as) const {
    const AuditRow* const found = row(from);
    const Seal* const sealed = seal(as);
    const std::optional<policy::Digest> before = chain(as - 1);
    if (found == nullptr || sealed == nullptr || !before) return false;
    AuditRow moved = *found;
    moved.number = as;
    return link(*before, line(moved)) == sealed->head.chain;
  }

 private:
  std::optional<policy::Digest> chain(std::int64_t number) const {
    if (number == stretch_.before.number) return stretch_.before.chain;
    const Seal* const sealed = seal(number);
    return sealed == nullptr ? std::nullopt : std::optional{sealed->head.chain};
  }

  const Stretch& stretch_;
};

Trouble trouble(Kind kind, std::int64_t row, const std::string& what) {
  return {kind, row, "row " + std::to_string(row) + " " + what};
}

/// The row and the seal are both there, and do not belong together.
Trouble misfit(const Numbered& stretch, std::int64_t number) {
  for (std::int64_t as = number + 1; as <= stretch.last(); ++as) {
    if (!stretch.fits(number, as)) continue;
    if (as == number + 1 && !stretch.fits(as, number)) {
      return trouble(Kind::Missing, number, "is missing: those after it were moved up");
    }
    return trouble(Kind::Swapped, number,
                   "is not in its place: it was sealed as row " + std::to_string(as));
  }
  if (stretch.fits(number + 1, number)) {
    return trouble(Kind::Inserted, number, "was inserted: another one was sealed in its place");
  }
  return trouble(Kind::Edited, number, "was edited: it is not what was sealed");
}

}  // namespace

std::optional<Trouble> first_trouble(const Stretch& stretch, std::string_view key) {
  const Numbered numbered{stretch};
  for (std::int64_t number = numbered.first(); number <= numbered.last(); ++number) {
    if (numbered.row(number) == nullptr) return trouble(Kind::Missing, number, "is missing");
    const Seal* const seal = numbered.seal(number);
    if (seal == nullptr) {
      return trouble(Kind::Unsealed, number,
                     "has no seal: it was written past the relay, or its seal was taken away");
    }
    if (!numbered.fits(number, number)) return misfit(numbered, number);
    if (seal->mac != mac(key, number, seal->head.chain)) {
      return trouble(Kind::Forged, number,
                     "is sealed without the relay's key: somebody computed the chain again");
    }
  }
  return std::nullopt;
}

}  // namespace relay::audit
