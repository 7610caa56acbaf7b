#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

/// One typed face over Poco::Data's SQLite. A database has one connection behind one lock: whoever
/// reads or writes has it to himself, for milliseconds. Rollback journal and synchronous=EXTRA, so an
/// acknowledged transaction survives a power cut.
namespace relay::db {

/// The machine under us failed, or our own file holds what we never write. Names the statement.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a column holds. Blobs are not used: digests are their hexadecimal text.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;

/// How a type stands in a column; specialised in relay/catalog/codecs.h for the policy's nouns.
/// `static Cell to(const T&)` and `static T from(const Cell&)`, which throws Failure on nonsense.
template <class T>
struct Codec;

class Row {
 public:
  explicit Row(std::vector<Cell> cells) : cells_{std::move(cells)} {}
  template <class T>
  T get(std::size_t column) const {
    return Codec<T>::from(cells_.at(column));
  }
  template <class T>
  std::optional<T> maybe(std::size_t column) const {
    if (std::holds_alternative<std::monostate>(cells_.at(column))) return std::nullopt;
    return get<T>(column);
  }

 private:
  std::vector<Cell> cells_;
};

/// Reading. Only string literals are statements; values come in through $1, $2 … in this order.
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
  unsigned number = 0;  ///< From 1, without gaps; user_version afterwards.
  std::string_view sql{};  ///< Several statements, run in one transaction.
};

class Database {
 public:
  /// Opens or creates the file (":memory:" in tests), asserts its pragmas and brings the schema up to
  /// the newest migration. Throws Failure when the file is not ours, is damaged, or is of a newer
  /// program.
  Database(const std::filesystem::path& file, std::span<const Migration> migrations);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs `work(Connection&)` with the connection to itself; returns what it returns, by value.
  template <class Work>
  auto read(Work work) {
    const std::unique_lock lock{mutex_};
    return work(reading());
  }
  /// Runs `work(Transaction&)` in one transaction: committed when it returns, rolled back when it throws.
  template <class Work>
  auto write(Work work) {
    const std::unique_lock lock{mutex_};
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
  Connection& reading();
  std::unique_ptr<Transaction> begin();

  std::mutex mutex_;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

template <>
struct Codec<std::int64_t> {
  static Cell to(std::int64_t value) { return value; }
  static std::int64_t from(const Cell& cell);
};
template <>
struct Codec<std::string> {
  static Cell to(const std::string& value) { return value; }
  static std::string from(const Cell& cell);
};

}  // namespace relay::db
