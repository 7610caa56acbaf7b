#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/digest.h"
#include "policy/time.h"
#include "relay/db/database.h"

/// Who did what, when, why. Every function of the catalog that writes a fact takes a Deed and
/// writes the audit row in the same transaction; rows are never changed or removed (the schema
/// refuses it).
namespace relay::catalog {

struct Deed {
  policy::Instant at{};
  std::string actor = "relay";  ///< A person's name, or "relay" for what it does by itself.
  std::string reason{};         ///< What the person said; empty for the relay.
  std::string via{};            ///< What the person showed: "session 3f9a1c", "token 7 ci".
  std::string source{};         ///< The address that it came from; empty: this machine.
  std::int64_t proposal = 0;    ///< What others agreed to it by; 0: nobody was asked.
  bool trial = false;           ///< Its transaction will be undone: nobody has agreed to it yet.
};

/// How it ended: done, not allowed, or the machine could not.
enum class Outcome { Done, Denied, Failed };
const char* word(Outcome outcome);  ///< "done", "denied", "failed"
std::optional<Outcome> parse_outcome(std::string_view word);

struct Entry {
  std::string action{};                    ///< "release accepted", "opened", "approved" …
  std::string subject{};                   ///< "clamav daily 27500 → office"
  std::string detail{};                    ///< The reason, or the evidence.
  std::optional<policy::Digest> object{};  ///< Of the bytes that it was about.
  Outcome outcome = Outcome::Done;
};

struct AuditRow {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  policy::Instant at{};
  std::string actor{};
  std::string action{};  ///< This and what follows as Entry and Deed have it.
  std::string subject{};
  std::string detail{};
  std::string via{};
  std::string source{};
  std::optional<policy::Digest> object{};
  Outcome outcome = Outcome::Done;

  friend bool operator==(const AuditRow&, const AuditRow&) = default;
};

void record(db::Transaction& tx, const Deed& deed, const Entry& entry);
/// The same of what was done, and is about no bytes.
void record(db::Transaction& tx, const Deed& deed, const std::string& action,
            const std::string& subject, const std::string& detail);

/// Newest first, those with a number below `before` (0: from the newest), at most `most`.
std::vector<AuditRow> audit_rows(db::Connection& db, std::int64_t before, std::size_t most);
/// Oldest first, from this number on, at most `most`.
std::vector<AuditRow> audit_rows_from(db::Connection& db, std::int64_t from, std::size_t most);

}  // namespace relay::catalog
