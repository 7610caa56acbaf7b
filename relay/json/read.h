#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"
#include "relay/json/value.h"

namespace relay::json {

/// What somebody else's text may cost us.
struct Bounds {
  std::size_t bytes = 65'536;
  std::size_t depth = 16;  ///< Lists and records within each other.
  /// Of one record. Each name is looked for among those before it: 2 MB of records cost 0.2 s with
  /// a hundred fields, as with twenty, 0.8 s with a thousand and 7.5 s with ten thousand.
  std::size_t fields = 100;
};

/// What is wrong with somebody's JSON, and where.
struct Problem {
  std::string path{};  ///< "groups[0].name"; empty: the root.
  std::string what{};
  friend bool operator==(const Problem&, const Problem&) = default;
};
/// "groups[0].name: unknown"
std::string show(const Problem& problem);

/// Reads one JSON text (RFC 8259) and nothing after it. Refuses what is beyond the bounds, a field
/// that stands twice in one record, numbers that are not whole or beyond 64 bits, NUL, and bytes
/// that are not UTF-8; the refusal is a sentence for whoever wrote it.
policy::Result<Value, std::string> read(std::string_view text, Bounds bounds = {});
/// The same with the place to which it could be read.
policy::Result<Value, Problem> read_placed(std::string_view text, Bounds bounds = {});

/// A part of somebody's JSON on its way to becoming types. Asking for what is not there notes a
/// problem, "groups[1]: expected a text, found a number", and yields nothing; so all problems are
/// named at once. The value and the list of problems outlive it.
class Part {
 public:
  Part(const Value& root, std::vector<Problem>& problems) : Part{root, "", problems} {}

  bool null() const { return value_.null(); }
  bool is_list() const { return std::holds_alternative<Value::List>(value_.held()); }

  std::optional<std::string> text() const;
  std::optional<std::int64_t> number() const;
  std::optional<bool> truth() const;
  std::vector<Part> items() const;
  /// A field of a record; null where it is absent.
  Part operator[](std::string_view name) const;
  /// Notes every field with another name, or that this is not a record at all.
  void has_only(const std::vector<std::string_view>& names) const;
  /// Notes a problem of the caller's own about this part.
  void note(const std::string& problem) const;

 private:
  Part(const Value& value, std::string path, std::vector<Problem>& problems)
      : value_{value}, path_{std::move(path)}, problems_{problems} {}
  template <class T>
  const T* get(const char* expected) const;

  const Value& value_;
  std::string path_;
  std::vector<Problem>& problems_;
};

}  // namespace relay::json
