#include "relay/simulation/page.h"

#include <algorithm>

#include "relay/simulation/frame.h"
#include "relay/simulation/panels.h"
#include "relay/simulation/plots.h"
#include "relay/simulation/report.h"
#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using policy::simulate::Outcome;

/// What a delay counts as beside others: one that did not end is longer than any.
policy::Span worth(const Outcome& outcome) {
  return outcome.delay.value_or(policy::simulate::kLongest);
}

std::string exposed_words(const Comparison& comparison, const Outcome& outcome) {
  return show_count(outcome.exposure.took) + " (" +
         show_share(outcome.exposure.took, devices(comparison.scenario)) + ")";
}

std::string lede(const Comparison& comparison) {
  const auto& all = comparison.outcomes;
  const auto safest = std::ranges::min_element(
      all, {}, [](const Outcome& outcome) { return outcome.exposure.took; });
  const auto soonest = std::ranges::min_element(all, {}, worth);
  const bool one = all.size() == 1;
  std::string said = "No release was bad.";
  if (std::ranges::any_of(comparison.scenario.vendor,
                          [](const auto& published) { return published.fault.has_value(); })) {
    said = (one ? "Devices exposed to a bad release: "
                : "Fewest devices were exposed under “" + safest->policy + "”: ") +
           exposed_words(comparison, *safest) + ".";
  }
  if (soonest->good == 0) return said;
  return said +
         (one ? " Good releases were everywhere after a median of "
              : " Good releases were soonest everywhere under “" + soonest->policy + "”: median ") +
         median_delay(*soonest) + ".";
}

Element big(const std::string& words, const std::string& small = {}) {
  Element made = with_text("span", words, {{"class", "big"}});
  if (!small.empty()) made.add(with_text("small", small));
  return made;
}

Cell exposed(const Comparison& comparison, const Outcome& outcome) {
  const std::uint64_t fleet = devices(comparison.scenario);
  return {"Exposed to a bad release",
          {big(show_count(outcome.exposure.took), show_share(outcome.exposure.took, fleet)),
           bar("bad", policy::share(outcome.exposure.took, fleet))}};
}

Cell halts(const Outcome& outcome) {
  const std::size_t deserved = outcome.halts.size() - outcome.false_halts;
  const std::string said = outcome.halts.empty() ? "none" : show_count(deserved) + " deserved";
  const std::string wrong =
      outcome.false_halts == 0 ? "" : show_count(outcome.false_halts) + " false";
  return {"Halts", {big(said, wrong)}};
}

Cell delay(const Outcome& outcome, policy::Span longest) {
  const auto part = [&](std::optional<policy::Span> span) {
    if (!span) return 1.0;
    return static_cast<double>(span->count()) /
           static_cast<double>(std::max<policy::Span::rep>(longest.count(), 1));
  };
  Cell made{"Median delay", {big(median_delay(outcome))}};
  if (outcome.good > 0) {
    made.content.push_back(bar(outcome.delay ? "good" : "good endless", part(outcome.delay),
                               outcome.worst_delay ? part(outcome.worst_delay) : -1));
  }
  return made;
}

Element headlines(const Comparison& comparison, policy::Span longest) {
  Element rows{"tbody"};
  for (const Outcome& outcome : comparison.outcomes) {
    rows.add(row(
        {{"Policy", {text(outcome.policy)}},
         exposed(comparison, outcome),
         {"Harmed", {big(show_count(outcome.exposure.hit))}},
         halts(outcome),
         delay(outcome, longest),
         {"Worst delay", {big(worst_delay(outcome))}},
         {"Never on 95%", {big(show_count(outcome.never), "of " + show_count(outcome.good))}}}));
  }
  return Element{"table",
                 {{"class", "headlines"}},
                 {head_row({"Policy", "Exposed to a bad release", "Harmed", "Halts", "Median delay",
                            "Worst delay", "Never on 95%"}),
                  std::move(rows)}};
}

const std::vector<std::string>& how_to_read() {
  static const std::vector<std::string> sentences{
      "Exposed: devices that were given a bad release, whether it harmed them or not. Harmed: "
      "those "
      "that it hit.",
      "Delay: from the vendor's publication of a good release until it, or a newer one, was on 95% "
      "of the devices that were on. In the table the bar is the median and the mark the worst.",
      "A policy must be judged by both: one that never lets anything through exposes nobody.",
      "In the pictures the whole height is all devices of a group. Every policy is drawn to the "
      "same scales.",
      "Rules are applied by the engine that serves devices; devices, vendor and people are "
      "simulated."};
  return sentences;
}

}  // namespace

std::string page(const Comparison& comparison) {
  const Scales drawn = scales(comparison);
  std::vector<Element> sections;
  sections.push_back(section("Both headlines", {headlines(comparison, drawn.delay)}));
  if (!comparison.remarks.empty()) {
    sections.push_back(section("To be known", {notes(comparison.remarks)}));
  }
  Element grid{"div", {{"class", "grid of-" + std::to_string(comparison.outcomes.size())}}};
  for (const Outcome& outcome : comparison.outcomes) {
    grid.add(panels(comparison, outcome, drawn));
  }
  sections.push_back(section("Who had what, and when", {legend(comparison), std::move(grid)}));
  sections.push_back(section("How to read this", {notes(how_to_read())}));
  return framed({.title = comparison.scenario.name,
                 .subject = subject(comparison.scenario),
                 .lede = lede(comparison)},
                std::move(sections));
}

}  // namespace relay::simulation
