#include "relay/ledger/pages.h"

#include <catch2/catch.hpp>

#include "relay/ledger/schema.h"
#include "tests/relay/ledger/a_book.h"
#include "tests/support/failing_disk.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::ledger::Book;
using tests::ABook;
using tests::acme;

namespace {

relay::db::Database open(const std::filesystem::path& file) {
  return {file, relay::ledger::migrations()};
}

void keep(relay::db::Database& file, Book& book) {
  file.write([&](relay::db::Transaction& tx) { write(tx, book); });
  written(book);
}

Book read_again(relay::db::Database& file) {
  Book book;
  file.read([&](relay::db::Connection& db) { read(db, book); });
  return book;
}

/// What a story of some days leaves behind, in every table.
void live(ABook& a) {
  a.all_hourly("pilot", 6, 4, 1);
  a.all_hourly("office", 3, 3, 1);
  for (const std::uint64_t device : {1U, 2U, 3U}) a.take("pilot", device, 2);
  a.pass(1h);
  a.confirm("pilot", 1, 2);
  a.pass(2h);
  a.ask("pilot", 2, 2);
  a.take("pilot", 4, 3);
}

}  // namespace

TEST_CASE("a book is read as it was written", "[ledger]") {
  ABook a;
  live(a);
  auto file = open(":memory:");
  keep(file, a.book);
  Book again = read_again(file);
  CHECK(again.look() == a.book.look());
  CHECK(again.took(acme(), {2}) == a.book.took(acme(), {2}));
  CHECK(again.listening().until == a.book.listening().until);
  CHECK_FALSE(touched(again));

  // And goes on as it would have.
  for (Book* const one : {&a.book, &again}) {
    one->listen(a.now + 4min);
    one->hear({.feed = acme(),
               .group = tests::group("pilot"),
               .voice = {5},
               .release = {3},
               .at = a.now + 4min},
              a.now + 4min);
    for (int minutes = 5; minutes <= 200; minutes += 5) {
      one->listen(a.now + minutes * 1min);
      one->ripen();
    }
  }
  CHECK(again.look() == a.book.look());
}

TEST_CASE("a restart after a loss keeps apart who waits and who does not", "[ledger]") {
  ABook a;
  a.take("pilot", 1, 2);
  a.book.lost();
  a.pass(1s);
  a.take("pilot", 2, 2);  // Is due in the same five minutes.
  auto file = open(":memory:");
  keep(file, a.book);
  a.book = read_again(file);
  a.pass(1h);
  for (const std::uint64_t device : {1U, 2U}) a.ask("pilot", device, 2);
  CHECK(tests::text(a.tally(2)) == "taken 2, mature 0, survived 1, confirmed 0, silent 0");
  keep(file, a.book);
  a.book = read_again(file);
  CHECK(tests::text(a.tally(2)) == "taken 2, mature 0, survived 1, confirmed 0, silent 0");
  a.pass(48h);
  keep(file, a.book);
  CHECK(tests::text(a.tally(2)) == "taken 2, mature 1, survived 1, confirmed 0, silent 0");
}

TEST_CASE("only what was touched is written and what is gone is removed", "[ledger]") {
  ABook a;
  live(a);
  auto file = open(":memory:");
  keep(file, a.book);
  CHECK_FALSE(touched(a.book));
  a.pass(48h);
  CHECK(touched(a.book));
  keep(file, a.book);
  CHECK(file.read([](relay::db::Connection& db) {
    return db.query("SELECT count(*) FROM waiting").front().get<std::int64_t>(0);
  }) == 0);
  a.pass(24h * 91);
  keep(file, a.book);
  CHECK(file.read([](relay::db::Connection& db) {
    return db
        .query(
            "SELECT (SELECT count(*) FROM voice) + (SELECT count(*) FROM slot)"
            " + (SELECT count(*) FROM fared)")
        .front()
        .get<std::int64_t>(0);
  }) == 0);
}

TEST_CASE("a write that the disk breaks off changes nothing and is made good", "[ledger]") {
  int failures = 0;
  for (int nth = 1; nth < 200; ++nth) {
    tests::TempFolder folder;
    ABook a;
    a.take("pilot", 1, 2);
    auto file = open(folder / "ledger.db");
    keep(file, a.book);
    a.pass(1h);
    a.take("pilot", 2, 2);
    bool broken = false;
    {
      const tests::FailingDisk disk{nth};
      try {
        keep(file, a.book);
      } catch (const relay::db::Failure&) {
        broken = true;
      }
      if (!disk.failed()) break;
    }
    ++failures;
    CAPTURE(nth);
    if (broken) {
      CHECK(touched(a.book));
      CHECK(read_again(file).took(acme(), {2}) == std::vector<policy::Place>{{1}});
      keep(file, a.book);
    }
    CHECK(read_again(file).took(acme(), {2}) == std::vector<policy::Place>{{1}, {2}});
  }
  CHECK(failures > 3);
}

TEST_CASE("what we never write is refused", "[ledger]") {
  auto file = open(":memory:");
  ABook a;
  a.take("pilot", 1, 2);
  keep(file, a.book);
  file.write([](relay::db::Transaction& tx) { tx.run("UPDATE voice SET gaps = '60 and more'"); });
  CHECK_THROWS_AS(read_again(file), relay::db::Failure);
}

TEST_CASE("more voices than fit a page are read", "[ledger]") {
  ABook a;
  std::vector<policy::Place> all;
  for (std::uint64_t device = 1; device <= 1'201; ++device) {
    const std::uint64_t place = device * 0x9e3779b97f4a7c15U;
    a.take(device % 2 == 0 ? "pilot" : "office", place, 2);
    all.push_back({place});
  }
  auto file = open(":memory:");
  keep(file, a.book);
  std::ranges::sort(all);
  CHECK(read_again(file).took(acme(), {2}) == all);
}
