#include "relay/audit/seals.h"

#include "relay/catalog/codecs.h"

namespace relay::audit {
namespace {

std::vector<Seal> seals_in(const std::vector<db::Row>& rows) {
  std::vector<Seal> found;
  found.reserve(rows.size());
  for (const db::Row& row : rows) {
    found.push_back(
        {.head = {.number = row.get<std::int64_t>(0), .chain = row.get<policy::Digest>(1)},
         .mac = row.get<policy::Digest>(2)});
  }
  return found;
}

}  // namespace

std::optional<Seal> last_seal(db::Connection& db) {
  const auto found =
      seals_in(db.query("SELECT number, chain, mac FROM audit_seal ORDER BY number DESC LIMIT 1"));
  return found.empty() ? std::nullopt : std::optional{found.front()};
}

std::vector<Seal> seals(db::Connection& db, std::int64_t from, std::size_t most) {
  return seals_in(
      db.query("SELECT number, chain, mac FROM audit_seal WHERE number >= $1"
               " ORDER BY number LIMIT $2",
               from, most));
}

void add_seal(db::Transaction& tx, const Seal& seal) {
  tx.run("INSERT INTO audit_seal (number, chain, mac) VALUES ($1, $2, $3)", seal.head.number,
         seal.head.chain, seal.mac);
}

}  // namespace relay::audit
