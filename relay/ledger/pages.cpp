#include "relay/ledger/pages.h"

#include <algorithm>
#include <array>

#include "relay/catalog/codecs.h"

namespace relay::ledger {
namespace {

using Standing = Voice::Standing;

constexpr std::array kStandings{"none", "waiting", "survived", "confirmed", "late"};

std::optional<Standing> parse_standing(std::string_view word) {
  const auto found = std::ranges::find(kStandings, word);
  if (found == kStandings.end()) return std::nullopt;
  return static_cast<Standing>(found - kStandings.begin());
}

}  // namespace
}  // namespace relay::ledger

namespace relay::db {

template <>
struct Codec<relay::ledger::Voice::Standing> {
  static Cell to(relay::ledger::Voice::Standing standing) {
    return std::string{relay::ledger::kStandings.at(static_cast<std::size_t>(standing))};
  }
  static relay::ledger::Voice::Standing from(const Cell& cell) {
    return catalog::parsed(cell, "a voice's standing", relay::ledger::parse_standing);
  }
};

template <>
struct Codec<relay::ledger::Rhythm> {
  static Cell to(const relay::ledger::Rhythm& rhythm) { return rhythm.text(); }
  static relay::ledger::Rhythm from(const Cell& cell) {
    return catalog::parsed(cell, "gaps in minutes", relay::ledger::Rhythm::parse);
  }
};

}  // namespace relay::db

namespace relay::ledger {
namespace {

using policy::FeedId;
using policy::GroupId;
using policy::Instant;
using policy::Sequence;

Account& account_of(Book& book, const db::Row& row) {
  FeedBook& feed = book.feeds()[row.get<FeedId>(0)];
  return feed.accounts[feed.account(row.get<GroupId>(1))];
}

void read_voice(const db::Row& row, Book& book) {
  FeedBook& feed = book.feeds()[row.get<FeedId>(0)];
  const Voice voice{.begun = row.get<Instant>(3),
                    .heard = row.get<Instant>(4),
                    .ends = row.get<Instant>(5),
                    .due = row.get<Bin>(6),
                    .slot = row.get<Slot>(7),
                    .release = row.get<std::uint32_t>(8),
                    .took = row.get<std::uint32_t>(9),
                    .rhythm = row.get<Rhythm>(10),
                    .group = feed.account(row.get<GroupId>(2)),
                    .standing = row.get<Standing>(11)};
  feed.voices.put(row.get<policy::Place>(1).value, voice);
}

// A page at a time: rows that were read out take ten times as much memory as voices.
void read_voices(db::Connection& db, Book& book) {
  std::string feed;
  for (std::int64_t place = 0;;) {
    const auto rows = db.query(
        "SELECT feed, place, group_id, begun, heard, ends, due, slot, release, took, gaps, standing"
        " FROM voice WHERE (feed, place) > ($1, $2) ORDER BY feed, place LIMIT 1000",
        feed, place);
    if (rows.empty()) return;
    for (const db::Row& row : rows) read_voice(row, book);
    feed = rows.back().get<std::string>(0);
    place = rows.back().get<std::int64_t>(1);
  }
}

void read_accounts(db::Connection& db, Book& book) {
  for (const db::Row& row : db.query("SELECT feed, group_id, due, slot, release, asked, returned,"
                                     " taken, taken_returned FROM waiting")) {
    account_of(book, row).waiting.put({row.get<Bin>(2), row.get<Slot>(3), row.get<Sequence>(4)},
                                      {row.get<std::uint32_t>(5), row.get<std::uint32_t>(6),
                                       row.get<std::uint32_t>(7), row.get<std::uint32_t>(8)});
  }
  for (const db::Row& row : db.query("SELECT feed, group_id, slot, release, mature, silent, takes,"
                                     " takes_silent FROM slot")) {
    account_of(book, row).slots.put({row.get<Slot>(2), row.get<Sequence>(3)},
                                    {row.get<std::uint32_t>(4), row.get<std::uint32_t>(5),
                                     row.get<std::uint32_t>(6), row.get<std::uint32_t>(7)});
  }
  for (const db::Row& row : db.query("SELECT feed, group_id, release, taken, mature, survived,"
                                     " confirmed, silent, back, looks, last_take FROM fared")) {
    const policy::Tally tally{.taken = row.get<std::uint64_t>(3),
                              .mature = row.get<std::uint64_t>(4),
                              .survived = row.get<std::uint64_t>(5),
                              .confirmed = row.get<std::uint64_t>(6),
                              .silent = row.get<std::uint64_t>(7)};
    account_of(book, row).fared.put(row.get<Sequence>(2), {.tally = tally,
                                                           .back = row.get<std::uint64_t>(8),
                                                           .looks = row.get<std::uint64_t>(9),
                                                           .last_take = row.get<Instant>(10)});
  }
}

void write_voices(db::Transaction& tx, const FeedId& feed, const FeedBook& book) {
  for (const std::uint64_t number : book.voices.touched()) {
    const policy::Place place{number};
    const Voice* const voice = book.voices.find(number);
    if (voice == nullptr) {
      tx.run("DELETE FROM voice WHERE feed = $1 AND place = $2", feed, place);
      continue;
    }
    tx.run(
        "INSERT OR REPLACE INTO voice (feed, place, group_id, begun, heard, ends, due, slot,"
        " release, took, gaps, standing)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        feed, place, book.accounts[voice->group].group, voice->begun, voice->heard, voice->ends,
        voice->due, voice->slot, voice->release, voice->took, voice->rhythm, voice->standing);
  }
}

void write_waiting(db::Transaction& tx, const FeedId& feed, const Account& account) {
  for (const Visit& visit : account.waiting.touched()) {
    const Waiting* const cell = account.waiting.find(visit);
    if (cell == nullptr) {
      tx.run(
          "DELETE FROM waiting WHERE feed = $1 AND group_id = $2 AND due = $3 AND slot = $4"
          " AND release = $5",
          feed, account.group, visit.due, visit.slot, visit.release);
      continue;
    }
    tx.run(
        "INSERT OR REPLACE INTO waiting (feed, group_id, due, slot, release, asked, returned,"
        " taken, taken_returned) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        feed, account.group, visit.due, visit.slot, visit.release, cell->asked, cell->returned,
        cell->taken, cell->taken_returned);
  }
}

void write_slots(db::Transaction& tx, const FeedId& feed, const Account& account) {
  for (const auto& [slot, release] : account.slots.touched()) {
    const Counted* const cell = account.slots.find({slot, release});
    if (cell == nullptr) {
      tx.run("DELETE FROM slot WHERE feed = $1 AND group_id = $2 AND slot = $3 AND release = $4",
             feed, account.group, slot, release);
      continue;
    }
    tx.run(
        "INSERT OR REPLACE INTO slot (feed, group_id, slot, release, mature, silent, takes,"
        " takes_silent) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        feed, account.group, slot, release, cell->mature, cell->silent, cell->takes,
        cell->takes_silent);
  }
}

void write_fared(db::Transaction& tx, const FeedId& feed, const Account& account) {
  for (const Sequence release : account.fared.touched()) {
    const Fared* const fate = account.fared.find(release);
    if (fate == nullptr) {
      tx.run("DELETE FROM fared WHERE feed = $1 AND group_id = $2 AND release = $3", feed,
             account.group, release);
      continue;
    }
    tx.run(
        "INSERT OR REPLACE INTO fared (feed, group_id, release, taken, mature, survived, confirmed,"
        " silent, back, looks, last_take) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        feed, account.group, release, fate->tally.taken, fate->tally.mature, fate->tally.survived,
        fate->tally.confirmed, fate->tally.silent, fate->back, fate->looks, fate->last_take);
  }
}

}  // namespace

void read(db::Connection& db, Book& book) {
  read_voices(db, book);
  read_accounts(db, book);
  Listening listening;
  for (const db::Row& row : db.query("SELECT until, deaf, voided FROM listening")) {
    listening = {.until = row.get<Instant>(0),
                 .deaf = policy::Span{row.get<std::int64_t>(1)},
                 .voided = row.get<Instant>(2)};
  }
  book.resume(listening);
}

void write(db::Transaction& tx, Book& book) {
  for (const auto& [feed, part] : book.feeds()) {
    write_voices(tx, feed, part);
    for (const Account& account : part.accounts) {
      write_waiting(tx, feed, account);
      write_slots(tx, feed, account);
      write_fared(tx, feed, account);
    }
  }
  const Listening& listening = book.listening();
  if (!listening.until) return;
  tx.run("INSERT OR REPLACE INTO listening (one, until, deaf, voided) VALUES (1, $1, $2, $3)",
         *listening.until, listening.deaf.count(), listening.voided);
}

void written(Book& book) {
  for (auto& [feed, part] : book.feeds()) {
    part.voices.written();
    for (Account& account : part.accounts) {
      account.waiting.written();
      account.slots.written();
      account.fared.written();
    }
  }
}

bool touched(Book& book) {
  return std::ranges::any_of(book.feeds(), [](const auto& feed) {
    return !feed.second.voices.touched().empty() ||
           std::ranges::any_of(feed.second.accounts, [](const Account& account) {
             return !account.waiting.touched().empty() || !account.slots.touched().empty() ||
                    !account.fared.touched().empty();
           });
  });
}

}  // namespace relay::ledger
