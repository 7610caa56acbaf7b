#pragma once

#include <functional>
#include <string>

#include "policy/release.h"
#include "relay/catalog/acts.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/bypasses.h"
#include "relay/catalog/checks.h"
#include "relay/catalog/devices.h"
#include "relay/catalog/enrolments.h"
#include "relay/catalog/halts.h"
#include "relay/catalog/judgements.h"
#include "relay/catalog/pauses.h"
#include "relay/catalog/policy_files.h"
#include "relay/catalog/proposals.h"
#include "relay/catalog/releases.h"
#include "relay/catalog/revisions.h"
#include "relay/catalog/rollouts.h"
#include "relay/catalog/schema.h"
#include "relay/catalog/stops.h"
#include "relay/catalog/trusted_time.h"
#include "tests/support/day.h"

namespace tests {

inline policy::FeedId feed(const char* name = "clamav") {
  return *policy::FeedId::parse(name);
}
inline policy::GroupId group(const char* name) {
  return *policy::GroupId::parse(name);
}
inline policy::VersionText version(const char* text) {
  return *policy::VersionText::parse(text);
}
inline policy::Digest digest(char digit) {
  return *policy::Digest::parse_hex(std::string(64, digit));
}

/// A state database in memory, and the shortest way to the facts in it.
class Catalog {
 public:
  template <class Read, class... Arguments>
  auto ask(Read read, const Arguments&... arguments) {
    return state.read([&](relay::db::Connection& db) { return read(db, arguments...); });
  }
  template <class Write, class... Arguments>
  auto tell(Write write, const Arguments&... arguments) {
    return state.write([&](relay::db::Transaction& tx) { return write(tx, arguments...); });
  }

  /// Accepts a release whose tree is 64 times `digit`.
  policy::Sequence accept(const char* name, char digit, policy::Instant at = day(0)) {
    const relay::catalog::NewRelease release{
        .feed = feed(), .version = version(name), .tree = digest(digit)};
    return tell(relay::catalog::accept, release, relay::catalog::Deed{.at = at});
  }
  std::int64_t revise(const std::string& text = "feeds: {}") {
    return tell(relay::catalog::revise, text, digest('9'), relay::catalog::Deed{.at = day(0)});
  }
  /// "person: action: subject: detail" of the newest audit row.
  std::string last_deed() {
    const auto rows = ask(relay::catalog::audit_rows, 0, 1);
    if (rows.empty()) return "nothing";
    return rows[0].actor + ": " + rows[0].action + ": " + rows[0].subject + ": " + rows[0].detail;
  }
  std::int64_t deeds() {
    const auto rows = ask(relay::catalog::audit_rows, 0, 1);
    return rows.empty() ? 0 : rows[0].number;
  }

  /// What the database says to a statement in a transaction of its own; it is rolled back.
  std::string says(const std::string& sql);

  relay::db::Database state{":memory:", relay::catalog::migrations()};
};

/// What the database says to `act`; "" when it says nothing.
inline std::string failure_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const relay::db::Failure& failure) {
    return failure.what();
  }
  return {};
}

inline std::string Catalog::says(const std::string& sql) {
  return failure_of([&] {
    state.write([&](relay::db::Transaction& tx) {
      tx.run(sql.c_str());
      throw relay::db::Failure{"accepted"};
    });
  });
}

}  // namespace tests
