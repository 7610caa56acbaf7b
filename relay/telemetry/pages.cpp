#include "relay/telemetry/pages.h"

#include <algorithm>
#include <array>
#include <bit>
#include <utility>

#include "relay/io/one_line.h"
#include "relay/telemetry/takes.h"

namespace relay::telemetry {
namespace {

constexpr std::array kWords{"certificate", "token", "address", "unknown"};

Known known_of(const std::string& word) {
  const auto found = std::ranges::find(kWords, word);
  if (found == kWords.end()) throw db::Failure{"'" + word + "' is no way to know a device"};
  return static_cast<Known>(found - kWords.begin());
}

template <std::size_t kMost>
std::string line(const ShortText<kMost>& text) {
  return io::one_line(text.view()) + (text.cut() ? "…" : "");
}

/// Behind a proxy that does not say who asks, nobody's address is known.
std::string text(const policy::Address& address) {
  return address == policy::Address{} ? "unknown" : address.text();
}

std::string key_of(const Key& key) {
  return key.device.empty() ? text(key.address) : line(key.device);
}

// All 64 bits are used, so it stands as the signed number with the same bits.
std::int64_t number_of(std::uint64_t crowd) {
  return std::bit_cast<std::int64_t>(crowd);
}

template <class T>
std::optional<T> only_if(bool known, T value) {
  return known ? std::optional{std::move(value)} : std::nullopt;
}

void add_device(db::Transaction& tx, const std::string& key, const Note& note) {
  const auto crowd = crowd_of(note);
  tx.run(
      "INSERT INTO device (key, name, known, crowd, address, agent, asked)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (key) DO UPDATE SET name = excluded.name,"
      " known = excluded.known, crowd = excluded.crowd, address = excluded.address,"
      " agent = excluded.agent, asked = excluded.asked",
      key, line(note.name), word(note.known),
      only_if(crowd.has_value(), number_of(crowd.value_or(0))), text(note.key.address),
      line(note.agent), policy::unix_seconds(note.asked));
}

Visit visit(const db::Row& row) {
  const auto taken = row.maybe<std::uint64_t>(7);
  const auto taken_at = row.maybe<std::int64_t>(8);
  std::optional<Claim> never_offered;
  if (const auto release = row.maybe<std::uint64_t>(9)) {
    never_offered = {{*release}, policy::from_unix_seconds(row.get<std::int64_t>(10))};
  }
  return {.feed = row.get<std::string>(0),
          .group = row.get<std::string>(1),
          .asked = policy::from_unix_seconds(row.get<std::int64_t>(2)),
          .requests = row.get<std::uint64_t>(3),
          .offered = {row.get<std::uint64_t>(4)},
          .status = row.maybe<int>(5),
          .path = row.maybe<std::string>(6),
          .taken = taken ? std::optional{policy::Sequence{*taken}} : std::nullopt,
          .taken_at = taken_at ? std::optional{policy::from_unix_seconds(*taken_at)} : std::nullopt,
          .never_offered = never_offered};
}

Seen seen(db::Connection& db, const db::Row& row) {
  Seen device{.key = row.get<std::string>(0),
              .name = row.get<std::string>(1),
              .known = known_of(row.get<std::string>(2)),
              .address = row.get<std::string>(3),
              .agent = row.get<std::string>(4),
              .asked = policy::from_unix_seconds(row.get<std::int64_t>(5))};
  for (const db::Row& of_feed :
       db.query("SELECT feed, group_id, asked, requests, offered, status, path, taken, taken_at,"
                " never_offered, said_at FROM visit WHERE key = $1 ORDER BY feed",
                device.key)) {
    device.visits.push_back(visit(of_feed));
  }
  return device;
}

/// As a pattern of LIKE.
std::optional<std::string> containing(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::string pattern = "%";
  for (const char c : *text) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

std::uint64_t bytes_in_use(db::Connection& db) {
  const auto rows = db.query(
      "SELECT (page_count - freelist_count) * page_size"
      " FROM pragma_page_count, pragma_freelist_count, pragma_page_size");
  return rows.at(0).get<std::uint64_t>(0);
}

}  // namespace

const char* word(Known known) {
  return kWords.at(static_cast<std::size_t>(known));
}

void add(db::Transaction& tx, const Note& note) {
  const std::string key = key_of(note.key);
  const std::string feed = line(note.key.feed);
  const auto status = only_if(note.status != 0, note.status);
  const auto path = only_if(note.status != 0, line(note.path));
  const bool took = note.taken != policy::Sequence{};
  const auto taken = only_if(took, note.taken.number);
  const auto taken_at = only_if(took, policy::unix_seconds(note.taken_at));
  if (note.requests == 0) {
    tx.run(
        "UPDATE visit SET status = coalesce($1, status), path = coalesce($2, path),"
        " taken = coalesce($3, taken), taken_at = coalesce($4, taken_at)"
        " WHERE key = $5 AND feed = $6",
        status, path, taken, taken_at, key, feed);
    if (took) note_take(tx, key, feed, line(note.taken_in));
    return;
  }
  add_device(tx, key, note);
  const bool says = note.says != policy::Sequence{};
  tx.run(
      "INSERT INTO visit (key, feed, group_id, asked, requests, offered, status, path, taken,"
      " taken_at, newest, has, said_at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
      " ON CONFLICT (key, feed) DO UPDATE SET group_id = excluded.group_id, asked = excluded.asked,"
      " requests = requests + excluded.requests, offered = excluded.offered,"
      " status = coalesce(excluded.status, status), path = coalesce(excluded.path, path),"
      " taken = coalesce(excluded.taken, taken), taken_at = coalesce(excluded.taken_at, taken_at),"
      " newest = max(newest, excluded.newest), has = coalesce(excluded.has, has),"
      " said_at = coalesce(excluded.said_at, said_at)",
      key, feed, line(note.group), policy::unix_seconds(note.asked), note.requests,
      note.offered.number, status, path, taken, taken_at, note.newest.number,
      only_if(says, note.says.number), only_if(says, policy::unix_seconds(note.asked)));
  if (took) note_take(tx, key, feed, line(note.taken_in));
}

void forget(db::Transaction& tx, policy::Instant before, std::uint64_t most_bytes) {
  tx.run("DELETE FROM device WHERE asked < $1", policy::unix_seconds(before));
  while (bytes_in_use(tx) > most_bytes) {
    if (forget_takes(tx)) continue;
    const std::size_t gone = tx.run(
        "DELETE FROM device WHERE key IN (SELECT key FROM device"
        " ORDER BY known IN ('certificate', 'token'), asked"
        " LIMIT (SELECT count(*) / 10 + 1 FROM device))");
    if (gone == 0) return;
  }
}

void thin(db::Transaction& tx, std::uint64_t crowd, std::size_t most) {
  tx.run(
      "DELETE FROM device WHERE key IN (SELECT key FROM device WHERE crowd = $1"
      " ORDER BY asked DESC LIMIT -1 OFFSET $2)",
      number_of(crowd), most);
}

List list(db::Connection& db, const Wanted& wanted) {
  std::optional<std::int64_t> asked;
  std::optional<std::string> key;
  if (wanted.after) {
    asked = policy::unix_seconds(wanted.after->asked);
    key = wanted.after->key;
  }
  std::optional<std::int64_t> silent_since;
  if (wanted.silent_since) silent_since = policy::unix_seconds(*wanted.silent_since);
  const bool any_visit =
      !wanted.group && !wanted.feed && !wanted.behind && !wanted.failing && !wanted.never_offered;
  const auto rows = db.query(
      "SELECT key, name, known, address, agent, asked FROM device"
      " WHERE ($1 IS NULL OR (asked, key) < ($1, $2)) AND ($3 IS NULL OR asked < $3)"
      " AND ($4 OR EXISTS (SELECT 1 FROM visit WHERE visit.key = device.key"
      "  AND ($5 IS NULL OR group_id = $5) AND ($6 IS NULL OR feed = $6)"
      "  AND (NOT $7 OR offered > coalesce(taken, 0)) AND (NOT $8 OR status >= 400)"
      "  AND (NOT $9 OR never_offered IS NOT NULL)))"
      " AND ($10 IS NULL OR key LIKE $10 ESCAPE '!' OR name LIKE $10 ESCAPE '!'"
      "  OR address LIKE $10 ESCAPE '!' OR agent LIKE $10 ESCAPE '!')"
      " ORDER BY asked DESC, key DESC LIMIT $11",
      asked, key, silent_since, any_visit, wanted.group, wanted.feed, wanted.behind, wanted.failing,
      wanted.never_offered, containing(wanted.text), wanted.most + 1);
  List found;
  for (const db::Row& row : rows) {
    if (found.devices.size() == wanted.most) {
      found.next = Bookmark{found.devices.back().asked, found.devices.back().key};
      break;
    }
    found.devices.push_back(seen(db, row));
  }
  return found;
}

std::optional<Seen> find(db::Connection& db, const std::string& key) {
  const auto rows =
      db.query("SELECT key, name, known, address, agent, asked FROM device WHERE key = $1", key);
  if (rows.empty()) return std::nullopt;
  return seen(db, rows.front());
}

std::set<std::string> remembered(db::Connection& db, const std::vector<std::string>& keys) {
  std::set<std::string> found;
  for (const std::string& key : keys) {
    if (!db.query("SELECT 1 FROM device WHERE key = $1", key).empty()) found.insert(key);
  }
  return found;
}

std::uint64_t count(db::Connection& db) {
  return db.query("SELECT count(*) FROM device").at(0).get<std::uint64_t>(0);
}

}  // namespace relay::telemetry
