#include "relay/telemetry/telemetry.h"

#include <stdexcept>

#include "relay/telemetry/pages.h"
#include "relay/telemetry/schema.h"

namespace relay::telemetry {
namespace {

/// What a transaction may add, and what the deletion before it needs.
constexpr std::uint64_t kReserve = 4;
constexpr std::uint64_t kLessInMemory = 8;
constexpr const char* kInMemory = ":memory:";

}  // namespace

Telemetry::Telemetry(const Settings& settings, io::Log& log)
    : settings_{settings},
      log_{log},
      database_{open()},
      look_{look()},
      unwritten_{settings.most_unwritten, settings.salt} {
  for (std::size_t i = 0; i < settings.loops; ++i) {
    pads_.push_back(std::make_unique<Pad>(settings.salt));
  }
}

std::unique_ptr<db::Database> Telemetry::open() {
  try {
    return std::make_unique<db::Database>(settings_.file, migrations(),
                                          db::Disposable{settings_.most_bytes});
  } catch (const std::runtime_error& failure) {
    log_.error("what devices do is kept in memory until the relay ends: " +
               std::string{failure.what()} + "; this file may be deleted at any time");
    settings_.most_bytes /= kLessInMemory;
    settings_.file = kInMemory;
    return std::make_unique<db::Database>(settings_.file, migrations(),
                                          db::Disposable{settings_.most_bytes});
  }
}

std::unique_ptr<db::Look> Telemetry::look() {
  if (settings_.file == kInMemory) return nullptr;
  try {
    return std::make_unique<db::Look>(settings_.file);
  } catch (const db::Failure& failure) {
    log_.error(std::string{"whoever counts devices makes who records them wait: "} +
               failure.what());
    return nullptr;
  }
}

void Telemetry::record(policy::Instant now) {
  const std::lock_guard lock{mutex_};
  hear(now);
  const bool soon = written_ && now >= *written_ && now - *written_ < kCommit;
  if (!soon) write(now);
}

void Telemetry::finish(policy::Instant now) {
  const std::lock_guard lock{mutex_};
  hear(now);
  write(now);
}

void Telemetry::hear(policy::Instant now) {
  heard_ = now;
  for (const auto& pad : pads_) {
    left_out_ += pad->lost();
    pad->take([&](const Note& note) { hear(note, now); });
  }
}

// Who has no credential waits for the next minute; what finds no room then is left out.
void Telemetry::hear(const Note& note, policy::Instant now) {
  Note* all = room_for(note);
  if (all == nullptr && authenticated(note.known) && write(now)) all = room_for(note);
  if (all != nullptr) {
    all->add(note, now);
  } else {
    ++left_out_;
  }
}

// Counted is what was made, so there are never more crowds than notes.
Note* Telemetry::room_for(const Note& note) {
  const Who who = note.key.who();
  const auto crowd = crowd_of(note);
  if (!crowd || unwritten_.has(who)) return unwritten_.of(who, note.known);
  const auto others = crowds_.find(*crowd);
  if (others != crowds_.end() && others->second >= settings_.most_of_crowd) return nullptr;
  Note* const made = unwritten_.of(who, note.known);
  if (made != nullptr) ++crowds_[*crowd];
  return made;
}

bool Telemetry::write(policy::Instant now) {
  written_ = now;
  try {
    database_->write([&](db::Transaction& tx) {
      forget(tx, now - settings_.kept, settings_.most_bytes - settings_.most_bytes / kReserve);
      for (const Note& note : unwritten_.notes()) add(tx, note);
      for (const auto& [crowd, newcomers] : crowds_) {
        thin(tx, crowd, settings_.most_of_crowd);
      }
    });
  } catch (const db::Failure& failure) {
    if (!failing_) {
      log_.error("what devices do cannot be written down and is kept in memory: " +
                 std::string{failure.what()});
    }
    failing_ = true;
    return false;
  }
  unwritten_.clear();
  crowds_.clear();
  look_for_never_offered();
  if (failing_) log_.notice("what devices do is written down again");
  failing_ = false;
  return true;
}

List Telemetry::list(const Wanted& wanted) {
  const std::lock_guard lock{mutex_};
  write(heard_);
  return database_->read([&](db::Connection& db) { return telemetry::list(db, wanted); });
}

std::optional<Seen> Telemetry::device(const std::string& key) {
  const std::lock_guard lock{mutex_};
  write(heard_);
  return database_->read([&](db::Connection& db) { return find(db, key); });
}

std::vector<Take> Telemetry::takes(const std::string& key) {
  const std::lock_guard lock{mutex_};
  write(heard_);
  return database_->read([&](db::Connection& db) { return takes_of(db, key); });
}

void Telemetry::write_down() {
  const std::lock_guard lock{mutex_};
  write(heard_);
}

std::set<std::string> Telemetry::remembered(const std::vector<std::string>& keys) {
  const std::lock_guard lock{mutex_};
  return database_->read([&](db::Connection& db) { return telemetry::remembered(db, keys); });
}

Telemetry::Counts Telemetry::counts() {
  const std::lock_guard lock{mutex_};
  write(heard_);
  const auto devices = database_->read([](db::Connection& db) { return count(db); });
  return {devices, left_out_};
}

// Without another connection whoever writes waits.
template <class Work>
auto Telemetry::walk(Work work) {
  {
    const std::lock_guard lock{mutex_};
    write(heard_);
    if (!look_) return database_->read(work);
  }
  return look_->read(work);
}

std::map<std::string, GroupTally> Telemetry::by_group(policy::Instant silent_since) {
  const std::lock_guard lock{tallying_};
  const bool lately = tallied_ && silent_since >= tallied_->silent_since &&
                      silent_since - tallied_->silent_since < kTallied;
  if (!lately) {
    tallied_ = {silent_since, walk([&](db::Connection& db) { return tallies(db, silent_since); })};
  }
  return tallied_->groups;
}

std::vector<NeverOffered> Telemetry::never_offered() const {
  const std::lock_guard lock{telling_};
  return never_offered_;
}

// Where the file does not answer it stays as it was: the log has said so.
void Telemetry::look_for_never_offered() {
  try {
    auto found = database_->read(telemetry::never_offered);
    const std::lock_guard lock{telling_};
    never_offered_ = std::move(found);
  } catch (const db::Failure& failure) {
    log_.error("which devices have what they were never offered is not known: " +
               std::string{failure.what()});
  }
}

std::map<std::string, Offers> Telemetry::offers(const std::string& feed, policy::Sequence release) {
  return walk([&](db::Connection& db) { return telemetry::offers(db, feed, release); });
}

}  // namespace relay::telemetry
