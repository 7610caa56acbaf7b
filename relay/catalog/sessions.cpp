#include "relay/catalog/sessions.h"

#include "relay/catalog/codecs.h"

namespace relay::db {

template <>
struct Codec<catalog::SessionKind> {
  static Cell to(catalog::SessionKind kind) { return catalog::word(kind); }
  static catalog::SessionKind from(const Cell& cell) {
    return catalog::parsed(cell, "a kind of session", catalog::parse_session_kind);
  }
};

}  // namespace relay::db

namespace relay::catalog {

const char* word(SessionKind kind) {
  switch (kind) {
    case SessionKind::Cookie:
      return "cookie";
    case SessionKind::Bearer:
      return "bearer";
  }
  return "";
}

std::optional<SessionKind> parse_session_kind(std::string_view text) {
  if (text == "cookie") return SessionKind::Cookie;
  if (text == "bearer") return SessionKind::Bearer;
  return std::nullopt;
}

std::vector<SessionRow> open_sessions(db::Connection& db, const std::string& account,
                                      policy::Instant now) {
  std::vector<SessionRow> found;
  for (const db::Row& row :
       db.query("SELECT digest, shown_as, source, at, seen, until, sure_until FROM session"
                " WHERE account = $1 AND ended_at IS NULL AND until > $2 ORDER BY digest",
                account, now)) {
    found.push_back({.digest = row.get<policy::Digest>(0),
                     .account = account,
                     .shown_as = row.get<SessionKind>(1),
                     .source = row.get<std::string>(2),
                     .at = row.get<policy::Instant>(3),
                     .seen = row.get<policy::Instant>(4),
                     .until = row.get<policy::Instant>(5),
                     .sure_until = row.get<policy::Instant>(6)});
  }
  return found;
}

std::vector<std::string> sources_of(db::Connection& db, const std::string& account,
                                    policy::Instant after) {
  std::vector<std::string> found;
  for (const db::Row& row :
       db.query("SELECT DISTINCT source FROM session WHERE account = $1 AND at > $2"
                " ORDER BY source",
                account, after)) {
    found.push_back(row.get<std::string>(0));
  }
  return found;
}

void begin_session(db::Transaction& tx, const SessionRow& session, const Deed& deed) {
  tx.run(
      "INSERT INTO session (digest, account, shown_as, source, at, seen, until, sure_until)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
      session.digest, session.account, session.shown_as, session.source, session.at, session.seen,
      session.until, session.sure_until);
  record(tx, deed, "signed in", session.account, deed.reason);
}

bool end_session(db::Transaction& tx, const policy::Digest& session, const Deed& deed) {
  const auto rows =
      tx.query("SELECT account FROM session WHERE digest = $1 AND ended_at IS NULL", session);
  if (rows.empty()) return false;
  tx.run("UPDATE session SET ended_at = max(at, $1) WHERE digest = $2", deed.at, session);
  record(tx, deed, "signed out", rows.front().get<std::string>(0), deed.reason);
  return true;
}

std::size_t end_sessions(db::Transaction& tx, const std::string& account,
                         const std::optional<policy::Digest>& but, const Deed& deed) {
  const auto ended = tx.run(
      "UPDATE session SET ended_at = max(at, $1)"
      " WHERE account = $2 AND ended_at IS NULL AND until > $1 AND digest IS NOT $3",
      deed.at, account, but);
  if (ended > 0) {
    record(tx, deed, "sessions ended", account + ": " + std::to_string(ended), deed.reason);
  }
  return ended;
}

void note_seen(db::Transaction& tx, const policy::Digest& session, policy::Instant seen) {
  tx.run(
      "UPDATE session SET seen = max(seen, $1)"
      " WHERE digest = $2 AND ended_at IS NULL",
      seen, session);
}

void forget_sessions(db::Transaction& tx, policy::Instant before, policy::Instant now) {
  tx.run("DELETE FROM session WHERE at < $1 AND (ended_at IS NOT NULL OR until <= $2)", before,
         now);
}

}  // namespace relay::catalog
