#include "relay/simulation/markup.h"

#include <cstdio>

#include "relay/json/utf8.h"

namespace relay::simulation {
namespace {

std::string escaped(std::string_view words) {
  std::string out;
  while (!words.empty()) {
    const auto character = json::first_character(words);
    const std::size_t length = character ? character->length : 1;
    const char32_t point = character ? character->point : 0xfffd;
    if (!character) {
      out += "\xef\xbf\xbd";
    } else if (point == U'<') {
      out += "&lt;";
    } else if (point == U'>') {
      out += "&gt;";
    } else if (point == U'&') {
      out += "&amp;";
    } else if (point == U'"') {
      out += "&quot;";
    } else if (point == U'\'') {
      out += "&#39;";
    } else if (json::deceives(point)) {
      char visible[16];
      std::snprintf(visible, sizeof visible, "\\u%04x", static_cast<unsigned>(point));
      out += visible;
    } else {
      out += words.substr(0, length);
    }
    words.remove_prefix(length);
  }
  return out;
}

/// These have no end tag in HTML.
bool stands_alone(const std::string& tag) {
  return tag == "meta" || tag == "br" || tag == "hr";
}

}  // namespace

Element& Element::add(Element child) {
  children_.push_back(std::move(child));
  return *this;
}

Element& Element::set(std::string name, std::string value) {
  attributes_.push_back({std::move(name), std::move(value)});
  return *this;
}

Element text(std::string_view words) {
  Element made{""};
  made.words_ = escaped(words);
  return made;
}

Element style(std::string_view css) {
  Element made{"style"};
  made.words_ = css;
  return made;
}

Element with_text(std::string tag, std::string_view words, std::vector<Attribute> attributes) {
  return Element{std::move(tag), std::move(attributes), {text(words)}};
}

void append(std::string& out, const Element& element) {
  if (element.tag_.empty()) {
    out += element.words_;
    return;
  }
  out += "<" + element.tag_;
  for (const auto& [name, value] : element.attributes_) {
    out += " " + name + "=\"" + escaped(value) + "\"";
  }
  if (stands_alone(element.tag_)) {
    out += "/>";
    return;
  }
  out += ">" + element.words_;
  for (const Element& child : element.children_) append(out, child);
  out += "</" + element.tag_ + ">";
}

std::string document(const Element& html) {
  std::string out = "<!DOCTYPE html>\n";
  append(out, html);
  return out + "\n";
}

}  // namespace relay::simulation
