#include "config/policy.h"

#include <utility>

#include "config/bypass.h"
#include "config/calendars.h"
#include "config/coherence.h"
#include "config/delays.h"
#include "config/evidence.h"
#include "config/fields.h"
#include "config/groups.h"
#include "config/limits.h"
#include "config/paths.h"
#include "config/yaml.h"
#include "config/yielding.h"

namespace config {
namespace {

policy::FeedRules rules_of(const FeedSpec& feed) {
  return {.id = feed.id,
          .content = feed.content,
          .suspect_if_replaced_within = feed.suspect_if_replaced_within,
          .mark = feed.mark};
}

}  // namespace

Reading<Policy> read_policy(const std::string& file, std::string_view text,
                            const Outside& outside) {
  Problems problems{file};
  const auto root = parse(text, problems);
  if (!root) return reading<Policy>(std::nullopt, std::move(problems));

  const Fields fields{
      problems,
      *root,
      {"the policy", {"feeds", "groups", "paths", "limits", "calendars", "bypass"}}};
  const Node* const feeds = fields.need("feeds");
  const Node* const groups = fields.need("groups");
  const Node* const calendars = fields.get("calendars");
  Declared declared{.feeds = declared_keys(feeds),
                    .groups = declared_groups(groups),
                    .calendars = declared_keys(calendars)};

  Policy read{.feeds = read_feeds(problems, feeds)};
  policy::Document& rules = read.rules;
  for (const auto& feed : read.feeds) rules.feeds.push_back(rules_of(feed));
  rules.calendars = read_calendars(problems, calendars, outside);
  for (const auto& calendar : rules.calendars) declared.calendar[calendar->name] = calendar;
  rules.bypass = read_bypass(problems, fields.get("bypass"), fields.at("bypass"));
  const unsigned after_feeds = problems.errors();
  rules.groups = read_groups(problems, groups);
  const bool groups_read = problems.errors() == after_feeds;
  const unsigned after_groups = problems.errors();
  rules.paths = read_paths(problems, fields.get("paths"), declared);
  const bool paths_read = problems.errors() == after_groups;
  rules.limits = read_limits(problems, fields.get("limits"), declared);

  // What was not read cannot be missed: these speak only of parts that are whole.
  const bool whole = paths_read && groups_read;
  if (paths_read) check_feeds_travel(problems, rules);
  if (whole) check_groups_placed(problems, rules);
  if (paths_read) check_stages_can_open(problems, rules);
  if (paths_read) check_calendars_used(problems, rules);
  if (whole) check_evidence(problems, rules, read.feeds);
  if (paths_read) check_yielding(problems, rules);
  if (paths_read) check_ceilings(problems, rules);
  if (paths_read) check_stages_wait(problems, rules);
  return reading(std::optional{std::move(read)}, std::move(problems));
}

}  // namespace config
