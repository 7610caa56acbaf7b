#include <algorithm>

#include "relay/simulation/frame.h"
#include "relay/simulation/page.h"
#include "relay/simulation/plots.h"
#include "relay/simulation/report.h"
#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using policy::simulate::Spread;

/// The most of all draws, for scales that all policies share.
struct Most {
  double exposed = 0;
  double hours = 0;
};

Most most_of(const Many& many) {
  Most most{.exposed = 0.0001, .hours = 1};
  for (const PolicyOverMany& policy : many.policies) {
    for (const Draw& draw : policy.draws) {
      most.exposed = std::max(most.exposed, draw.exposed);
      most.hours = std::max(most.hours, draw.hours);
    }
  }
  return most;
}

std::string in_hours(double value) {
  return show_places(value) + "h";
}

Element two(const std::string& median, const std::string& high) {
  Element made{"span", {{"class", "big"}}, {text(median)}};
  made.add(with_text("small", "95th " + high));
  return made;
}

Cell shares(const std::string& column, const Spread& spread, double most) {
  return {column,
          {two(show_share(spread.median), show_share(spread.high)),
           bar("bad", spread.median / most, spread.high / most)}};
}

Element headlines(const Many& many, const Most& most) {
  Element rows{"tbody"};
  for (const PolicyOverMany& policy : many.policies) {
    const auto& told = policy.summary;
    rows.add(row(
        {{"Policy", {text(told.policy)}},
         shares("Exposed", told.exposed, most.exposed),
         shares("Harmed", told.hit, most.exposed),
         {"Delay of good releases",
          {two(in_hours(told.hours.median), in_hours(told.hours.high)),
           bar("good", told.hours.median / most.hours, told.hours.high / most.hours)}},
         {"False halts", {with_text("span", show_places(told.false_halts), {{"class", "big"}})}}}));
  }
  return Element{
      "table",
      {{"class", "headlines"}},
      {head_row({"Policy", "Exposed", "Harmed", "Delay of good releases", "False halts"}),
       std::move(rows)}};
}

Element picture(const PolicyOverMany& policy, const Most& most) {
  std::vector<Spot> dots;
  for (const Draw& draw : policy.draws) {
    dots.push_back({draw.hours / most.hours, draw.exposed / most.exposed});
  }
  const auto& told = policy.summary;
  const Spot medians{told.hours.median / most.hours, told.exposed.median / most.exposed};
  std::vector<Element> layers{scattered(dots, medians)};
  layers.push_back(set_over("scale top", 0, show_share(most.exposed) + " exposed"));
  layers.push_back(set_over("scale bottom", 1, in_hours(most.hours)));
  Element made{"article", {}, {with_text("h3", told.policy)}};
  const std::string said = "medians: " + show_share(told.exposed.median) + " exposed, " +
                           in_hours(told.hours.median) + " of delay";
  made.add(with_text("p", said, {{"class", "quiet"}}));
  made.add(plot("scatter", std::move(layers)));
  return made;
}

const std::vector<std::string>& how_to_read_many() {
  static const std::vector<std::string> sentences{
      "Each dot is one drawn scenario: to the right the hours until the median good release was on "
      "95% of the devices, upwards the share of devices that were given a bad release. Dashed "
      "lines "
      "are the medians. Best is the lower left corner.",
      "A delay that did not end counts as the whole scenario. In the table the bar is the median "
      "and the mark the 95th percentile.",
      "Drawn are the times of releases, which of them is bad and how, when its fix comes, and "
      "outages; fleet, people and checks stay. Large fleets are scaled down to 20,000 devices."};
  return sentences;
}

std::string lede(const Many& many) {
  const auto& all = many.policies;
  const auto safest = std::ranges::min_element(
      all, {}, [](const PolicyOverMany& policy) { return policy.summary.exposed.high; });
  const auto soonest = std::ranges::min_element(
      all, {}, [](const PolicyOverMany& policy) { return policy.summary.hours.median; });
  return "In 95 of 100 scenarios at most " + show_share(safest->summary.exposed.high) +
         " of the devices were exposed under “" + safest->summary.policy +
         "”. Good releases were soonest everywhere under “" + soonest->summary.policy +
         "”: median " + in_hours(soonest->summary.hours.median) + ".";
}

}  // namespace

std::string page(const Many& many) {
  const Most most = most_of(many);
  Element grid{"div", {{"class", "grid of-" + std::to_string(many.policies.size())}}};
  for (const PolicyOverMany& policy : many.policies) grid.add(picture(policy, most));
  std::vector<Element> sections;
  sections.push_back(section("Both headlines", {headlines(many, most)}));
  sections.push_back(section("Every drawn scenario", {std::move(grid)}));
  sections.push_back(section("How to read this", {notes(how_to_read_many())}));
  return framed({.title = many.like.name + ", by chance",
                 .subject = show_count(many.count) + " scenarios like " + many.like.name +
                            ", drawn with seed " + std::to_string(many.seed),
                 .lede = lede(many)},
                std::move(sections));
}

}  // namespace relay::simulation
