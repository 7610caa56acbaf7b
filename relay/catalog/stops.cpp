#include "relay/catalog/stops.h"

#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"

namespace relay::catalog {
namespace {

constexpr const char* kEverything = "everything";

/// Of the last stop, which is what there was to say or to lift.
void note_stop(db::Transaction& tx, bool lifts, const Deed& deed) {
  const auto number = tx.query("SELECT max(number) FROM stop").front().get<std::int64_t>(0);
  note_deed(tx, {.did = Did::Stop, .lifts = lifts, .fact = number, .reason = deed.reason});
}

}  // namespace

std::optional<policy::Said> stopped(db::Connection& db) {
  const auto rows = db.query("SELECT person, reason, at FROM stop WHERE lifted_at IS NULL");
  if (rows.empty()) return std::nullopt;
  return policy::Said{.by = rows.front().get<std::string>(0),
                      .why = rows.front().get<std::string>(1),
                      .at = rows.front().get<policy::Instant>(2)};
}

bool stop(db::Transaction& tx, const Deed& deed) {
  if (stopped(tx)) return false;
  tx.run("INSERT INTO stop (person, reason, at) VALUES ($1, $2, $3)", deed.actor, deed.reason,
         deed.at);
  record(tx, deed, "stop", kEverything, deed.reason);
  note_stop(tx, false, deed);
  return true;
}

bool lift_stop(db::Transaction& tx, const Deed& deed) {
  const auto lifted =
      tx.run("UPDATE stop SET lifted_at = $1, lifted_by = $2 WHERE lifted_at IS NULL", deed.at,
             deed.actor);
  if (lifted == 0) return false;
  record(tx, deed, "stop lifted", kEverything, deed.reason);
  note_stop(tx, true, deed);
  return true;
}

}  // namespace relay::catalog
