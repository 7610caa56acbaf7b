#include "relay/json/read.h"

#include <Poco/JSON/Handler.h>
#include <Poco/JSON/JSONException.h>
#include <Poco/JSON/Parser.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "relay/json/utf8.h"

namespace relay::json {
namespace {

using policy::Refused;

/// Ends Poco's parsing from within; its parser cleans up only after exceptions of std's family.
[[noreturn]] void stop(const std::string& why) {
  throw Poco::JSON::JSONException(why);
}

/// Builds a Value from what Poco's parser reports.
class Builder final : public Poco::JSON::Handler {
 public:
  explicit Builder(const Bounds& bounds) : bounds_{bounds} {}

  void reset() override {
    root_ = {};
    open_.clear();
  }
  void startObject() override { open(Value::Record{}); }
  void endObject() override { shut(); }
  void startArray() override { open(Value::List{}); }
  void endArray() override { shut(); }
  void key(const std::string& name) override {
    const auto& fields = std::get<Value::Record>(open_.back().held);
    if (fields.size() >= bounds_.fields) {
      stop("a record has more than " + std::to_string(bounds_.fields) + " fields");
    }
    const bool doubled =
        std::ranges::any_of(fields, [&](const Field& field) { return field.name == name; });
    if (doubled) stop("the field '" + name + "' stands twice in one record");
    open_.back().name = name;
  }
  void null() override { add({}); }
  void value(int number) override { add(number); }
  void value(unsigned number) override { add(number); }
  void value(Poco::Int64 number) override { add(number); }
  void value(Poco::UInt64 number) override { add(number); }
  void value(double) override { stop("a number is not whole"); }
  void value(const std::string& text) override { add(text); }
  void value(bool truth) override { add(truth); }

  Value take() { return std::move(root_); }

 private:
  struct Open {
    Value::Held held{};
    std::string name{};  ///< Of the field that is being read.
  };

  void open(Value::Held held) {
    if (open_.size() >= bounds_.depth) {
      stop("lists and records are more than " + std::to_string(bounds_.depth) + " deep");
    }
    open_.push_back({std::move(held), {}});
  }

  void shut() {
    Value::Held held = std::move(open_.back().held);
    open_.pop_back();
    if (auto* const fields = std::get_if<Value::Record>(&held)) {
      add(std::move(*fields));
    } else {
      add(std::move(std::get<Value::List>(held)));
    }
  }

  void add(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (auto* const fields = std::get_if<Value::Record>(&open_.back().held)) {
      fields->push_back({std::move(open_.back().name), std::move(value)});
    } else {
      std::get<Value::List>(open_.back().held).push_back(std::move(value));
    }
  }

  const Bounds bounds_;
  Value root_;
  std::vector<Open> open_;
};

/// The text behind a string that begins here, with its quotes; empty when it does not end.
std::string_view behind_string(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return text.substr(i + 1);
    }
  }
  return {};
}

/// Whether every number outside of strings is whole and fits. Asked of the text, because Poco's
/// parser takes -9223372036854775809 for another number.
bool whole_numbers(std::string_view text) {
  constexpr std::string_view kNumber = "+-.0123456789eE";
  while (!text.empty()) {
    if (text.front() == '"') {
      text = behind_string(text);
    } else if (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) {
      const std::size_t length = std::min(text.find_first_not_of(kNumber), text.size());
      const char* const end = text.data() + length;
      std::int64_t number = 0;
      const auto [rest, error] = std::from_chars(text.data(), end, number);
      if (error != std::errc{} || rest != end) return false;
      text.remove_prefix(length);
    } else {
      text.remove_prefix(1);
    }
  }
  return true;
}

}  // namespace

policy::Result<Value, std::string> read(std::string_view text, Bounds bounds) {
  if (text.size() > bounds.bytes) {
    return Refused{"not read: more than " + std::to_string(bounds.bytes) + " bytes"};
  }
  // Poco's parser stops at a NUL and would believe what stands before it.
  if (text.find('\0') != std::string_view::npos || !count_characters(text)) {
    return Refused{std::string{"not JSON: it is not a text in UTF-8"}};
  }
  if (!whole_numbers(text)) {
    return Refused{
        std::string{"not JSON as we read it: a number is not whole or needs more than 64 bits"}};
  }
  Poco::SharedPtr<Builder> builder{new Builder{bounds}};
  Poco::JSON::Parser parser{builder};
  parser.setAllowNullByte(false);
  try {
    parser.parse(std::string{text});
  } catch (const Poco::Exception& failure) {
    return Refused{"not JSON: " + failure.message()};
  }
  return builder->take();
}

template <class T>
const T* Part::get(const char* expected) const {
  const T* const held = std::get_if<T>(&value_.held());
  if (held == nullptr) note(std::string{"expected "} + expected + ", found " + value_.kind());
  return held;
}

std::optional<std::string> Part::text() const {
  const auto* const held = get<std::string>("a text");
  return held != nullptr ? std::optional{*held} : std::nullopt;
}

std::optional<std::int64_t> Part::number() const {
  const auto* const held = get<std::int64_t>("a number");
  return held != nullptr ? std::optional{*held} : std::nullopt;
}

std::optional<bool> Part::truth() const {
  const auto* const held = get<bool>("true or false");
  return held != nullptr ? std::optional{*held} : std::nullopt;
}

std::vector<Part> Part::items() const {
  const auto* const held = get<Value::List>("a list");
  std::vector<Part> items;
  if (held == nullptr) return items;
  for (const Value& item : *held) {
    items.push_back(Part{item, path_ + "[" + std::to_string(items.size()) + "]", problems_});
  }
  return items;
}

Part Part::operator[](std::string_view name) const {
  const std::string path = path_.empty() ? std::string{name} : path_ + "." + std::string{name};
  return Part{value_[name], path, problems_};
}

void Part::has_only(const std::vector<std::string_view>& names) const {
  const auto* const fields = get<Value::Record>("a record");
  if (fields == nullptr) return;
  for (const Field& field : *fields) {
    if (std::ranges::find(names, field.name) == names.end()) (*this)[field.name].note("unknown");
  }
}

void Part::note(const std::string& problem) const {
  problems_.push_back(path_.empty() ? problem : path_ + ": " + problem);
}

}  // namespace relay::json
