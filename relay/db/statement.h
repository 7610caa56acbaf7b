#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "relay/db/row.h"

struct sqlite3;

/// One statement, from its text to its last row, on the connection that Poco::Data has opened.
/// Throws Failure, which says what SQLite says and names the statement.
namespace relay::db {

/// The file is not what SQLite wrote.
class Damaged : public Failure {
 public:
  using Failure::Failure;
};

/// All rows of a statement that only reads.
std::vector<Row> select(sqlite3* connection, const char* sql, const std::vector<Cell>& values);

/// Runs a statement that writes; returns the number of rows changed.
std::size_t change(sqlite3* connection, const char* sql, const std::vector<Cell>& values);

/// Runs one or several statements that take no values and yield no rows.
void execute(sqlite3* connection, const std::string& sql);

/// The one cell of the one row of a statement without values.
template <class T>
T only(sqlite3* connection, const char* sql) {
  const auto rows = select(connection, sql, {});
  if (rows.size() != 1) throw Failure{"expected one row of: " + std::string{sql}};
  return rows.front().get<T>(0);
}

}  // namespace relay::db
