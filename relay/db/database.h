#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <span>
#include <string_view>
#include <thread>
#include <type_traits>
#include <vector>

#include "relay/db/row.h"

/// One typed face over Poco::Data's SQLite. A database has one connection behind one lock: whoever
/// reads or writes has it to himself, for milliseconds. Rollback journal and synchronous=EXTRA, so
/// an acknowledged transaction survives a power cut, but for what is Disposable.
namespace relay::db {

/// Reading. Only string literals are statements, one in each; values come in through $1, $2 … which
/// first appear in this order. All rows are read out before query() returns: no cursor stays open.
class Connection {
 public:
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  virtual ~Connection() = default;

  template <class... Values>
  std::vector<Row> query(const char* sql, const Values&... values) {
    return select(sql, {to_cell(values)...});
  }

 protected:
  Connection() = default;
  template <class T>
  static Cell to_cell(const T& value) {
    return Codec<T>::to(value);
  }
  template <class T>
  static Cell to_cell(const std::optional<T>& value) {
    return value ? Codec<T>::to(*value) : Cell{};
  }
  static Cell to_cell(const char* value) { return std::string{value}; }

 private:
  virtual std::vector<Row> select(const char* sql, std::vector<Cell> values) = 0;
};

/// The proof that one may write. Begins IMMEDIATE, rolls back unless committed; never nested, never
/// held over a download.
class Transaction : public Connection {
 public:
  /// Returns the number of rows changed.
  template <class... Values>
  std::size_t run(const char* sql, const Values&... values) {
    return change(sql, {to_cell(values)...});
  }
  /// Afterwards all of it is durable. Throws Failure, and then none of it is.
  virtual void commit() = 0;

 private:
  virtual std::size_t change(const char* sql, std::vector<Cell> values) = 0;
};

/// One numbered step of the schema; never edited once released.
struct Migration {
  unsigned number = 0;     ///< From 1, without gaps; user_version afterwards.
  std::string_view sql{};  ///< Several statements, run in one transaction.
};

/// For what may be lost at any time: a write-ahead log and synchronous=NORMAL. A power cut takes
/// the last transactions, never the file.
struct Disposable {
  std::uint64_t most_bytes = 0;  ///< What finds no room in so many is a Failure.
};

class Notary;

class Database {
 public:
  /// Opens or creates the file (":memory:" in tests), asserts its pragmas and brings the schema up
  /// to the newest migration. Throws Failure when the file is not ours (it is left as it was), is
  /// damaged, or is of a newer program. `patience` is how long to wait for a lock of another
  /// process.
  Database(const std::filesystem::path& file, std::span<const Migration> migrations,
           std::chrono::milliseconds patience = std::chrono::seconds{5});
  /// The same, kept otherwise; no other process's lock is waited for.
  Database(const std::filesystem::path& file, std::span<const Migration> migrations,
           Disposable kept);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// From now on this one is told of every transaction; before the first of them, by the thread
  /// that opened the database. It outlives the last one, or is taken away again with nullptr.
  void watch(Notary* notary);

  /// Runs `work(Connection&)` with the connection to itself; returns what it returns, by value.
  template <class Work>
  auto read(Work work) {
    const Turn turn{*this};
    return work(reading());
  }
  /// Runs `work(Transaction&)` in one transaction: committed when it returns, rolled back when it
  /// throws.
  template <class Work>
  auto write(Work work) {
    const Turn turn{*this};
    const std::unique_ptr<Transaction> transaction = begin();
    if constexpr (std::is_void_v<decltype(work(*transaction))>) {
      work(*transaction);
      transaction->commit();
    } else {
      auto result = work(*transaction);
      transaction->commit();
      return result;
    }
  }

 private:
  /// The lock, for one read() or write(). A second one inside the first ends the process with a
  /// sentence instead of waiting for itself for ever.
  class Turn {
   public:
    explicit Turn(Database& database);
    ~Turn();
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Database& database_;
  };

  Connection& reading();
  std::unique_ptr<Transaction> begin();

  std::mutex mutex_;
  std::atomic<std::thread::id> turn_of_{};
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::db
