#include "relay/db/database.h"

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/SQLite/Utility.h>
#include <Poco/Data/Session.h>
#include <sqlite3.h>

#include <cstdio>

#include "policy/require.h"
#include "relay/db/notary.h"
#include "relay/db/opening.h"
#include "relay/db/ownership.h"
#include "relay/db/statement.h"

namespace relay::db {
namespace {

constexpr const char* kInMemory = ":memory:";
constexpr std::chrono::milliseconds kNoPatience{0};

class Reader final : public Connection {
 public:
  explicit Reader(sqlite3* connection) : connection_{connection} {}

 private:
  std::vector<Row> select(const char* sql, std::vector<Cell> values) override {
    return db::select(connection_, sql, values);
  }

  sqlite3* const connection_;
};

class Writer final : public Transaction {
 public:
  // IMMEDIATE: the lock is taken now, so that a later statement does not fail for the want of it.
  Writer(sqlite3* connection, Notary* notary) : connection_{connection}, notary_{notary} {
    execute(connection_, "BEGIN IMMEDIATE");
  }
  ~Writer() override {
    // After some failures (disk full, I/O) SQLite has rolled back by itself.
    if (sqlite3_get_autocommit(connection_) != 0) return;
    try {
      execute(connection_, "ROLLBACK");
    } catch (const std::exception& failure) {
      // A boundary: we may be here because of another exception. The lock is gone with the process.
      std::fprintf(stderr, "a transaction could not be rolled back: %s\n", failure.what());
    }
  }
  void commit() override {
    if (notary_ != nullptr) notary_->attest(*this);
    execute(connection_, "COMMIT");
    if (notary_ != nullptr) notary_->attested();
  }

 private:
  std::vector<Row> select(const char* sql, std::vector<Cell> values) override {
    return db::select(connection_, sql, values);
  }
  std::size_t change(const char* sql, std::vector<Cell> values) override {
    // Else it would be committed at once, by itself.
    if (sqlite3_get_autocommit(connection_) != 0) {
      throw Failure{"the transaction has ended already, before: " + std::string{sql}};
    }
    return db::change(connection_, sql, values);
  }

  sqlite3* const connection_;
  Notary* const notary_;
};

Poco::Data::Session session(const std::filesystem::path& file) {
  static std::once_flag once;
  std::call_once(once, [] { Poco::Data::SQLite::Connector::registerConnector(); });
  try {
    return Poco::Data::Session{Poco::Data::SQLite::Connector::KEY, file.string()};
  } catch (const Poco::Exception& failure) {
    throw Failure{"database '" + file.string() +
                  "': it cannot be opened: " + failure.displayText()};
  }
}

// Absolute, because SQLite reads a name that begins with "file:" as a URI.
std::filesystem::path prepared(const std::filesystem::path& file) {
  if (file == kInMemory) return file;
  require_ours(file);
  keep_private(file);
  return std::filesystem::absolute(file);
}

}  // namespace

struct Database::Impl {
  explicit Impl(const std::filesystem::path& file)
      : session{db::session(file)},
        connection{Poco::Data::SQLite::Utility::dbHandle(session)},
        reader{connection} {}

  Poco::Data::Session session;
  sqlite3* const connection;  ///< The session's.
  Reader reader;
  Notary* notary = nullptr;
};

Database::Database(const std::filesystem::path& file, std::span<const Migration> migrations,
                   std::chrono::milliseconds patience)
    : impl_{std::make_unique<Impl>(prepared(file))} {
  const std::string name = "database '" + file.string() + "': ";
  try {
    settle(impl_->connection, patience);
    if (file != kInMemory) require_sound(impl_->connection);
    migrate(impl_->connection, migrations);
  } catch (const Damaged& damage) {
    throw Failure{name + "it is damaged (" + damage.what() +
                  "); keep a copy of it, put the newest backup in its place and start again"};
  } catch (const Failure& failure) {
    throw Failure{name + failure.what()};
  }
}

Database::Database(const std::filesystem::path& file, std::span<const Migration> migrations,
                   Disposable kept)
    : Database{file, migrations, kNoPatience} {
  try {
    relax(impl_->connection, kept);
  } catch (const Failure& failure) {
    throw Failure{"database '" + file.string() + "': " + failure.what()};
  }
}

Database::~Database() = default;

Database::Turn::Turn(Database& database) : database_{database} {
  policy::require(database.turn_of_.load() != std::this_thread::get_id(),
                  "a read or a transaction is not begun inside another");
  database.mutex_.lock();
  database.turn_of_ = std::this_thread::get_id();
}

Database::Turn::~Turn() {
  database_.turn_of_ = std::thread::id{};
  database_.mutex_.unlock();
}

Connection& Database::reading() {
  return impl_->reader;
}

std::unique_ptr<Transaction> Database::begin() {
  return std::make_unique<Writer>(impl_->connection, impl_->notary);
}

void Database::watch(Notary* notary) {
  const Turn turn{*this};
  impl_->notary = notary;
}

}  // namespace relay::db
