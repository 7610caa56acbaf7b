#include "config/scenario.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "config/content_class.h"
#include "config/declared.h"
#include "config/fields.h"
#include "config/scenario_fleet.h"
#include "config/scenario_people.h"
#include "config/scenario_time.h"
#include "config/scenario_vendor.h"
#include "config/values.h"
#include "config/yaml.h"

namespace config {
namespace {

using policy::Span;
using policy::simulate::ContenderFile;
using policy::simulate::Outage;
using policy::simulate::Scenario;
using policy::simulate::SimulatedFeed;

constexpr Span kLongestRhythm = std::chrono::days{366};

std::optional<Span> read_length(Problems& problems, const Node* node) {
  const auto length = lasting(problems, node);
  if (!length || *length <= policy::simulate::kLongest) return length;
  problems.add(node->at, "a scenario lasts at most " + policy::show(policy::simulate::kLongest) +
                             ", and this one " + policy::show(*length));
  return std::nullopt;
}

Span read_rhythm(Problems& problems, const Node* node, Span usual) {
  const auto rhythm = lasting(problems, node);
  if (!rhythm) return usual;
  if (*rhythm > kLongestRhythm) add_unexpected(problems, *node, "a rhythm of at most 366d");
  return *rhythm;
}

std::optional<SimulatedFeed> read_feed(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  const Fields fields{
      problems, *node, {"a feed", {"name", "class", "every", "rhythm", "confirms"}}};
  const auto id = name<policy::FeedId>(problems, fields.need("name"), "a feed");
  const auto content = content_class(problems, fields.need("class"));
  const auto every = span(problems, fields.get("every"));
  const auto confirms = flag(problems, fields.get("confirms"));
  if (!id) return std::nullopt;
  SimulatedFeed feed{.id = *id};
  feed.content = content.value_or(feed.content);
  feed.every = every.value_or(feed.every);
  feed.rhythm = read_rhythm(problems, fields.get("rhythm"), feed.rhythm);
  feed.confirms = confirms.value_or(feed.confirms);
  return feed;
}

Declared groups_of(const Node* fleet) {
  Declared declared;
  if (fleet == nullptr) return declared;
  for (const Node& group : fleet->items) {
    for (const Entry& entry : group.entries) {
      if (entry.key == "group") declared.groups.push_back(entry.value.text);
    }
  }
  return declared;
}

std::vector<Outage> read_outages(Problems& problems, const Node* node, const Lifetime& lifetime,
                                 const Declared& declared) {
  std::vector<Outage> outages;
  for (const Node* const item :
       items(problems, node, "a list such as [{ from: 2h, until: 4h, groups: [pilot] }]")) {
    const Fields fields{problems, *item, {"an outage", {"from", "until", "groups"}}};
    const auto from = moment(problems, fields.need("from"), lifetime);
    const auto until = moment(problems, fields.need("until"), lifetime);
    const Node* const groups = fields.get("groups");
    Outage outage{.from = from.value_or(policy::Instant{}),
                  .until = until.value_or(policy::Instant{})};
    for (const Node* const group : items(problems, groups, "a list of groups such as [pilot]")) {
      if (const auto id = group_named(problems, group, declared)) outage.groups.push_back(*id);
    }
    if (groups != nullptr && groups->kind == Node::Kind::List && groups->items.empty()) {
      problems.add(groups->at, "an outage of no group is none; leave 'groups' out for all");
    }
    if (!from || !until) continue;
    if (*until <= *from) {
      problems.add(fields.get("until")->at, "an outage ends after it begins");
    }
    outages.push_back(std::move(outage));
  }
  return outages;
}

std::vector<ContenderFile> read_contenders(Problems& problems, const Node* node) {
  std::vector<ContenderFile> contenders;
  const char* const expected = "a list such as [{ name: ours, file: policy.yaml }]";
  for (const Node* const item : items(problems, node, expected)) {
    const Fields fields{problems, *item, {"a policy to compare", {"name", "file", "supersession"}}};
    const auto name = text(problems, fields.need("name"), "a name of a policy");
    const auto file = path(problems, fields.get("file"));
    const auto supersession = flag(problems, fields.get("supersession"));
    if (supersession && fields.get("file") == nullptr) {
      problems.add(fields.at("supersession"),
                   "without a relay nobody looks at how fast releases are replaced; this needs a "
                   "'file'");
    }
    if (!name) continue;
    if (std::ranges::count(contenders, *name, &ContenderFile::name) > 0) {
      problems.add(fields.at("name"), "policy '" + *name + "' stands twice in this list");
    }
    contenders.push_back({.name = *name,
                          .file = file ? file->string() : std::string{},
                          .supersession = supersession.value_or(true)});
  }
  return contenders;
}

/// The engine takes some of it as given: what was not complained of is so.
std::optional<Scenario> read(Problems& problems, const Fields& fields) {
  const auto name = text(problems, fields.need("name"), "a name of a scenario");
  const Lifetime lifetime{.start = beginning(problems, fields.need("start")),
                          .length = read_length(problems, fields.need("length"))};
  const auto seed =
      count(problems, fields.get("seed"), {0, std::numeric_limits<std::uint64_t>::max()});
  auto feed = read_feed(problems, fields.need("feed"));
  const Node* const groups = fields.need("fleet");
  auto fleet = read_fleet(problems, groups);
  auto vendor = read_vendor(problems, fields.need("vendor"), lifetime, declared_models(groups));
  auto outages = read_outages(problems, fields.get("outages"), lifetime, groups_of(groups));
  auto people = read_people(problems, fields.get("people"), lifetime, vendor);
  auto checks = read_benches(problems, fields.get("checks"));
  auto policies = read_contenders(problems, fields.get("policies"));
  if (!name || !lifetime.start || !lifetime.length || !feed) return std::nullopt;
  return Scenario{.name = *name,
                  .start = *lifetime.start,
                  .length = *lifetime.length,
                  .feed = std::move(*feed),
                  .fleet = std::move(fleet),
                  .vendor = std::move(vendor),
                  .outages = std::move(outages),
                  .people = std::move(people),
                  .checks = std::move(checks),
                  .policies = std::move(policies),
                  .seed = seed.value_or(1)};
}

}  // namespace

Reading<Scenario> read_scenario(const std::string& file, std::string_view text) {
  Problems problems{file};
  const auto root = parse(text, problems);
  if (!root) return reading<Scenario>(std::nullopt, std::move(problems));
  const Fields fields{problems,
                      *root,
                      {"the scenario",
                       {"name", "start", "length", "seed", "feed", "fleet", "vendor", "outages",
                        "people", "checks", "policies"}}};
  auto scenario = read(problems, fields);
  return reading(std::move(scenario), std::move(problems));
}

}  // namespace config
