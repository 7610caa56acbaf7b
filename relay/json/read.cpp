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

constexpr const char* kNotWhole = "a number is not whole or needs more than 64 bits";

std::string field_path(const std::string& path, std::string_view name) {
  return path.empty() ? std::string{name} : path + "." + std::string{name};
}

std::string item_path(const std::string& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}

/// Builds a Value from what Poco's parser reports. `bad` is the first number, counted from 1, that
/// is none of ours; 0: there is none.
class Builder final : public Poco::JSON::Handler {
 public:
  Builder(const Bounds& bounds, std::size_t bad) : bounds_{bounds}, bad_{bad} {}

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
    open_.back().name = name;
    if (doubled) stop("the field '" + name + "' stands twice in one record");
  }
  void null() override { add({}); }
  void value(int number) override { add_number(number); }
  void value(unsigned number) override { add_number(number); }
  void value(Poco::Int64 number) override { add_number(number); }
  void value(Poco::UInt64 number) override { add_number(number); }
  void value(double) override { stop(kNotWhole); }
  void value(const std::string& text) override { add(text); }
  void value(bool truth) override { add(truth); }

  Value take() { return std::move(root_); }

  /// How far it is.
  std::string place() const {
    std::string path;
    for (const Open& one : open_) {
      if (const auto* const list = std::get_if<Value::List>(&one.held)) {
        path = item_path(path, list->size());
      } else if (!one.name.empty()) {
        path = field_path(path, one.name);
      }
    }
    return path;
  }

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

  template <class Number>
  void add_number(Number number) {
    ++numbers_;
    if (numbers_ == bad_ || !std::in_range<std::int64_t>(number)) stop(kNotWhole);
    add(number);
  }

  void add(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (auto* const fields = std::get_if<Value::Record>(&open_.back().held)) {
      fields->push_back({std::exchange(open_.back().name, {}), std::move(value)});
    } else {
      std::get<Value::List>(open_.back().held).push_back(std::move(value));
    }
  }

  const Bounds bounds_;
  const std::size_t bad_;
  std::size_t numbers_ = 0;
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

/// The first number outside of strings that is not whole or does not fit, counted from 1; 0: there
/// is none. Asked of the text, because Poco's parser takes -9223372036854775809 for another number.
std::size_t first_bad_number(std::string_view text) {
  constexpr std::string_view kNumber = "+-.0123456789eE";
  std::size_t count = 0;
  while (!text.empty()) {
    if (text.front() == '"') {
      text = behind_string(text);
    } else if (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) {
      const std::size_t length = std::min(text.find_first_not_of(kNumber), text.size());
      const char* const end = text.data() + length;
      std::int64_t number = 0;
      ++count;
      const auto [rest, error] = std::from_chars(text.data(), end, number);
      if (error != std::errc{} || rest != end) return count;
      text.remove_prefix(length);
    } else {
      text.remove_prefix(1);
    }
  }
  return 0;
}

}  // namespace

std::string show(const Problem& problem) {
  return problem.path.empty() ? problem.what : problem.path + ": " + problem.what;
}

policy::Result<Value, Problem> read_placed(std::string_view text, Bounds bounds) {
  const auto refused = [](const std::string& what, std::string place = {}) {
    return Refused{Problem{std::move(place), what}};
  };
  if (text.size() > bounds.bytes) {
    return refused("not read: more than " + std::to_string(bounds.bytes) + " bytes");
  }
  // Poco's parser stops at a NUL and would believe what stands before it.
  if (text.find('\0') != std::string_view::npos || !count_characters(text)) {
    return refused("not JSON: it is not a text in UTF-8");
  }
  const std::size_t bad = first_bad_number(text);
  Poco::SharedPtr<Builder> builder{new Builder{bounds, bad}};
  Poco::JSON::Parser parser{builder};
  parser.setAllowNullByte(false);
  try {
    parser.parse(std::string{text});
  } catch (const Poco::SyntaxException&) {  // Of a number that is longer than any that it knows.
    return refused(std::string{"not JSON as we read it: "} + kNotWhole, builder->place());
  } catch (const Poco::Exception& failure) {
    const bool ours = failure.message() == kNotWhole;
    return refused((ours ? "not JSON as we read it: " : "not JSON: ") + failure.message(),
                   builder->place());
  }
  if (bad != 0) return refused(std::string{"not JSON as we read it: "} + kNotWhole);
  return builder->take();
}

policy::Result<Value, std::string> read(std::string_view text, Bounds bounds) {
  auto value = read_placed(text, bounds);
  if (!value) return Refused{value.error().what};
  return *std::move(value);
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
    items.push_back(Part{item, item_path(path_, items.size()), problems_});
  }
  return items;
}

Part Part::operator[](std::string_view name) const {
  return Part{value_[name], field_path(path_, name), problems_};
}

void Part::has_only(const std::vector<std::string_view>& names) const {
  const auto* const fields = get<Value::Record>("a record");
  if (fields == nullptr) return;
  for (const Field& field : *fields) {
    if (std::ranges::find(names, field.name) == names.end()) (*this)[field.name].note("unknown");
  }
}

void Part::note(const std::string& problem) const {
  problems_.push_back({path_, problem});
}

}  // namespace relay::json
