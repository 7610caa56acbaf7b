#include "relay/simulation/panels.h"

#include <algorithm>
#include <numeric>

#include "relay/simulation/frame.h"
#include "relay/simulation/plots.h"
#include "relay/simulation/story.h"
#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using policy::simulate::Outcome;

constexpr std::size_t kMostMarks = 40;  ///< Of openings in one plot: more cannot be told apart.
constexpr std::size_t kDense = 60;      ///< More releases than these are drawn smaller.

std::vector<double> places(const Outcome& outcome, const TimeAxis& axis) {
  std::vector<double> made;
  for (const policy::Instant at : outcome.picture.times) made.push_back(axis.place(at));
  if (!made.empty()) made.back() = 1;  // The last moment stands for what is left of the time.
  return made;
}

Element caption(const std::string& name, const std::string& said) {
  return Element{"figcaption", {}, {with_text("b", name), text(" "), with_text("span", said)}};
}

Element figure(Element caption, Element plot) {
  return Element{"figure", {}, {std::move(caption), std::move(plot)}};
}

std::string dense(const Outcome& outcome) {
  return outcome.releases.size() > kDense ? " dense" : "";
}

/// Where the vendor published what.
Element vendor(const Outcome& outcome, const TimeAxis& axis) {
  std::vector<Element> marks;
  marks.push_back(time_lines(axis));
  for (const auto& release : outcome.releases) {
    const std::string said = "published " + release.version.text() + " at " +
                             policy::show(release.at) + (release.bad ? ", which is bad" : "");
    marks.push_back(Element{"i",
                            {{"class", release.bad ? "published bad" : "published"},
                             {"style", "left:" + percent(axis.place(release.at))},
                             {"title", said}},
                            {text(release.bad ? "◆" : "")}});
  }
  return figure(caption("vendor", show_count(outcome.releases.size()) + " published"),
                plot("strip" + dense(outcome), std::move(marks)));
}

/// Halts, and openings: of bad releases alone where there are too many.
void mark_events(std::vector<Element>& layers, const Outcome& outcome, const policy::GroupId& group,
                 const TimeAxis& axis) {
  std::vector<Happening> here = story(outcome);
  std::erase_if(here, [&](const Happening& happening) {
    return std::ranges::count(happening.groups, group) == 0;
  });
  for (const Happening& happening : here) {
    const double left = axis.place(happening.at);
    const std::string said = policy::show(happening.at) + ": " + sentence(happening);
    if (happening.what == Happening::What::Halted) {
      layers.push_back(Element{"i", {{"class", "halt-line"}, {"style", "left:" + percent(left)}}});
      Element halt = set_over("halt", left, "halt");
      layers.push_back(std::move(halt.set("title", said)));
    } else if (happening.bad || here.size() <= kMostMarks) {
      layers.push_back(
          Element{"i", {{"class", "opened"}, {"style", "left:" + percent(left)}, {"title", said}}});
    }
  }
}

void mark_outages(std::vector<Element>& layers, const Comparison& comparison,
                  const policy::GroupId& group, const TimeAxis& axis) {
  for (const auto& outage : comparison.scenario.outages) {
    if (!outage.groups.empty() && std::ranges::count(outage.groups, group) == 0) continue;
    const double from = axis.place(outage.from);
    const double until = axis.place(outage.until);
    layers.push_back(
        Element{"i",
                {{"class", "outage"},
                 {"style", "left:" + percent(from) + ";width:" + percent(until - from)},
                 {"title", "outage: no device could ask"}}});
  }
}

/// The longest time for which a layer is high enough to hold its name.
struct Stretch {
  std::size_t first = 0;
  std::size_t length = 0;
};
Stretch longest(const std::vector<double>& shares) {
  constexpr double kHighEnough = 0.24;
  Stretch best;
  std::size_t first = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i] < kHighEnough) first = i + 1;
    if (i + 1 > first + best.length) best = {first, i + 1 - first};
  }
  return best;
}

bool fits(const std::string& name, const Stretch& stretch, std::size_t moments) {
  constexpr double kLetter = 0.012;  // Of the width of a plot, and what is left free beside.
  const double width = static_cast<double>(stretch.length) / static_cast<double>(moments);
  return stretch.length > 0 && width > kLetter * static_cast<double>(name.size() + 3);
}

/// Names stand in the middle of their layers, where there is room.
void name_layers(std::vector<Element>& layers, const std::vector<Band>& bands,
                 const std::vector<double>& places) {
  const auto all = totals(bands);
  std::vector<double> low(places.size());
  for (const Band& band : bands) {
    std::vector<double> shares(places.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i] > 0) shares[i] = static_cast<double>(band.devices[i]) / all[i];
    }
    const Stretch stretch = longest(shares);
    if (fits(band.name, stretch, places.size())) {
      const std::size_t middle = stretch.first + stretch.length / 2;
      const double top = 1 - low[middle] - shares[middle] / 2;
      layers.push_back(
          with_text("span", band.name,
                    {{"class", "over name on-" + classes_of(band).substr(5)},
                     {"style", "left:" + percent(places[middle]) + ";top:" + percent(top)}}));
    }
    for (std::size_t i = 0; i < low.size(); ++i) low[i] += shares[i];
  }
}

Element group_panel(const Comparison& comparison, const Outcome& outcome, std::size_t group,
                    const TimeAxis& axis) {
  const policy::GroupId& id = comparison.scenario.fleet[group].group;
  const auto layers_of = bands(outcome, group);
  const auto at = places(outcome, axis);
  std::vector<Element> layers;
  layers.push_back(stacked(layers_of, at));
  layers.push_back(time_lines(axis));
  mark_outages(layers, comparison, id, axis);
  name_layers(layers, layers_of, at);
  mark_events(layers, outcome, id, axis);
  return figure(caption(id.text(), show_count(outcome.devices[group]) + " devices"),
                plot("areas", std::move(layers)));
}

Element exposure_panel(const Outcome& outcome, const Scales& scales, std::uint64_t fleet) {
  const auto counts = struck(outcome);
  const std::uint64_t most = counts.empty() ? 0 : *std::ranges::max_element(counts);
  const std::string said =
      most == 0 ? "never any"
                : "at most " + show_count(most) + " (" + show_share(most, fleet) + ")";
  std::vector<Element> layers;
  layers.push_back(course(counts, scales.struck, places(outcome, scales.axis)));
  layers.push_back(time_lines(scales.axis));
  layers.push_back(set_over("scale top", 0, show_count(scales.struck)));
  return figure(caption("exposed or silent", said), plot("course", std::move(layers)));
}

Element delay_panel(const Outcome& outcome, const Scales& scales) {
  const auto steps = span_steps(scales.delay);
  const policy::Span most = steps.back();
  std::vector<Element> layers;
  for (const policy::Span step : steps) {
    const double height = 1 - policy::share(static_cast<std::uint64_t>(step.count()),
                                            static_cast<std::uint64_t>(most.count()));
    const std::string top = "top:" + percent(height);
    layers.push_back(Element{"i", {{"class", "level"}, {"style", top}}});
    if (step > policy::Span{0}) {
      layers.push_back(
          with_text("span", policy::show(step), {{"class", "over scale"}, {"style", top}}));
    }
  }
  layers.push_back(time_lines(scales.axis));
  layers.push_back(delays(outcome, scales.axis, most));
  const std::string said = "median " + median_delay(outcome) + ", worst " + worst_delay(outcome);
  return figure(caption("delay", said), plot("delays" + dense(outcome), std::move(layers)));
}

/// The largest groups, in the order of the fleet.
std::vector<std::size_t> shown_groups(const Outcome& outcome) {
  std::vector<std::size_t> groups(outcome.devices.size());
  std::iota(groups.begin(), groups.end(), 0U);
  if (groups.size() <= kMostGroups) return groups;
  std::ranges::stable_sort(groups, std::ranges::greater{},
                           [&](std::size_t group) { return outcome.devices[group]; });
  groups.resize(kMostGroups);
  std::ranges::sort(groups);
  return groups;
}

Element story_of(const Outcome& outcome) {
  const Abridged abridged = abridge(story(outcome), kMostEvents);
  Element rows{"tbody"};
  for (const Happening& happening : abridged.told) {
    const std::string classes = happening.what == Happening::What::Halted ? "halted"
                                : happening.bad                           ? "bad"
                                                                          : "";
    Element when{"td", {}, {with_text("time", policy::show(happening.at))}};
    rows.add(Element{
        "tr", {{"class", classes}}, {std::move(when), with_text("td", sentence(happening))}});
  }
  Element made = div("story");
  made.set("tabindex", "0").set("role", "region").set("aria-label", "what happened");
  made.add(Element{"table", {}, {std::move(rows)}});
  if (abridged.told.empty()) made.add(with_text("p", "Nothing happened.", {{"class", "quiet"}}));
  if (abridged.left_out > 0) {
    made.add(with_text("p", "and " + show_count(abridged.left_out) + " more, all of them in --json",
                       {{"class", "quiet"}}));
  }
  return made;
}

Element key(Element mark, const std::string& words) {
  return Element{"li", {}, {std::move(mark), with_text("span", words)}};
}

}  // namespace

Scales scales(const Comparison& comparison) {
  Scales made{.axis = {comparison.scenario.start, comparison.scenario.length}};
  for (const Outcome& outcome : comparison.outcomes) {
    for (const std::uint64_t count : struck(outcome)) made.struck = std::max(made.struck, count);
    for (const auto& release : outcome.releases) {
      if (release.bad) continue;
      made.delay = std::max({made.delay, release.reach.most.value_or(policy::Span{0}),
                             release.reach.half.value_or(policy::Span{0})});
    }
  }
  return made;
}

Element panels(const Comparison& comparison, const Outcome& outcome, const Scales& scales) {
  Element made{"article", {}, {with_text("h3", outcome.policy)}};
  made.add(vendor(outcome, scales.axis));
  const auto groups = shown_groups(outcome);
  for (const std::size_t group : groups) {
    made.add(group_panel(comparison, outcome, group, scales.axis));
  }
  if (groups.size() < outcome.devices.size()) {
    const std::size_t more = outcome.devices.size() - groups.size();
    made.add(with_text("p", "and " + show_count(more) + " smaller groups, in --json",
                       {{"class", "quiet"}}));
  }
  if (scales.struck > 0) {
    made.add(exposure_panel(outcome, scales, devices(comparison.scenario)));
  }
  if (outcome.good > 0) made.add(delay_panel(outcome, scales));
  made.add(time_labels(scales.axis));
  made.add(with_text("h4", "What happened"));
  made.add(story_of(outcome));
  return made;
}

Element legend(const Comparison& comparison) {
  Element made{"ul", {{"class", "legend"}}};
  made.add(key(swatch("band before"), "what all had before"));
  Element tints{"span", {{"class", "tints"}}};
  for (std::size_t number = 0; number < 4; ++number) {
    tints.add(swatch(classes_of({.kind = Band::Kind::Good, .number = number})));
  }
  made.add(key(std::move(tints), "good releases, each its own tint"));
  made.add(key(swatch("band bad"), "a bad release"));
  made.add(key(swatch("band silent"), "harmed and silent"));
  made.add(key(swatch("band nothing"), "nothing yet"));
  made.add(key(with_text("i", "", {{"class", "mark-opened"}}), "opened or widened"));
  made.add(key(with_text("i", "halt", {{"class", "mark-halt"}}), "halted by itself"));
  if (!comparison.scenario.outages.empty()) {
    made.add(key(with_text("i", "", {{"class", "mark-outage"}}), "outage"));
  }
  made.add(key(with_text("i", "", {{"class", "mark-dot"}}),
               "on 95% of devices; the line goes from 50% to 100%"));
  made.add(key(with_text("i", "", {{"class", "mark-never"}}), "not before the end"));
  return made;
}

}  // namespace relay::simulation
