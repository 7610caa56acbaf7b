#include "relay/json/write.h"

#include <cstdio>
#include <string_view>

#include "relay/json/utf8.h"

namespace relay::json {
namespace {

enum class Layout { OneLine, Indented };

class Writer {
 public:
  explicit Writer(Layout layout) : layout_{layout} {}

  void operator()(std::monostate) { out_ += "null"; }
  void operator()(bool truth) { out_ += truth ? "true" : "false"; }
  void operator()(std::int64_t number) { out_ += std::to_string(number); }
  void operator()(const std::string& text) { quote(text); }

  void operator()(const Value::List& items) {
    open('[');
    for (const Value& item : items) {
      next(&item == &items.front());
      visit(item);
    }
    shut(']', items.empty());
  }

  void operator()(const Value::Record& fields) {
    open('{');
    for (const Field& field : fields) {
      next(&field == &fields.front());
      quote(field.name);
      out_ += layout_ == Layout::Indented ? ": " : ":";
      visit(field.value);
    }
    shut('}', fields.empty());
  }

  std::string take() { return std::move(out_); }

 private:
  void visit(const Value& value) {
    std::visit([this](const auto& held) { (*this)(held); }, value.held());
  }
  void open(char bracket) {
    out_ += bracket;
    ++depth_;
  }
  void shut(char bracket, bool empty) {
    --depth_;
    if (!empty) line();
    out_ += bracket;
  }
  void next(bool first) {
    if (!first) out_ += ',';
    line();
  }
  void line() {
    if (layout_ == Layout::OneLine) return;
    out_ += '\n';
    out_.append(2 * depth_, ' ');
  }

  void quote(std::string_view text) {
    out_ += '"';
    while (!text.empty()) {
      const auto character = first_character(text);
      const std::size_t length = character ? character->length : 1;
      if (character) {
        add(character->point, text.substr(0, length));
      } else {
        out_ += "\xef\xbf\xbd";  // U+FFFD
      }
      text.remove_prefix(length);
    }
    out_ += '"';
  }

  void add(char32_t point, std::string_view bytes) {
    switch (point) {
      case U'"':
        out_ += "\\\"";
        return;
      case U'\\':
        out_ += "\\\\";
        return;
      case U'\n':
        out_ += "\\n";
        return;
      case U'\r':
        out_ += "\\r";
        return;
      case U'\t':
        out_ += "\\t";
        return;
      default:
        break;
    }
    // Also what JSON would let pass but a terminal or a log would obey.
    if (!deceives(point)) {
      out_ += bytes;
      return;
    }
    char escaped[8];
    std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(point));
    out_ += escaped;
  }

  const Layout layout_;
  std::size_t depth_ = 0;
  std::string out_;
};

std::string written(const Value& value, Layout layout) {
  Writer writer{layout};
  std::visit([&](const auto& held) { writer(held); }, value.held());
  return writer.take();
}

}  // namespace

std::string write(const Value& value) {
  return written(value, Layout::OneLine);
}

std::string write_indented(const Value& value) {
  return written(value, Layout::Indented) + "\n";
}

}  // namespace relay::json
