#include "config/scenario_people.h"

#include <algorithm>

#include "config/dates.h"
#include "config/fields.h"
#include "config/guess.h"
#include "config/scenario_vendor.h"
#include "config/values.h"

namespace config {
namespace {

using policy::Skippable;
using policy::simulate::Bench;
using policy::simulate::PlannedBypass;
using policy::simulate::Publication;
using policy::simulate::WorkingHours;
using CheckName = policy::Id<struct BenchKind>;

WorkingHours read_hours(Problems& problems, const Node* node) {
  WorkingHours hours;
  if (node == nullptr) return hours;
  const Fields fields{problems, *node, {"hours", {"from", "until", "utc_offset"}}};
  const Node* const until = fields.get("until");
  hours.from = time_of_day(problems, fields.get("from")).value_or(hours.from);
  hours.until = time_of_day(problems, until).value_or(hours.until);
  hours.utc_offset = utc_offset(problems, fields.get("utc_offset")).value_or(hours.utc_offset);
  if (hours.until <= hours.from) {
    problems.add(until != nullptr ? until->at : fields.at("from"),
                 "people's hours end on the day that they begin, and after it");
  }
  return hours;
}

policy::Skips read_skips(Problems& problems, const Node* node) {
  Words<Skippable> words;
  for (const Skippable rule :
       {Skippable::Soak, Skippable::Gate, Skippable::Train, Skippable::Checks, Skippable::Approval,
        Skippable::Window, Skippable::Ramp}) {
    words.emplace_back(policy::word(rule), rule);
  }
  policy::Skips skips;
  for (const Node* const item : items(problems, node, "a list such as [soak, window]")) {
    if (const auto rule = word(problems, item, words)) skips = skips.with(*rule);
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "a bypass that skips nothing lets nothing through");
  }
  return skips;
}

/// A release that the vendor publishes, and not after people let it through.
void check_published(Problems& problems, const Node& node, const PlannedBypass& bypass,
                     const std::vector<Publication>& vendor) {
  const auto published = std::ranges::find(vendor, bypass.version, &Publication::version);
  if (published != vendor.end() && published->at <= bypass.at) return;
  if (published != vendor.end()) {
    problems.add(node.at, "people let '" + bypass.version.text() + "' through at " +
                              policy::show(bypass.at) + ", before the vendor publishes it at " +
                              policy::show(published->at));
    return;
  }
  std::vector<std::string> versions;
  for (const Publication& one : vendor) versions.push_back(one.version.text());
  problems.add(node.at, "the vendor publishes no version '" + bypass.version.text() + "'",
               guess(bypass.version.text(), versions));
}

std::vector<PlannedBypass> read_bypasses(Problems& problems, const Node* node,
                                         const Lifetime& lifetime,
                                         const std::vector<Publication>& vendor) {
  std::vector<PlannedBypass> bypasses;
  const char* const expected = "a list such as [{ at: 2h, version: \"27500\", skip: [soak] }]";
  for (const Node* const item : items(problems, node, expected)) {
    const Fields fields{problems, *item, {"a planned bypass", {"at", "version", "skip"}}};
    const unsigned before = problems.errors();
    const auto at = moment(problems, fields.need("at"), lifetime);
    const auto named = version(problems, fields.need("version"));
    const auto skips = read_skips(problems, fields.need("skip"));
    if (!at || !named || problems.errors() != before) continue;
    bypasses.push_back({.at = *at, .version = *named, .skips = skips});
    check_published(problems, *fields.get("version"), bypasses.back(), vendor);
  }
  return bypasses;
}

}  // namespace

policy::simulate::People read_people(Problems& problems, const Node* node, const Lifetime& lifetime,
                                     const std::vector<Publication>& vendor) {
  policy::simulate::People people;
  if (node == nullptr) return people;
  const Fields fields{
      problems,
      *node,
      {"people", {"hours", "approve", "judge", "acknowledge", "repair", "bypasses"}}};
  people.hours = read_hours(problems, fields.get("hours"));
  people.approve = span(problems, fields.get("approve"));
  people.judge = span(problems, fields.get("judge"));
  people.acknowledge = span(problems, fields.get("acknowledge"));
  people.repair = lasting(problems, fields.get("repair"));
  people.bypasses = read_bypasses(problems, fields.get("bypasses"), lifetime, vendor);
  return people;
}

std::vector<Bench> read_benches(Problems& problems, const Node* node) {
  std::vector<Bench> benches;
  const char* const expected = "a list such as [{ name: bench, after: 2h, finds: [fall-silent] }]";
  for (const Node* const item : items(problems, node, expected)) {
    const Fields fields{problems, *item, {"a check", {"name", "after", "finds"}}};
    const auto id = name<CheckName>(problems, fields.need("name"), "a check");
    Bench bench{.name = id ? id->text() : ""};
    bench.after = span(problems, fields.get("after")).value_or(bench.after);
    for (const Node* const found : items(problems, fields.get("finds"), "a list such as [fail]")) {
      if (const auto damage = word(problems, found, damages())) bench.finds.push_back(*damage);
    }
    if (!id) continue;
    if (std::ranges::count(benches, bench.name, &Bench::name) > 0) {
      problems.add(fields.at("name"), "check '" + bench.name + "' stands twice in this list");
    }
    benches.push_back(std::move(bench));
  }
  return benches;
}

}  // namespace config
