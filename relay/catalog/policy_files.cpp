#include "relay/catalog/policy_files.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {

std::optional<PolicyFileRow> policy_file(db::Connection& db) {
  const auto rows =
      db.query("SELECT file, digest, revision FROM policy_file ORDER BY number DESC LIMIT 1");
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return PolicyFileRow{.file = row.get<std::string>(0),
                       .digest = row.get<policy::Digest>(1),
                       .revision = row.get<std::int64_t>(2)};
}

std::optional<std::string> file_of_revision(db::Connection& db, std::int64_t revision) {
  const auto rows = db.query(
      "SELECT file FROM policy_file WHERE revision = $1 ORDER BY number DESC LIMIT 1", revision);
  if (rows.empty()) return std::nullopt;
  return rows.front().get<std::string>(0);
}

void note_policy_file(db::Transaction& tx, const PolicyFileRow& row, const Deed& deed) {
  tx.run("INSERT INTO policy_file (file, digest, revision, at) VALUES ($1, $2, $3, $4)", row.file,
         row.digest, row.revision, deed.at);
  record(tx, deed, "policy file read", "revision " + std::to_string(row.revision),
         row.file + ", sha256:" + row.digest.hex());
}

}  // namespace relay::catalog
