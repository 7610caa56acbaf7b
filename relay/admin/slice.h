#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "relay/admin/call.h"
#include "relay/json/value.h"

/// The one way of every list that can be long: `limit` entries of it behind `after`, which is what
/// the answer before had as `next`; null there: that was all. What a cursor says is nobody's to
/// make up.
namespace relay::admin {

inline constexpr std::size_t kUsualSlice = 100;
inline constexpr std::size_t kLargestSlice = 1'000;

struct Slice {
  std::size_t limit = kUsualSlice;
  std::optional<std::string> after{};
};
policy::Result<Slice, http::Response> slice_named(const Call& call);

/// The same of a list that is newest first, by the numbers of its rows.
struct Numbered {
  std::size_t limit = kUsualSlice;
  std::int64_t below = 0;  ///< 0: from the newest.
};
policy::Result<Numbered, http::Response> numbered_slice_named(const Call& call);
/// A whole number from 1; nothing: it is none.
std::optional<std::int64_t> number_in(std::string_view text);
http::Response bad_after();

/// Of rows that were asked for with one more than `limit`: takes that off, and yields `next`.
template <class Row, class CursorOf>
json::Value cut(std::vector<Row>& rows, std::size_t limit, CursorOf cursor_of) {
  if (rows.size() <= limit) return {};
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(limit), rows.end());
  return json::Value{cursor_of(rows.back())};
}

/// The same of rows with numbers.
template <class Row>
json::Value cut(std::vector<Row>& rows, std::size_t limit) {
  return cut(rows, limit, [](const Row& row) { return std::to_string(row.number); });
}

/// A piece of a list.
struct Cut {
  json::Value::List list{};
  std::int64_t left = 0;  ///< Rows that are older than these.

  json::Value next() const { return left == 0 ? json::Value{} : json::Value{std::to_string(left)}; }
};
/// Of rows that are only ever added to, oldest first: the newest of the first `below` of them (0:
/// of all), newest first, each told by `describe_one`.
template <class Rows, class Describe>
Cut newest_of(const Rows& rows, const Numbered& slice, Describe describe_one) {
  std::size_t end = rows.size();
  if (slice.below > 0) end = std::min(end, static_cast<std::size_t>(slice.below));
  const std::size_t begin = end - std::min(end, slice.limit);
  Cut cut{.left = static_cast<std::int64_t>(begin)};
  for (std::size_t i = end; i > begin; --i) cut.list.push_back(describe_one(rows[i - 1]));
  return cut;
}

}  // namespace relay::admin
