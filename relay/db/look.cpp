#include "relay/db/look.h"

#include <sqlite3.h>

#include "relay/db/statement.h"

namespace relay::db {
namespace {

// In a write-ahead log readers wait for nobody but who tidies it up at the end of a process.
constexpr int kPatienceOfLooks = 1'000;

struct CloseLook {
  void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using OwnConnection = std::unique_ptr<sqlite3, CloseLook>;

OwnConnection opened(const std::filesystem::path& file) {
  sqlite3* connection = nullptr;
  const std::string path = std::filesystem::absolute(file).string();
  const int result = sqlite3_open_v2(path.c_str(), &connection, SQLITE_OPEN_READONLY, nullptr);
  OwnConnection own{connection};
  if (result != SQLITE_OK) {
    throw Failure{"database '" + file.string() +
                  "': it cannot be looked at: " + sqlite3_errstr(result)};
  }
  return own;
}

}  // namespace

struct Look::Impl final : Connection {
  explicit Impl(const std::filesystem::path& file) : connection{opened(file)} {
    sqlite3_busy_timeout(connection.get(), kPatienceOfLooks);
    execute(connection.get(), "PRAGMA trusted_schema = OFF");
    execute(connection.get(), "PRAGMA cell_size_check = ON");
  }

  const OwnConnection connection;

 private:
  std::vector<Row> select(const char* sql, std::vector<Cell> values) override {
    return db::select(connection.get(), sql, values);
  }
};

Look::Look(const std::filesystem::path& file) : impl_{std::make_unique<Impl>(file)} {}
Look::~Look() = default;

Connection& Look::reading() {
  return *impl_;
}

}  // namespace relay::db
