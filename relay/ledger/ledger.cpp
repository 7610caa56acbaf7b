#include "relay/ledger/ledger.h"

#include <chrono>
#include <string>
#include <utility>

#include "relay/ledger/pages.h"
#include "relay/ledger/schema.h"

namespace relay::ledger {
namespace {

// The recorder has the book to itself; nobody else opens the file.
constexpr std::chrono::milliseconds kPatience{100};
constexpr policy::Span kTellAgain{std::chrono::hours{1}};

policy::Instant beginning_of_bin(policy::Instant at) {
  return at - at.time_since_epoch() % kBin;
}

}  // namespace

Ledger::Ledger(std::filesystem::path file, std::size_t loops, io::Log& log)
    : path_{std::move(file)}, log_{log}, evidence_{std::make_shared<const Evidence>()} {
  for (std::size_t i = 0; i < loops; ++i) queues_.push_back(std::make_unique<Queue>());
  open();
}

bool Ledger::open() {
  try {
    auto opened = std::make_unique<db::Database>(path_, migrations(), kPatience);
    Book book;
    opened->read([&](db::Connection& db) { read(db, book); });
    book.follow(groups_);
    for (const std::uint64_t device : book_.retired()) book.retire({device});
    book_ = std::move(book);
    file_ = std::move(opened);
  } catch (const std::runtime_error& failure) {
    if (!opening_.has_failed()) {
      log_.error("what devices take is not recorded, so gates that ask for it stay shut: " +
                 std::string{failure.what()});
    }
    opening_.failed();
    return false;
  }
  if (opening_.has_failed()) log_.notice("what devices take is recorded now");
  opening_.succeeded();
  evidence_.with(
      [&](EvidencePtr& evidence) { evidence = std::make_shared<const Evidence>(book_.look()); });
  return true;
}

void Ledger::follow(const std::vector<policy::Group>& groups) {
  const std::lock_guard lock{mutex_};
  groups_ = groups;
  book_.follow(groups);
}

void Ledger::retire(policy::Place device) {
  const std::lock_guard lock{mutex_};
  book_.retire(device);
}

void Ledger::expect(policy::Place device) {
  const std::lock_guard lock{mutex_};
  book_.expect(device);
}

bool Ledger::record(policy::Instant now) {
  const std::lock_guard lock{mutex_};
  if (!file_) {
    for (const auto& queue : queues_) {
      while (queue->take()) continue;
      queue->lost();
    }
    return opening_.due(now) && open();
  }
  hear(now);
  const bool news = look(now);
  keep(now);
  return news;
}

void Ledger::finish(policy::Instant now) {
  const std::lock_guard lock{mutex_};
  if (!file_) return;
  hear(now);
  commit(now);
}

void Ledger::hear(policy::Instant now) {
  book_.listen(now);
  std::uint64_t lost = 0;
  for (const auto& queue : queues_) {
    lost += queue->lost();
    while (const auto sighting = queue->take()) book_.hear(*sighting, now);
  }
  if (lost > 0) {
    lost_ += lost;
    book_.lost();
  }
  tell_of_losses(now);
  for (const std::string& alarm : book_.alarms()) log_.warning(alarm);
}

void Ledger::tell_of_losses(policy::Instant now) {
  const bool soon = told_ && now >= *told_ && now - *told_ < kTellAgain;
  if (lost_ == 0 || soon) return;
  log_.warning(std::to_string(std::exchange(lost_, 0)) +
               " requests came faster than they could be recorded; devices that were to return"
               " by now are judged neither way");
  told_ = now;
}

bool Ledger::look(policy::Instant now) {
  if (looked_ == beginning_of_bin(now)) return false;
  looked_ = beginning_of_bin(now);
  book_.ripen();
  auto made = std::make_shared<const Evidence>(book_.look());
  return evidence_.with([&](EvidencePtr& before) {
    const bool news = *before != *made;
    before = std::move(made);
    return news;
  });
}

void Ledger::keep(policy::Instant now) {
  const policy::Span pause = touched(book_) ? kCommit : kBin;
  if (committed_ && now >= *committed_ && now - *committed_ < pause) return;
  if (!writing_.due(now)) return;
  commit(now);
}

void Ledger::commit(policy::Instant now) {
  committed_ = now;
  try {
    file_->write([&](db::Transaction& tx) { write(tx, book_); });
    written(book_);
    if (writing_.has_failed()) log_.notice("what devices take is written down again");
    writing_.succeeded();
  } catch (const db::Failure& failure) {
    const bool known = writing_.has_failed();
    writing_.failed();
    if (known) return;
    log_.error("what devices take cannot be written down and is kept in memory: " +
               std::string{failure.what()});
  }
}

EvidencePtr Ledger::evidence() const {
  return evidence_.with([](const EvidencePtr& evidence) { return evidence; });
}

std::vector<policy::Place> Ledger::took(const policy::FeedId& feed, policy::Sequence release) {
  const std::lock_guard lock{mutex_};
  return book_.took(feed, release);
}

std::vector<Adoption> Ledger::adoption(const policy::FeedId& feed, policy::Sequence release) {
  std::vector<Adoption> all;
  for (std::size_t i = 0;; ++i) {
    const std::lock_guard lock{mutex_};
    const auto book = book_.feeds().find(feed);
    if (book == book_.feeds().end() || i == book->second.accounts.size()) return all;
    auto one = ledger::adoption(book->second.accounts[i], release);
    if (one) all.push_back(*std::move(one));
  }
}

}  // namespace relay::ledger
