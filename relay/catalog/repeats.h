#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "policy/digest.h"
#include "policy/time.h"
#include "relay/db/database.h"

/// Requests that name themselves, so that each is done once however often it is asked. They are no
/// facts and have no audit rows: what was done has its own, and after a day they are forgotten.
namespace relay::catalog {

inline constexpr policy::Span kRepeatsLast{24 * 3600};

/// A request, by the name that it has given itself. Of two people's same names each is his own.
struct Repeat {
  std::string account{};
  std::string key{};
  policy::Digest request{};  ///< Of all that is asked for.
};

/// How it went before.
struct Earlier {
  policy::Digest request{};
  int status = 0;                     ///< 0: it was begun, and how it ended is not known here.
  std::optional<std::string> body{};  ///< Nothing: what was answered is not kept.
};

/// Nothing: it was not begun.
std::optional<Earlier> earlier_of(db::Connection& db, const Repeat& asked);
/// So many of somebody's are kept.
std::size_t repeats_of(db::Connection& db, const std::string& account);
/// One that was not begun.
void begin_repeat(db::Transaction& tx, const Repeat& asked, policy::Instant at);
/// One that was begun was done, and answered so.
void end_repeat(db::Transaction& tx, const Repeat& asked, int status,
                const std::optional<std::string>& body);
/// One that was begun was not done.
void drop_repeat(db::Transaction& tx, const Repeat& asked);
/// Those that were begun before kRepeatsLast.
void forget_repeats(db::Transaction& tx, policy::Instant now);

}  // namespace relay::catalog
