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
