#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTML as a tree: what is written is always well-formed, and whatever a name holds stays text.
namespace relay::simulation {

struct Attribute {
  std::string name{};
  std::string value{};
};

class Element {
 public:
  explicit Element(std::string tag, std::vector<Attribute> attributes = {},
                   std::vector<Element> children = {})
      : tag_{std::move(tag)}, attributes_{std::move(attributes)}, children_{std::move(children)} {}

  Element& add(Element child);
  Element& set(std::string name, std::string value);

 private:
  friend Element text(std::string_view words);
  friend Element style(std::string_view css);
  friend void append(std::string& out, const Element& element);

  std::string tag_;  ///< Empty: text.
  std::vector<Attribute> attributes_;
  std::vector<Element> children_;
  std::string words_{};  ///< As it is written.
};

/// Text. What a reader could be misled by (controls, marks that turn the direction of writing) is
/// shown as \u202e, bytes that are not UTF-8 as U+FFFD.
Element text(std::string_view words);
/// A style sheet of our own: written as it is.
Element style(std::string_view css);

/// <p class="…">words</p>
Element with_text(std::string tag, std::string_view words, std::vector<Attribute> attributes = {});

/// "<!DOCTYPE html>" and the tree below <html>.
std::string document(const Element& html);

}  // namespace relay::simulation
