#include "config/groups.h"

#include <algorithm>
#include <map>
#include <set>

#include "config/fields.h"
#include "config/match.h"
#include "config/values.h"

namespace config {
namespace {

/// A network that an earlier group takes, and where that is written.
struct Taken {
  std::string group{};
  unsigned line = 0;
};

/// Who has which network. Networks are nested or apart, so what lies in another is found by
/// widening it bit by bit.
class Claims {
 public:
  void claim(Problems& problems, const std::string& group, const policy::Network& network,
             Spot at) {
    if (const Taken* const taken = around(network); taken != nullptr && taken->group != group) {
      problems.warn(at, "nobody is in '" + group + "' by " + network.text() + "; group '" +
                            taken->group + "' in line " + std::to_string(taken->line) +
                            " comes first and has these addresses");
    }
    taken_.try_emplace(network, Taken{group, at.line});
  }

 private:
  const Taken* around(policy::Network network) const {
    for (;;) {
      if (const auto found = taken_.find(network); found != taken_.end()) return &found->second;
      if (network.prefix == 0) return nullptr;
      --network.prefix;
      const unsigned bit = 0x80U >> (network.prefix % 8);
      auto& byte = network.first.bytes[network.prefix / 8];
      byte = static_cast<std::uint8_t>(byte & ~bit);
    }
  }
  std::map<policy::Network, Taken> taken_{};
};

/// What is known of all groups while each is read.
struct Around {
  std::vector<std::string> names{};  ///< Declared, good entries or not.
  Claims claims{};
};

void read_address(Problems& problems, const Node* node, Claims& claims, policy::Group& group) {
  constexpr const char* kExpected = "an address or network such as 10.1.9.0/24";
  const auto written = text(problems, node, kExpected);
  if (!written) return;
  const auto network = policy::Network::parse(*written);
  if (!network) {
    add_unexpected(problems, *node, kExpected, "the bits after the prefix are zero");
    return;
  }
  claims.claim(problems, group.id.text(), *network, node->at);
  group.addresses.push_back(*network);
}

void read_match(Problems& problems, const Node& item, Around& around, policy::Group& group) {
  const Fields fields{problems, item, {"a match", {"address", "enrolled", "attributes"}}};
  const Node* const address = fields.get("address");
  const Node* const enrolled = fields.get("enrolled");
  const Node* const attributes = fields.get("attributes");
  const bool by_device = enrolled != nullptr || attributes != nullptr;
  if (item.kind == Node::Kind::Map && item.entries.empty()) {
    problems.add(item.at, "a match names an 'address', whom it is 'enrolled' for, or 'attributes'");
  } else if (address != nullptr && by_device) {
    problems.add(fields.at("address"), "'address' stands alone in a match",
                 "a device with a credential is never known by its address");
  } else if (by_device) {
    const unsigned before = problems.errors();
    auto match = read_device_match(problems, enrolled, attributes, around.names);
    if (problems.errors() == before) group.devices.push_back(std::move(match));
  } else {
    read_address(problems, address, around.claims, group);
  }
}

void read_nature(Problems& problems, const Fields& fields, policy::Group& group) {
  group.ephemeral = flag(problems, fields.get("ephemeral")).value_or(false);
  group.reboot_allowance =
      lasting(problems, fields.get("reboot_allowance")).value_or(policy::Span{0});
  const Words<bool> cohorts{{"fresh", false}, {"sticky", true}};
  group.sticky = word(problems, fields.get("cohort"), cohorts).value_or(false);
}

std::optional<policy::Group> read_group(Problems& problems, const Node& node, Around& around) {
  const Fields fields{
      problems, node, {"a group", {"name", "match", "ephemeral", "reboot_allowance", "cohort"}}};
  const auto id = name<policy::GroupId>(problems, fields.need("name"), "a group");
  const bool rest = id == policy::default_group();
  const Node* const match = rest || !id ? fields.get("match") : fields.need("match");
  if (rest && match != nullptr) {
    problems.add(fields.at("match"), "'default' is everybody else; it matches nothing");
  } else if (match != nullptr && match->kind == Node::Kind::List && match->items.empty()) {
    problems.add(match->at, "a group that matches nothing has no devices");
  }
  if (!id) return std::nullopt;
  policy::Group group{.id = *id, .mark = {node.at.line}};
  if (!rest) {
    for (const Node* const item :
         items(problems, match, "a list such as [{ address: 10.1.9.0/24 }]")) {
      read_match(problems, *item, around, group);
    }
  }
  read_nature(problems, fields, group);
  return group;
}

void check_default(Problems& problems, const Node& node, const std::vector<policy::Group>& groups) {
  const auto rest = std::ranges::find(groups, policy::default_group(), &policy::Group::id);
  if (rest == groups.end()) {
    problems.add(node.at, "group 'default' is missing; it is the last one, for everybody else");
  } else if (rest + 1 != groups.end()) {
    problems.add({rest->mark.line, 0},
                 "group 'default' must be the last one; it is everybody who is in no other");
  }
}

}  // namespace

std::vector<std::string> declared_groups(const Node* node) {
  std::vector<std::string> names;
  if (node == nullptr) return names;
  for (const Node& item : node->items) {
    for (const Entry& entry : item.entries) {
      if (entry.key == "name") names.push_back(entry.value.text);
    }
  }
  return names;
}

std::vector<policy::Group> read_groups(Problems& problems, const Node* node) {
  std::vector<policy::Group> groups;
  const unsigned before = problems.errors();
  Around around{.names = declared_groups(node)};
  std::map<policy::GroupId, unsigned> seen;
  for (const Node* const item : items(problems, node, "a list of groups")) {
    auto group = read_group(problems, *item, around);
    if (!group) continue;
    const auto [first, fresh] = seen.try_emplace(group->id, group->mark.line);
    if (!fresh) {
      problems.add(item->at, "group '" + group->id.text() +
                                 "' is there twice; it is already in "
                                 "line " +
                                 std::to_string(first->second));
    }
    groups.push_back(std::move(*group));
  }
  if (node != nullptr && problems.errors() == before) check_default(problems, *node, groups);
  return groups;
}

}  // namespace config
