#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "relay/simulation/markup.h"
#include "relay/simulation/time_axis.h"

/// What the pages of a simulation have in common.
namespace relay::simulation {

struct Frame {
  std::string title{};    ///< Of the scenario.
  std::string subject{};  ///< One line below it.
  std::string lede{};     ///< The outcome in a sentence.
};

/// A whole page: no script, nothing from elsewhere, and a policy that would refuse either.
std::string framed(const Frame& frame, std::vector<Element> sections);

Element section(std::string_view title, std::vector<Element> content);

/// <div class="…">
Element div(const std::string& classes, std::vector<Element> children = {});

/// Paragraphs in small print.
Element notes(const std::vector<std::string>& sentences);

/// <div class="plot …"> with its shapes, and what is set over them.
Element plot(const std::string& classes, std::vector<Element> layers);

/// A text over a plot; `left` from 0 to 1, kept within the plot at its edges.
Element set_over(const std::string& classes, double left, std::string_view words);

/// The moments below a plot.
Element time_labels(const TimeAxis& axis);
/// The same moments as lines through a plot.
Element time_lines(const TimeAxis& axis);

/// A bar as long as `part` says, 0 to 1, with a mark at `mark` where there is one.
Element bar(const std::string& classes, double part, double mark = -1);

/// A row of a table whose cells say on a narrow screen what column they are of.
struct Cell {
  std::string column{};
  std::vector<Element> content{};
};
Element head_row(const std::vector<std::string>& columns);
Element row(std::vector<Cell> cells);

}  // namespace relay::simulation
