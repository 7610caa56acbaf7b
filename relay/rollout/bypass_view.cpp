#include "relay/rollout/bypass_view.h"

#include <algorithm>

#include "policy/conditions.h"
#include "relay/rollout/scene.h"

namespace relay::rollout {
namespace {

using policy::Bypass;

bool is_risky(const std::vector<View>& views, const Bypass& bypass, const policy::Moment& moment) {
  return std::ranges::any_of(views, [&](const View& view) {
    if (!policy::concerns(bypass, bypass.release, view.group)) return false;
    return rollout::is_risky(question(view, moment), view.recorded->facts.release(bypass.release));
  });
}

std::string standing(const BypassView& seen) {
  if (seen.in_force) return "; it is in force";
  if (!seen.over) return told(seen.waits_for);
  return seen.bypass.granted ? "; it is over" : "; it was never granted";
}

std::string review(const BypassView& seen) {
  if (seen.bypass.reviewed) return "; reviewed at " + policy::show(*seen.bypass.reviewed);
  if (!seen.bypass.granted) return {};
  if (!seen.review_due) return "; nobody has reviewed it";
  const std::string due = policy::show(*seen.review_due);
  return seen.overdue ? "; nobody reviewed it until " + due + ", so it spreads no further"
                      : "; it must be reviewed until " + due;
}

BypassView view_of(const Bypass& bypass, const std::vector<View>& views,
                   const policy::BypassRules& people, const policy::Moment& moment) {
  BypassView seen{.bypass = bypass};
  seen.in_force = policy::in_force(bypass, moment.now);
  seen.over = moment.now >= bypass.until;
  if (!bypass.granted) {
    seen.waits_for =
        waits_for(bypass, policy::bypass_lines(people, is_risky(views, bypass, moment)));
  }
  if (bypass.break_glass && !bypass.reviewed) {
    seen.review_due = bypass.said.at + people.review_within;
  }
  seen.overdue = policy::is_overdue(bypass, people, moment.now);
  seen.sentence = terms(bypass, *views.front().recorded) + standing(seen) + review(seen);
  return seen;
}

}  // namespace

bool is_risky(const policy::Question& asked, const policy::Release& release) {
  if (asked.rules == nullptr) return false;
  const policy::Situation at = policy::situation(asked);
  return policy::risk_of(release, at.running(), *asked.rules, asked.facts).high;
}

std::vector<BypassView> bypass_views(const std::vector<View>& views,
                                     const policy::BypassRules& people,
                                     const policy::Moment& moment) {
  std::vector<BypassView> seen;
  if (views.empty()) return seen;
  const auto& all = views.front().recorded->facts.bypasses;
  for (auto bypass = all.rbegin(); bypass != all.rend(); ++bypass) {
    seen.push_back(view_of(*bypass, views, people, moment));
  }
  return seen;
}

std::string name_of(const Bypass& bypass, const Recorded& recorded) {
  return "bypass " + std::to_string(bypass.number) + " of " + recorded.feed.id.text() + " " +
         recorded.facts.release(bypass.release).version.text();
}

std::string terms(const Bypass& bypass, const Recorded& recorded) {
  const std::string whom = bypass.groups.empty() ? "all groups" : list(bypass.groups);
  return name_of(bypass, recorded) + " for " + whom + " skips " + policy::show(bypass.skips) +
         " until " + policy::show(bypass.until);
}

std::vector<policy::Missing> waits_for(const Bypass& bypass,
                                       const std::vector<policy::ApprovalLine>& lines) {
  std::vector<Bypass::Grant> people = bypass.grants;
  std::erase_if(people, [&](const auto& one) { return one.person == bypass.said.by; });
  return policy::missing(lines, people);
}

std::string told(const std::vector<policy::Missing>& waits_for) {
  std::string text;
  for (const policy::Missing& line : waits_for) {
    text += (text.empty() ? "; it waits for " : ", ") + line.role + " (" +
            std::to_string(line.have) + " of " + std::to_string(line.need) + ")";
  }
  return text;
}

}  // namespace relay::rollout
