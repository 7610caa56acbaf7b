#include "relay/json/value.h"

#include <array>

namespace relay::json {
namespace {

/// What stands where nothing was written.
template <class T>
const T& nothing() {
  static const T empty{};
  return empty;
}

template <class T>
const T& held_or_nothing(const Value& value) {
  const T* const held = std::get_if<T>(&value.held());
  return held != nullptr ? *held : nothing<T>();
}

}  // namespace

Value::Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

Value::Value(std::string text) : held_{std::move(text)} {}
Value::Value(std::string_view text) : held_{std::string{text}} {}
Value::Value(const char* text) : held_{std::string{text}} {}
Value::Value(List items) : held_{std::move(items)} {}
Value::Value(Record fields) : held_{std::move(fields)} {}
Value::Value(policy::Instant at) : held_{policy::rfc3339(at)} {}
Value::Value(const policy::Digest& digest) : held_{"sha256:" + digest.hex()} {}

const char* Value::kind() const {
  static constexpr std::array kKinds{"nothing", "true or false", "a number",
                                     "a text",  "a list",        "a record"};
  return kKinds.at(held_.index());
}

const Value& Value::operator[](std::string_view name) const {
  for (const Field& field : held_or_nothing<Record>(*this)) {
    if (field.name == name) return field.value;
  }
  return nothing<Value>();
}

const Value::List& Value::items() const {
  return held_or_nothing<List>(*this);
}
const std::string& Value::text() const {
  return held_or_nothing<std::string>(*this);
}
std::int64_t Value::number() const {
  return held_or_nothing<std::int64_t>(*this);
}
bool Value::truth() const {
  return held_or_nothing<bool>(*this);
}

bool operator==(const Value& a, const Value& b) {
  return a.held_ == b.held_;
}

}  // namespace relay::json
