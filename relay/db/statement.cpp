#include "relay/db/statement.h"

#include <sqlite3.h>

#include <memory>
#include <string_view>

#include "policy/require.h"

namespace relay::db {
namespace {

struct Finalize {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;

[[noreturn]] void fail(sqlite3* connection, const std::string& sql) {
  const std::string what =
      std::string{"the database says: "} + sqlite3_errmsg(connection) + ", to: " + sql;
  const int code = sqlite3_errcode(connection) & 0xff;  // Without the extension.
  if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB) throw Damaged{what};
  throw Failure{what};
}

// SQLite numbers parameters as they first appear, whatever they are called; PostgreSQL by their
// name. In this order both mean the same.
bool in_order(sqlite3_stmt* statement, std::size_t count) {
  if (sqlite3_bind_parameter_count(statement) != static_cast<int>(count)) return false;
  for (int place = 1; place <= static_cast<int>(count); ++place) {
    const char* const name = sqlite3_bind_parameter_name(statement, place);
    if (name == nullptr || name != "$" + std::to_string(place)) return false;
  }
  return true;
}

Statement prepare(sqlite3* connection, const char* sql, std::size_t values) {
  sqlite3_stmt* prepared = nullptr;
  const char* rest = nullptr;
  if (sqlite3_prepare_v2(connection, sql, -1, &prepared, &rest) != SQLITE_OK) fail(connection, sql);
  Statement statement{prepared};
  policy::require(statement && *rest == '\0', "a statement is one statement");
  policy::require(in_order(statement.get(), values),
                  "a statement has a value for each of $1, $2 …, which appear in this order");
  return statement;
}

// The cells outlive the statement's last step, so nothing is copied. An empty text is not NULL.
int bind(sqlite3_stmt* statement, int place, const Cell& value) {
  if (const auto* const number = std::get_if<std::int64_t>(&value)) {
    return sqlite3_bind_int64(statement, place, *number);
  }
  if (const auto* const text = std::get_if<std::string>(&value)) {
    return sqlite3_bind_text64(statement, place, text->data(), text->size(), SQLITE_STATIC,
                               SQLITE_UTF8);
  }
  return sqlite3_bind_null(statement, place);
}

void bind_all(sqlite3* connection, sqlite3_stmt* statement, const char* sql,
              const std::vector<Cell>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto* const text = std::get_if<std::string>(&values[i]);
    // SQL functions and comparisons would see only what stands before it.
    if (text != nullptr && text->find('\0') != std::string::npos) {
      throw Failure{"the text for $" + std::to_string(i + 1) +
                    " has a zero byte in it, in: " + sql};
    }
    if (bind(statement, static_cast<int>(i + 1), values[i]) != SQLITE_OK) fail(connection, sql);
  }
}

// By what the cell holds, not by what the column was declared as: an expression has no declaration.
Cell cell(sqlite3_stmt* statement, int column, const char* sql) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return {};
    case SQLITE_INTEGER:
      return std::int64_t{sqlite3_column_int64(statement, column)};
    case SQLITE_TEXT: {
      const auto* const text = sqlite3_column_text(statement, column);
      if (text == nullptr) throw Failure{"no memory for a text, in: " + std::string{sql}};
      const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
      return std::string(reinterpret_cast<const char*>(text), size);
    }
    default:
      throw Failure{"expected numbers and texts only, in: " + std::string{sql}};
  }
}

Row row(sqlite3_stmt* statement, const char* sql) {
  const int columns = sqlite3_column_count(statement);
  std::vector<Cell> cells;
  cells.reserve(static_cast<std::size_t>(columns));
  for (int column = 0; column < columns; ++column) cells.push_back(cell(statement, column, sql));
  return {std::move(cells), sql};
}

// Asking for the journal mode counts as writing, because setting it does.
bool only_reads(sqlite3_stmt* statement, std::string_view sql) {
  return sqlite3_stmt_readonly(statement) != 0 || sql.starts_with("PRAGMA ");
}

}  // namespace

std::vector<Row> select(sqlite3* connection, const char* sql, const std::vector<Cell>& values) {
  const Statement statement = prepare(connection, sql, values.size());
  policy::require(only_reads(statement.get(), sql), "query() only reads; run() writes");
  bind_all(connection, statement.get(), sql, values);

  std::vector<Row> rows;
  for (;;) {
    const int step = sqlite3_step(statement.get());
    if (step == SQLITE_DONE) return rows;
    if (step != SQLITE_ROW) fail(connection, sql);
    rows.push_back(row(statement.get(), sql));
  }
}

std::size_t change(sqlite3* connection, const char* sql, const std::vector<Cell>& values) {
  const Statement statement = prepare(connection, sql, values.size());
  policy::require(sqlite3_column_count(statement.get()) == 0, "run() yields no rows; query() does");
  bind_all(connection, statement.get(), sql, values);

  if (sqlite3_step(statement.get()) != SQLITE_DONE) fail(connection, sql);
  return static_cast<std::size_t>(sqlite3_changes64(connection));
}

void execute(sqlite3* connection, const std::string& sql) {
  if (sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(connection, sql);
  }
}

}  // namespace relay::db
