#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

/// Who is signed in. A session is one row from its sign-in to its end, and a while longer: it says
/// from where somebody comes.
namespace relay::catalog {

/// What shows it: a browser's cookie, or a header. One never counts as the other.
enum class SessionKind { Cookie, Bearer };
const char* word(SessionKind kind);  ///< "cookie", "bearer"
std::optional<SessionKind> parse_session_kind(std::string_view word);

struct SessionRow {
  policy::Digest digest{};  ///< SHA-256 of its token.
  std::string account{};
  SessionKind shown_as = SessionKind::Bearer;
  std::string source{};  ///< The address at sign-in.
  policy::Instant at{};
  policy::Instant seen{};  ///< About when it was shown last.
  policy::Instant until{};
  policy::Instant sure_until{};  ///< Until then its owner need not prove who he is again.
};

/// Those of an account that have not ended, by their digests; `now` ends those that are over.
std::vector<SessionRow> open_sessions(db::Connection& db, const std::string& account,
                                      policy::Instant now);
/// The addresses from which somebody has signed in after that time, each once.
std::vector<std::string> sources_of(db::Connection& db, const std::string& account,
                                    policy::Instant after);

/// Of an enabled account; the schema refuses any other.
void begin_session(db::Transaction& tx, const SessionRow& session, const Deed& deed);
/// False, and nothing is written, when it has ended.
bool end_session(db::Transaction& tx, const policy::Digest& session, const Deed& deed);
/// All of an account but one; how many.
std::size_t end_sessions(db::Transaction& tx, const std::string& account,
                         const std::optional<policy::Digest>& but, const Deed& deed);
/// No audit row.
void note_seen(db::Transaction& tx, const policy::Digest& session, policy::Instant seen);
/// Removes what began before that time and is over; no audit row.
void forget_sessions(db::Transaction& tx, policy::Instant before, policy::Instant now);

}  // namespace relay::catalog
