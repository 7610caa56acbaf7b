#include "relay/simulation/frame.h"

#include <algorithm>

#include "relay/simulation/plots.h"
#include "relay/simulation/style.h"

namespace relay::simulation {
namespace {

Element head(const std::string& title) {
  Element made{"head"};
  made.add(Element{"meta", {{"charset", "utf-8"}}});
  made.add(
      Element{"meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}}});
  made.add(Element{"meta",
                   {{"http-equiv", "Content-Security-Policy"},
                    {"content", "default-src 'none'; style-src 'unsafe-inline'"}}});
  made.add(Element{"meta", {{"name", "color-scheme"}, {"content", "light dark"}}});
  made.add(with_text("title", title + " – simulated by Sluice"));
  made.add(style(style_sheet()));
  return made;
}

Element header(const Frame& frame) {
  Element made{"header"};
  made.add(with_text("p", "Sluice simulation", {{"class", "brand"}}));
  made.add(with_text("h1", frame.title));
  made.add(with_text("p", frame.subject, {{"class", "subject"}}));
  made.add(with_text("p", frame.lede, {{"class", "lede"}}));
  return made;
}

}  // namespace

std::string framed(const Frame& frame, std::vector<Element> sections) {
  Element main{"main"};
  main.add(header(frame));
  for (Element& one : sections) main.add(std::move(one));
  main.add(with_text(
      "footer", "The same scenario, policies and seed make the same page. All times are UTC."));
  Element body{"body", {}, {patterns(), std::move(main)}};
  return document(Element{"html", {{"lang", "en"}}, {head(frame.title), std::move(body)}});
}

Element div(const std::string& classes, std::vector<Element> children) {
  return Element{"div", {{"class", classes}}, std::move(children)};
}

Element section(std::string_view title, std::vector<Element> content) {
  Element made{"section", {}, {with_text("h2", title)}};
  for (Element& one : content) made.add(std::move(one));
  return made;
}

Element notes(const std::vector<std::string>& sentences) {
  Element made{"ul", {{"class", "notes"}}};
  for (const std::string& sentence : sentences) made.add(with_text("li", sentence));
  return made;
}

Element plot(const std::string& classes, std::vector<Element> layers) {
  return div("plot " + classes, std::move(layers));
}

Element set_over(const std::string& classes, double left, std::string_view words) {
  const bool right_half = left > 0.82;
  const std::string place = right_half ? "right:" + percent(1 - left) : "left:" + percent(left);
  return with_text(
      "span", words,
      {{"class", "over " + classes + (right_half ? " leftwards" : "")}, {"style", place}});
}

Element time_labels(const TimeAxis& axis) {
  Element made = div("times");
  for (const Tick& tick : ticks(axis)) {
    std::string classes = tick.place < 0.04 ? "first" : tick.place > 0.94 ? "last" : "";
    made.add(with_text("span", tick.label,
                       {{"class", std::move(classes)}, {"style", "left:" + percent(tick.place)}}));
  }
  return made;
}

Element time_lines(const TimeAxis& axis) {
  Element made = div("lines");
  for (const Tick& tick : ticks(axis)) {
    made.add(Element{"i", {{"style", "left:" + percent(tick.place)}}});
  }
  return made;
}

Element bar(const std::string& classes, double part, double mark) {
  const double shown = std::clamp(part, 0.0, 1.0);
  Element made = div("bar");
  if (shown > 0) {
    made.add(Element{"i", {{"class", classes}, {"style", "width:" + percent(shown)}}});
  }
  if (mark >= 0) {
    made.add(Element{"b", {{"style", "left:" + percent(std::clamp(mark, 0.0, 1.0))}}});
  }
  return made;
}

Element head_row(const std::vector<std::string>& columns) {
  Element made{"tr"};
  for (const std::string& column : columns) {
    made.add(with_text("th", column, {{"scope", "col"}}));
  }
  return Element{"thead", {}, {std::move(made)}};
}

Element row(std::vector<Cell> cells) {
  Element made{"tr"};
  for (Cell& cell : cells) {
    const bool first = &cell == &cells.front();
    Element one{first ? "th" : "td"};
    first ? one.set("scope", "row") : one.set("data-column", cell.column);
    for (Element& content : cell.content) one.add(std::move(content));
    made.add(std::move(one));
  }
  return made;
}

}  // namespace relay::simulation
