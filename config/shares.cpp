#include "config/shares.h"

#include <charconv>
#include <string_view>

#include "config/values.h"

namespace config {
namespace {

constexpr std::uint64_t kMostDevices = 100'000'000;

std::optional<policy::BasisPoints> share_of(const Node& node) {
  if (node.kind != Node::Kind::Text) return std::nullopt;
  const auto points = policy::parse_percent(node.text);
  return points && *points > policy::kNobody ? points : std::nullopt;
}

std::optional<std::uint64_t> devices(std::string_view written) {
  std::uint64_t number = 0;
  const char* const end = written.data() + written.size();
  const auto [rest, error] = std::from_chars(written.data(), end, number);
  const bool whole = error == std::errc{} && rest == end;
  return whole && number >= 1 && number <= kMostDevices ? std::optional{number} : std::nullopt;
}

}  // namespace

std::optional<policy::BasisPoints> percent(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  const auto points = share_of(*node);
  if (!points) add_unexpected(problems, *node, "a share from 0.01% to 100%");
  return points;
}

std::optional<policy::BasisPoints> most(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  const auto points = share_of(*node);
  if (points && *points < policy::kEverybody) return points;
  add_unexpected(problems, *node, "a limit from 0.01% to 99.99%",
                 points ? "leave it out where there is no limit" : "");
  return std::nullopt;
}

std::optional<policy::Quota> quota(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  if (const auto points = share_of(*node)) return policy::Quota{.share = *points};
  const auto number = node->kind == Node::Kind::Text ? devices(node->text) : std::nullopt;
  if (number) return policy::Quota{.devices = number};
  add_unexpected(problems, *node, "a number of devices such as 5, or a share such as 80%");
  return std::nullopt;
}

}  // namespace config
