#include "relay/db/row.h"

#include "policy/require.h"

namespace relay::db {

const Cell& Row::cell(std::size_t column) const {
  policy::require(column < cells_.size(), "a column that is read was selected");
  return cells_[column];
}

void Row::fail(std::size_t column, const Failure& nonsense) const {
  throw Failure{"the database holds what is never written there: " + std::string{nonsense.what()} +
                ", in column " + std::to_string(column + 1) + " of: " + sql_};
}

std::string show(const Cell& cell) {
  if (const auto* const number = std::get_if<std::int64_t>(&cell)) return std::to_string(*number);
  if (const auto* const text = std::get_if<std::string>(&cell)) return "'" + *text + "'";
  return "NULL";
}

void does_not_fit(const std::string& number) {
  throw Failure{"the number " + number + " does not fit"};
}

std::int64_t Codec<std::int64_t>::from(const Cell& cell) {
  if (const auto* const number = std::get_if<std::int64_t>(&cell)) return *number;
  throw Failure{"expected a whole number, found " + show(cell)};
}

std::string Codec<std::string>::from(const Cell& cell) {
  if (const auto* const text = std::get_if<std::string>(&cell)) return *text;
  throw Failure{"expected a text, found " + show(cell)};
}

bool Codec<bool>::from(const Cell& cell) {
  const std::int64_t number = Codec<std::int64_t>::from(cell);
  if (number == 0 || number == 1) return number == 1;
  throw Failure{"expected 0 or 1, found " + show(cell)};
}

}  // namespace relay::db
