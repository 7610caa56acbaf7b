#include "relay/app/recorded_run.h"

#include <string>

#include "relay/app/version.h"
#include "relay/catalog/audit.h"
#include "relay/crypto/sha256.h"

namespace relay::app {
namespace {

constexpr const char* kStarted = "relay started";
constexpr const char* kStopped = "relay stopped";
constexpr const char* kKilled = "; the run before did not end by itself";
constexpr const char* kOthers = "; these are others than at the start before";

std::string subject() {
  return std::string{"sluice "} + kVersion;
}

/// What is told of a start, beside those before.
std::string told(db::Connection& db, const std::string& settings) {
  const auto rows = db.query(
      "SELECT action, detail FROM audit WHERE action IN ($1, $2) ORDER BY number DESC LIMIT 2",
      kStarted, kStopped);
  if (rows.empty()) return settings;
  const bool killed = rows.front().get<std::string>(0) == kStarted;
  const bool is_known = killed || rows.size() == 2;
  const auto before = is_known ? rows[killed ? 0 : 1].get<std::string>(1) : settings;
  return settings + (before.starts_with(settings) ? "" : kOthers) + (killed ? kKilled : "");
}

}  // namespace

template <class About>
void RecordedRun::record(const char* what, About about) {
  try {
    state_.write([&](db::Transaction& tx) {
      catalog::record(tx, {.at = clock_.now()}, what, subject(), about(tx));
    });
  } catch (const db::Failure& failure) {
    log_.error(std::string{what} + ", and that is not recorded: " + failure.what());
  }
}

RecordedRun::RecordedRun(db::Database& state, std::string_view settings, const io::Clock& clock,
                         io::Log& log)
    : state_{state}, clock_{clock}, log_{log} {
  const std::string text = "settings sha256:" + crypto::sha256(settings).hex();
  record(kStarted, [&](db::Connection& db) { return told(db, text); });
}

RecordedRun::~RecordedRun() {
  record(kStopped, [](db::Connection&) { return std::string{}; });
}

}  // namespace relay::app
