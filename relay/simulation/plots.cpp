#include "relay/simulation/plots.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using policy::simulate::ReleaseOutcome;

// What the shapes are drawn in; near the size at which they are shown, so that patterns look alike.
constexpr double kWidth = 480;
constexpr double kHeight = 100;
constexpr std::size_t kTints = 6;

std::string places_of(double value, int places) {
  char text[32];
  std::snprintf(text, sizeof text, "%.*f", places, value);
  return text;
}

std::string point(double place, double height) {
  return places_of(place * kWidth, 1) + "," + places_of((1 - height) * kHeight, 1);
}

Element canvas(const std::string& label) {
  return Element{"svg",
                 {{"class", "canvas"},
                  {"viewBox", "0 0 480 100"},
                  {"preserveAspectRatio", "none"},
                  {"role", "img"},
                  {"aria-label", label}}};
}

/// A line of one stroke, which does not get wider when the plot does; without length it is a dot.
Element stroke(const std::string& classes, const Spot& from, const Spot& to) {
  return Element{"path",
                 {{"class", classes},
                  {"d", "M" + point(from.x, from.y) + "L" + point(to.x, to.y)},
                  {"vector-effect", "non-scaling-stroke"}}};
}

/// Goes along both edges of a layer at once and leaves out points where neither turns.
class Outline {
 public:
  void add(double place, double low, double high) {
    const Point next{place, low, high};
    const std::size_t size = points_.size();
    if (size >= 2 && level(points_[size - 2], points_.back()) && level(points_[size - 2], next)) {
      points_.back() = next;
    } else {
      points_.push_back(next);
    }
  }
  std::string path() const {
    std::string d;
    for (const Point& one : points_) d += (d.empty() ? "M" : "L") + point(one.place, one.high);
    for (auto one = points_.rbegin(); one != points_.rend(); ++one) {
      d += "L" + point(one->place, one->low);
    }
    return d + "Z";
  }
  bool empty() const { return points_.size() < 2; }
  void clear() { points_.clear(); }

 private:
  struct Point {
    double place = 0;
    double low = 0;
    double high = 0;
  };
  static bool level(const Point& a, const Point& b) {
    constexpr double kUnseen = 0.0005;
    return std::abs(a.low - b.low) < kUnseen && std::abs(a.high - b.high) < kUnseen;
  }
  std::vector<Point> points_{};
};

/// The path of one layer, in pieces where nobody was in it for a while.
std::string layer(const std::vector<double>& low, const std::vector<double>& high,
                  const std::vector<double>& places) {
  std::string d;
  Outline outline;
  const auto there = [&](std::size_t i) { return i < high.size() && high[i] > low[i]; };
  for (std::size_t i = 0; i < places.size(); ++i) {
    const bool near = there(i) || there(i + 1) || (i > 0 && there(i - 1));
    if (near) outline.add(places[i], low[i], high[i]);
    if (near && i + 1 < places.size()) continue;
    if (!outline.empty()) d += outline.path();
    outline.clear();
  }
  return d;
}

Element pattern(const std::string& name, const std::string& ground, std::vector<Element> marks) {
  Element made{"pattern",
               {{"id", name}, {"width", "7"}, {"height", "7"}, {"patternUnits", "userSpaceOnUse"}}};
  made.add(Element{"rect", {{"class", ground}, {"width", "7"}, {"height", "7"}}});
  for (Element& mark : marks) made.add(std::move(mark));
  return made;
}

double part(policy::Span span, policy::Span most) {
  return std::clamp(static_cast<double>(span.count()) / static_cast<double>(most.count()), 0.0,
                    1.0);
}

std::string told(const ReleaseOutcome& release) {
  return release.version.text() + ", on 95% of devices after: " + show_delay(release.reach.most);
}

}  // namespace

std::string percent(double place) {
  return places_of(place * 100, 2) + "%";
}

std::string classes_of(const Band& band) {
  switch (band.kind) {
    case Band::Kind::Silent:
      return "band silent";
    case Band::Kind::Bad:
      return "band bad";
    case Band::Kind::Good:
      return "band good tint-" + std::to_string(band.number % kTints);
    case Band::Kind::Before:
      return "band before";
    case Band::Kind::Nothing:
      return "band nothing";
  }
  return {};
}

Element stacked(const std::vector<Band>& bands, const std::vector<double>& places) {
  const auto all = totals(bands);
  Element svg = canvas("which release how many devices had in the course of time");
  std::vector<double> low(places.size());
  for (const Band& band : bands) {
    std::vector<double> high = low;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (all[i] > 0) high[i] += static_cast<double>(band.devices[i]) / all[i];
    }
    const std::uint64_t most = *std::ranges::max_element(band.devices);
    const std::string said = band.name + ": at most " + show_count(most) + " devices";
    svg.add(Element{"path",
                    {{"class", classes_of(band)}, {"d", layer(low, high, places)}},
                    {with_text("title", said)}});
    low = std::move(high);
  }
  return svg;
}

Element course(const std::vector<std::uint64_t>& devices, std::uint64_t most,
               const std::vector<double>& places) {
  Element svg = canvas("devices on a bad release or silent in the course of time");
  const std::vector<double> low(places.size());
  std::vector<double> high(places.size());
  for (std::size_t i = 0; i < high.size(); ++i) high[i] = policy::share(devices[i], most);
  const std::string d = layer(low, high, places);
  if (!d.empty()) svg.add(Element{"path", {{"class", "band bad"}, {"d", d}}});
  return svg;
}

Element delays(const policy::simulate::Outcome& outcome, const TimeAxis& axis, policy::Span most) {
  Element svg = canvas("how long good releases took, by the time at which they were published");
  for (const ReleaseOutcome& release : outcome.releases) {
    if (release.bad) continue;
    const double x = axis.place(release.at);
    Element mark{"g", {}, {with_text("title", told(release))}};
    if (release.reach.half) {
      const double from = part(*release.reach.half, most);
      const double to = release.reach.all ? part(*release.reach.all, most) : 1.0;
      mark.add(stroke(release.reach.all ? "range" : "range open", {x, from}, {x, to}));
    }
    if (release.reach.most) {
      const double y = part(*release.reach.most, most);
      mark.add(stroke("dot", {x, y}, {x, y}));
    } else {
      mark.add(stroke("never", {x, 0.97}, {x, 0.97}));
      mark.add(stroke("never inner", {x, 0.97}, {x, 0.97}));
    }
    svg.add(std::move(mark));
  }
  return svg;
}

Element scattered(const std::vector<Spot>& dots, const Spot& crossing) {
  Element svg = canvas("share of devices exposed, over the hours that good releases took");
  svg.add(stroke("median", {crossing.x, 0}, {crossing.x, 1}));
  svg.add(stroke("median", {0, crossing.y}, {1, crossing.y}));
  for (const Spot& dot : dots) svg.add(stroke("draw", dot, dot));
  return svg;
}

Element patterns() {
  const auto line = [](const std::string& d) {
    return Element{"path", {{"class", "hatch-line"}, {"d", d}}};
  };
  const auto spot = [](const std::string& x, const std::string& y) {
    return Element{"circle", {{"class", "dots-dot"}, {"cx", x}, {"cy", y}, {"r", "1.1"}}};
  };
  Element defs{"defs"};
  defs.add(pattern("hatch", "hatch-ground", {line("M-2,2L2,-2M0,7L7,0M5,9L9,5")}));
  defs.add(pattern("dots", "dots-ground", {spot("2", "2"), spot("5.5", "5.5")}));
  return Element{"svg", {{"class", "patterns"}, {"aria-hidden", "true"}}, {std::move(defs)}};
}

Element swatch(const std::string& classes) {
  return Element{"svg",
                 {{"class", "swatch"}, {"viewBox", "0 0 14 14"}, {"aria-hidden", "true"}},
                 {Element{"rect", {{"class", classes}, {"width", "14"}, {"height", "14"}}}}};
}

}  // namespace relay::simulation
