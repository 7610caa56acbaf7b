#include "relay/db/database.h"

#include <array>
#include <catch2/catch.hpp>
#include <functional>
#include <limits>
#include <string>
#include <vector>

#include "relay/db/notary.h"
#include "tests/support/broken_belief.h"

using relay::db::Connection;
using relay::db::Database;
using relay::db::Failure;
using relay::db::Migration;
using relay::db::Transaction;

namespace {

constexpr std::array kThings{Migration{
    1, "CREATE TABLE thing (number INTEGER PRIMARY KEY, name TEXT, size INTEGER) STRICT;"}};

class Things {
 public:
  std::size_t add(std::int64_t number, const std::optional<std::string>& name,
                  const std::optional<std::int64_t>& size = std::nullopt) {
    return database.write([&](Transaction& tx) {
      return tx.run("INSERT INTO thing (number, name, size) VALUES ($1, $2, $3)", number, name,
                    size);
    });
  }
  std::int64_t count() {
    return database.read([](Connection& db) {
      return db.query("SELECT count(*) FROM thing")[0].get<std::int64_t>(0);
    });
  }

  Database database{":memory:", kThings};
};

std::string failure_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "no failure";
}

}  // namespace

TEST_CASE("what is written is what is read", "[db]") {
  Things things;
  things.add(1, "tuottaja – παραγωγός", std::numeric_limits<std::int64_t>::max());
  things.add(2, "", std::numeric_limits<std::int64_t>::min());
  things.add(3, std::nullopt);

  const auto rows = things.database.read([](Connection& db) {
    return db.query("SELECT number, name, size FROM thing ORDER BY number");
  });
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].get<std::string>(1) == "tuottaja – παραγωγός");
  CHECK(rows[0].get<std::int64_t>(2) == std::numeric_limits<std::int64_t>::max());
  CHECK(rows[1].maybe<std::string>(1) == "");
  CHECK(rows[1].maybe<std::int64_t>(2) == std::numeric_limits<std::int64_t>::min());
  CHECK_FALSE(rows[2].maybe<std::string>(1));
  CHECK_FALSE(rows[2].maybe<std::int64_t>(2));
}

TEST_CASE("an expression is read as what it is and not as text", "[db]") {
  Things things;
  CHECK(things.count() == 0);
  things.add(7, "7");
  things.database.read([](Connection& db) {
    const auto rows = db.query("SELECT max(number), max(name), number + $1 FROM thing", 1);
    CHECK(rows[0].get<std::int64_t>(0) == 7);
    CHECK(rows[0].get<std::string>(1) == "7");
    CHECK(rows[0].get<unsigned>(2) == 8);
  });
}

TEST_CASE("values are never part of a statement", "[db]") {
  Things things;
  const std::string name = "'); DELETE FROM thing; --";
  things.add(1, name);
  CHECK(things.count() == 1);
  things.database.read([&](Connection& db) {
    CHECK(db.query("SELECT number FROM thing WHERE name = $1", name).size() == 1);
    CHECK(db.query("SELECT number FROM thing WHERE name = $1", "other").empty());
  });
}

TEST_CASE("a text with a zero byte is refused", "[db]") {
  Things things;
  const std::string text{"clamav\0evil", 11};
  CHECK(failure_of([&] { things.add(1, text); }) ==
        "the text for $2 has a zero byte in it, in: "
        "INSERT INTO thing (number, name, size) VALUES ($1, $2, $3)");
  CHECK(things.count() == 0);
}

TEST_CASE("a number that does not fit is refused in both directions", "[db]") {
  Things things;
  CHECK(failure_of([&] {
          things.database.read([](Connection& db) {
            return db.query("SELECT $1", std::numeric_limits<std::uint64_t>::max()).size();
          });
        }) == "the number 18446744073709551615 does not fit");
  things.add(1, "a", 256);
  things.add(2, "b", 255);
  things.database.read([](Connection& db) {
    const auto rows = db.query("SELECT size FROM thing ORDER BY number");
    CHECK(rows[1].get<std::uint8_t>(0) == 255);
    CHECK(
        failure_of([&] { (void)rows[0].get<std::uint8_t>(0); }) ==
        "the database holds what is never written there: the number 256 does not fit, in column 1 "
        "of: SELECT size FROM thing ORDER BY number");
  });
}

TEST_CASE("a cell that is not what was asked for is a failure that names the statement", "[db]") {
  Things things;
  things.add(1, "a");
  things.database.read([](Connection& db) {
    const auto rows = db.query("SELECT name, size, 2, number FROM thing");
    CHECK(failure_of([&] { (void)rows[0].get<std::int64_t>(0); }) ==
          "the database holds what is never written there: expected a whole number, found 'a', in "
          "column 1 of: SELECT name, size, 2, number FROM thing");
    CHECK(
        failure_of([&] { (void)rows[0].get<std::string>(1); }) ==
        "the database holds what is never written there: expected a text, found NULL, in column 2 "
        "of: SELECT name, size, 2, number FROM thing");
    CHECK(
        failure_of([&] { (void)rows[0].get<bool>(2); }) ==
        "the database holds what is never written there: expected 0 or 1, found 2, in column 3 of: "
        "SELECT name, size, 2, number FROM thing");
    CHECK(rows[0].get<bool>(3));
    CHECK_THROWS_AS(db.query("SELECT 1.5"), Failure);
    CHECK_THROWS_AS(db.query("SELECT x'00'"), Failure);
  });
}

TEST_CASE("a failed statement says why and names itself", "[db]") {
  Things things;
  things.add(1, "a");
  CHECK(failure_of([&] { things.add(1, "b"); }) ==
        "the database says: UNIQUE constraint failed: thing.number, to: "
        "INSERT INTO thing (number, name, size) VALUES ($1, $2, $3)");
  CHECK(failure_of([&] {
          things.database.read(
              [](Connection& db) { return db.query("SELECT size FROM absent").size(); });
        }) == "the database says: no such table: absent, to: SELECT size FROM absent");
  CHECK(failure_of([&] {
          things.database.read(
              [](Connection& db) { return db.query("SELECT \"typo\" FROM thing").size(); });
        }) == "the database says: no such column: typo, to: SELECT \"typo\" FROM thing");
}

TEST_CASE("a transaction is all or nothing", "[db]") {
  Things things;
  CHECK_THROWS_AS(things.database.write([](Transaction& tx) {
    tx.run("INSERT INTO thing (number) VALUES ($1)", 1);
    tx.run("INSERT INTO thing (number) VALUES ($1)", 1);
  }),
                  Failure);
  CHECK(things.count() == 0);
  CHECK_THROWS_AS(things.database.write([](Transaction& tx) {
    tx.run("INSERT INTO thing (number) VALUES ($1)", 1);
    throw std::runtime_error{"a reason of the caller's own"};
  }),
                  std::runtime_error);
  CHECK(things.count() == 0);
  CHECK(things.add(1, "afterwards all is well") == 1);
  CHECK(things.count() == 1);
}

TEST_CASE("a transaction sees what it has written and says how many rows it changed", "[db]") {
  Things things;
  for (int number = 1; number <= 3; ++number) things.add(number, "a");
  const auto changed = things.database.write([](Transaction& tx) {
    const auto rows = tx.run("UPDATE thing SET name = $1 WHERE number > $2", "b", 1);
    CHECK(tx.query("SELECT number FROM thing WHERE name = $1", "b").size() == 2);
    return rows;
  });
  CHECK(changed == 2);
}

TEST_CASE("nothing is written after a transaction has ended", "[db]") {
  Things things;
  const auto said = failure_of([&] {
    things.database.write([](Transaction& tx) {
      tx.commit();
      tx.run("INSERT INTO thing (number) VALUES ($1)", 1);
    });
  });
  CHECK(said ==
        "the transaction has ended already, before: INSERT INTO thing (number) VALUES ($1)");
  CHECK(things.count() == 0);
}

TEST_CASE("parameters appear in order and each has its value", "[db]") {
  Things things;
  const auto asked = [&](auto query) {
    return tests::broken_belief([&] { things.database.read([&](Connection& db) { query(db); }); });
  };
  const std::string belief =
      "sluice: this must hold and does not: a statement has a value for each of $1, $2 …, which "
      "appear in this order\n";
  CHECK(asked([](Connection& db) { db.query("SELECT $1, $2, $1", 1, 2); }).empty());
  CHECK(asked([](Connection& db) { db.query("SELECT $2, $1", 1, 2); }) == belief);
  CHECK(asked([](Connection& db) { db.query("SELECT $1", 1, 2); }) == belief);
  CHECK(asked([](Connection& db) { db.query("SELECT $1, $2", 1); }) == belief);
  CHECK(asked([](Connection& db) { db.query("SELECT ?", 1); }) == belief);
  CHECK(asked([](Connection& db) { db.query("SELECT :a", 1); }) == belief);
}

TEST_CASE("a statement is one statement and does only what its function says", "[db]") {
  Things things;
  const auto broken = [&](auto work) {
    return !tests::broken_belief([&] { things.database.write(work); }).empty();
  };
  CHECK_FALSE(broken([](Transaction& tx) { tx.run("DELETE FROM thing"); }));
  CHECK(broken([](Transaction& tx) { tx.run("DELETE FROM thing; DELETE FROM thing"); }));
  CHECK(broken([](Transaction& tx) { tx.query("DELETE FROM thing"); }));
  CHECK(broken([](Transaction& tx) { tx.run("SELECT number FROM thing"); }));
  CHECK(broken([](Transaction& tx) { tx.query(""); }));
}

TEST_CASE("a read inside a transaction is a broken belief and not a dead lock", "[db]") {
  Things things;
  const auto said =
      tests::broken_belief([&] { things.database.write([&](Transaction&) { things.count(); }); });
  CHECK(
      said ==
      "sluice: this must hold and does not: a read or a transaction is not begun inside another\n");
}

TEST_CASE("threads take turns and lose nothing", "[db]") {
  Things things;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&things, thread] {
      for (int i = 0; i < 50; ++i) things.add(thread * 100 + i, "a");
    });
  }
  threads.clear();
  CHECK(things.count() == 200);
}

namespace {

/// Writes one more row into every transaction, and notes how it went on.
class Witness final : public relay::db::Notary {
 public:
  void attest(Transaction& tx) override {
    if (refuses) throw Failure{"no"};
    tx.run("INSERT INTO thing (number, name) VALUES ($1, 'seal')", 1'000 + ++seen);
  }
  void attested() noexcept override { ++durable; }

  bool refuses = false;
  int seen = 0;
  int durable = 0;
};

}  // namespace

TEST_CASE("whoever watches is told of each transaction and writes in it", "[db][notary]") {
  Things things;
  Witness witness;
  things.add(1, "before");
  things.database.watch(&witness);
  things.add(2, "watched");
  CHECK(things.count() == 3);
  CHECK(witness.durable == 1);

  CHECK_THROWS(things.database.write([](Transaction&) { throw std::runtime_error{"no"}; }));
  CHECK(witness.seen == 1);  // It never came to that.
  CHECK_THROWS_AS(things.add(2, "a number that is taken"), Failure);
  CHECK(things.count() == 3);
  CHECK(witness.durable == 1);

  things.database.watch(nullptr);
  things.add(3, "after");
  CHECK(things.count() == 4);
}

TEST_CASE("what is not attested is not written", "[db][notary]") {
  Things things;
  Witness witness;
  things.database.watch(&witness);
  witness.refuses = true;
  CHECK(failure_of([&] { things.add(1, "one"); }) == "no");
  CHECK(things.count() == 0);
  witness.refuses = false;
  things.add(1, "one");
  CHECK(things.count() == 2);
  CHECK(witness.durable == 1);
}
