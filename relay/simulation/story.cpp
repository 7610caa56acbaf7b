#include "relay/simulation/story.h"

#include <algorithm>
#include <map>
#include <utility>

#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using policy::simulate::Outcome;
using policy::simulate::ReleaseOutcome;
using What = Happening::What;

/// The vendor's releases by the numbers that they got.
class Names {
 public:
  explicit Names(const Outcome& outcome) {
    for (const ReleaseOutcome& release : outcome.releases) {
      if (release.sequence) by_number_[release.sequence->number] = &release;
    }
  }

  Happening about(What what, policy::Instant at, policy::Sequence release) const {
    const auto found = by_number_.find(release.number);
    // Only what was there before has no place among the vendor's releases.
    if (found == by_number_.end()) return {.what = what, .at = at, .version = "what was before"};
    return {.what = what,
            .at = at,
            .version = found->second->version.text(),
            .bad = found->second->bad.has_value()};
  }

 private:
  std::map<std::uint64_t, const ReleaseOutcome*> by_number_{};
};

Happening told(const Names& names, policy::Instant at, const policy::Opened& opened) {
  Happening made = names.about(What::Opened, at, opened.release);
  made.groups = {opened.group};
  made.to = opened.to;
  made.why = opened.because;
  return made;
}

Happening told(const Names& names, policy::Instant at, const policy::Widened& widened) {
  Happening made = names.about(What::Widened, at, widened.release);
  made.groups = {widened.group};
  made.to = widened.to;
  return made;
}

Happening told(const Names& names, policy::Instant at, const policy::Halted& halted) {
  Happening made = names.about(What::Halted, at, halted.release);
  made.groups = {halted.group};
  made.why = halted.why;
  return made;
}

Happening published(const ReleaseOutcome& release) {
  Happening made{.what = release.sequence ? What::Published : What::Missed,
                 .at = release.at,
                 .version = release.version.text(),
                 .bad = release.bad.has_value()};
  if (release.bad) made.why = done_by(*release.bad);
  return made;
}

bool alike(const Happening& a, const Happening& b) {
  return a.what == b.what && a.at == b.at && a.version == b.version && a.to == b.to &&
         a.why == b.why && !a.groups.empty() && !b.groups.empty();
}

std::vector<Happening> together(const std::vector<Happening>& all) {
  std::vector<Happening> joined;
  for (const Happening& one : all) {
    // Whatever happened in one turn has one time, so the search ends soon.
    auto same = std::find_if(joined.rbegin(), joined.rend(), [&](const Happening& before) {
      return before.at != one.at || alike(before, one);
    });
    if (same != joined.rend() && alike(*same, one)) {
      same->groups.push_back(one.groups.front());
    } else {
      joined.push_back(one);
    }
  }
  return joined;
}

std::string where(const Happening& happening) {
  std::string groups;
  for (const auto& group : happening.groups) groups += (groups.empty() ? "" : ", ") + group.text();
  return groups;
}

bool matters(const Happening& happening) {
  return happening.bad || happening.what == What::Halted;
}

}  // namespace

const char* word(Happening::What what) {
  switch (what) {
    case What::Published:
      return "published";
    case What::Missed:
      return "missed";
    case What::Opened:
      return "opened";
    case What::Widened:
      return "widened";
    case What::Halted:
      return "halted";
  }
  return "";
}

std::vector<Happening> story(const Outcome& outcome) {
  const Names names{outcome};
  std::vector<Happening> all;
  for (const ReleaseOutcome& release : outcome.releases) all.push_back(published(release));
  for (const policy::Milestone& milestone : outcome.events) {
    all.push_back(std::visit([&](const auto& event) { return told(names, milestone.at, event); },
                             milestone.event));
  }
  std::ranges::stable_sort(all, {}, &Happening::at);
  return together(all);
}

std::string sentence(const Happening& happening) {
  const std::string why = happening.why.empty() ? "" : ": " + happening.why;
  switch (happening.what) {
    case What::Published:
      return "the vendor publishes " + happening.version +
             (happening.bad ? ", which is bad" + why : "");
    case What::Missed:
      return "the vendor publishes " + happening.version +
             ", which the relay never sees: it was replaced before the next look";
    case What::Opened:
      return "opened " + happening.version + " → " + where(happening) +
             (happening.to == policy::kEverybody ? "" : " at " + policy::show(happening.to)) + why;
    case What::Widened:
      return "widened " + happening.version + " → " + where(happening) + " to " +
             policy::show(happening.to);
    case What::Halted:
      // The evidence names its group.
      return "halted " + happening.version + (why.empty() ? " in " + where(happening) : why);
  }
  return {};
}

Abridged abridge(std::vector<Happening> story, std::size_t most) {
  if (story.size() <= most) return {std::move(story), 0};
  Abridged made{.left_out = story.size() - most};
  std::stable_partition(story.begin(), story.end(), matters);
  story.erase(story.begin() + static_cast<std::ptrdiff_t>(most), story.end());
  std::ranges::stable_sort(story, {}, &Happening::at);
  made.told = std::move(story);
  return made;
}

}  // namespace relay::simulation
