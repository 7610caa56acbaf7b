#include "config/scenario_fleet.h"

#include <algorithm>
#include <map>

#include "config/fields.h"
#include "config/scenario_time.h"
#include "config/shares.h"
#include "config/values.h"

namespace config {
namespace {

using policy::simulate::Absence;
using policy::simulate::FleetGroup;
using policy::simulate::Model;
using ModelName = policy::Id<struct ModelKind>;

constexpr std::size_t kMostGroups = 200;
constexpr policy::Span kRarestPolls = std::chrono::days{7};

Absence read_absence(Problems& problems, const Node* node) {
  Absence absence;
  if (node == nullptr) return absence;
  const Fields fields{
      problems, *node, {"an absence", {"nights", "weekends", "hourly", "lasting", "reimaged"}}};
  absence.nights = percent(problems, fields.get("nights")).value_or(absence.nights);
  absence.weekends = percent(problems, fields.get("weekends")).value_or(absence.weekends);
  absence.hourly = percent(problems, fields.get("hourly")).value_or(absence.hourly);
  absence.lasting = lasting(problems, fields.get("lasting")).value_or(absence.lasting);
  absence.reimaged = percent(problems, fields.get("reimaged")).value_or(absence.reimaged);
  if (fields.get("lasting") != nullptr && fields.get("hourly") == nullptr) {
    problems.add(fields.at("lasting"),
                 "'lasting' says how long those of 'hourly' are off, and there is no 'hourly'");
  }
  return absence;
}

std::vector<Model> read_models(Problems& problems, const Node* node) {
  std::vector<Model> models;
  const unsigned before = problems.errors();
  std::uint64_t sum = 0;
  const char* const expected =
      "a list such as [{ name: t14, share: 8% }, { name: x1, share: 92% }]";
  for (const Node* const item : items(problems, node, expected)) {
    const Fields fields{problems, *item, {"a model", {"name", "share"}}};
    const auto name = config::name<ModelName>(problems, fields.need("name"), "a model");
    const auto share = percent(problems, fields.need("share"));
    if (!name || !share) continue;
    if (std::ranges::count(models, name->text(), &Model::name) > 0) {
      problems.add(fields.at("name"), "model '" + name->text() + "' stands twice in this list");
    }
    models.push_back({name->text(), *share});
    sum += share->count;
  }
  if (node == nullptr || problems.errors() != before) return models;
  if (models.size() > policy::simulate::kMostModels) {
    problems.add(node->at, "a group has at most " + std::to_string(policy::simulate::kMostModels) +
                               " models, and this one " + std::to_string(models.size()));
  } else if (sum != policy::kEverybody.count) {
    problems.add(node->at, "the shares of a group's models add up to 100%, and these to " +
                               policy::show(policy::BasisPoints{static_cast<std::uint32_t>(sum)}));
  }
  return models;
}

std::optional<policy::Span> read_polls(Problems& problems, const Node* node) {
  const auto polls = span(problems, node);
  if (!polls) return std::nullopt;
  const bool whole = *polls % policy::simulate::kStep == policy::Span{0};
  if (whole && *polls >= policy::simulate::kBin && *polls <= kRarestPolls) return polls;
  add_unexpected(problems, *node, "whole minutes, from 5m to 7d");
  return std::nullopt;
}

std::optional<FleetGroup> read_group(Problems& problems, const Node& node) {
  const Fields fields{problems,
                      node,
                      {"a group of the fleet",
                       {"group", "devices", "polls", "spread", "utc_offset", "absence", "models"}}};
  const auto id = name<policy::GroupId>(problems, fields.need("group"), "a group");
  const auto devices =
      count(problems, fields.need("devices"), {1, policy::simulate::kMostDevices}).value_or(0);
  const auto polls = read_polls(problems, fields.get("polls"));
  const auto spread = percent(problems, fields.get("spread"));
  const auto offset = utc_offset(problems, fields.get("utc_offset"));
  const Absence absence = read_absence(problems, fields.get("absence"));
  auto models = read_models(problems, fields.get("models"));
  if (!id) return std::nullopt;
  FleetGroup group{.group = *id, .devices = static_cast<std::uint32_t>(devices)};
  group.polls = polls.value_or(group.polls);
  group.spread = spread.value_or(group.spread);
  group.utc_offset = offset.value_or(group.utc_offset);
  group.absence = absence;
  group.models = std::move(models);
  return group;
}

void check_size(Problems& problems, const Node& node, const std::vector<FleetGroup>& fleet) {
  std::uint64_t all = 0;
  for (const FleetGroup& group : fleet) all += group.devices;
  if (all > policy::simulate::kMostDevices) {
    problems.add(node.at, "a fleet has at most " + std::to_string(policy::simulate::kMostDevices) +
                              " devices, and this one " + std::to_string(all));
  }
  if (fleet.size() > kMostGroups) {
    problems.add(node.at, "a fleet has at most " + std::to_string(kMostGroups) +
                              " groups, and this one " + std::to_string(fleet.size()));
  }
}

}  // namespace

std::vector<FleetGroup> read_fleet(Problems& problems, const Node* node) {
  std::vector<FleetGroup> fleet;
  std::map<policy::GroupId, unsigned> seen;
  for (const Node* const item :
       items(problems, node, "a list such as [{ group: pilot, devices: 200 }]")) {
    auto group = read_group(problems, *item);
    if (!group) continue;
    const auto [first, fresh] = seen.try_emplace(group->group, item->at.line);
    if (!fresh) {
      problems.add(item->at, "group '" + group->group.text() +
                                 "' is there twice; it is already "
                                 "in line " +
                                 std::to_string(first->second));
    }
    fleet.push_back(std::move(*group));
  }
  if (node == nullptr) return fleet;
  if (node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at, "a fleet without a group has no devices");
  }
  check_size(problems, *node, fleet);
  return fleet;
}

std::vector<std::string> declared_models(const Node* node) {
  std::vector<std::string> names;
  if (node == nullptr) return names;
  for (const Node& group : node->items) {
    for (const Entry& setting : group.entries) {
      if (setting.key != "models") continue;
      for (const Node& model : setting.value.items) {
        for (const Entry& entry : model.entries) {
          if (entry.key == "name" && std::ranges::count(names, entry.value.text) == 0) {
            names.push_back(entry.value.text);
          }
        }
      }
    }
  }
  return names;
}

}  // namespace config
