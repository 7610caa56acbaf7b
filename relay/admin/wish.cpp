#include "relay/admin/wish.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "relay/json/utf8.h"

namespace relay::admin {
namespace {

using json::Part;

constexpr std::size_t kMostGroups = 1'000;

bool one_line(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c == '\n' || c == '\r' || c == '\0'; });
}

std::vector<std::string> read_groups(const Part& part) {
  if (!part.is_list()) {
    if (part.null() || part.text() != "all") {
      part.note("expected a list of groups, or the text \"all\"");
    }
    return {};
  }
  std::vector<std::string> groups;
  for (const Part& item : part.items()) {
    if (const auto name = item.text()) groups.push_back(*name);
  }
  // An empty list would be all groups further in; nobody should get all by choosing none.
  if (part.items().empty()) part.note("expected at least one group, or the text \"all\"");
  if (groups.size() > kMostGroups) part.note("more than " + std::to_string(kMostGroups));
  return groups;
}

std::vector<std::string_view> names_of(const Shape& shape, const Own& own) {
  std::vector<std::string_view> names = own.names;
  if (shape.groups != Field::Absent) names.emplace_back("groups");
  if (shape.version != Field::Absent) names.emplace_back("version");
  if (shape.reason != Field::Absent) names.emplace_back("reason");
  if (shape.lift != Field::Absent) names.emplace_back("lift");
  return names;
}

Wish read_fields(const Part& root, const Shape& shape) {
  Wish wish;
  const Part reason = root["reason"];
  if (shape.reason == Field::Required || !reason.null()) wish.reason = read_reason(reason);
  if (shape.lift != Field::Absent && !root["lift"].null()) {
    wish.lift = root["lift"].truth().value_or(false);
  }
  if (shape.groups != Field::Absent) wish.groups = read_groups(root["groups"]);
  if (shape.version != Field::Absent) {
    wish.version = read_version(root["version"], wish.lift ? shape.version_to_lift : shape.version);
  }
  return wish;
}

}  // namespace

std::string read_reason(const Part& part) {
  const auto reason = part.text();
  if (!reason) return {};
  const auto length = json::count_characters(*reason).value_or(0);
  const bool blank = reason->find_first_not_of(" \t") == std::string::npos;
  if (blank || length > kLongestReason || !one_line(*reason)) {
    part.note("expected one line of 1 to " + std::to_string(kLongestReason) + " characters");
  }
  return *reason;
}

std::string read_version(const Part& part, Field needed) {
  if (part.null() && needed != Field::Required) return {};
  const auto version = part.text();
  if (version && version->empty()) part.note("expected a version, found an empty text");
  return version.value_or("");
}

policy::Result<Wish, std::vector<json::Problem>> read_wish(std::string_view body,
                                                           const Shape& shape, const Own& own) {
  const auto value = json::read_placed(body);
  if (!value) return policy::Refused{std::vector{value.error()}};

  std::vector<json::Problem> problems;
  const Part root{*value, problems};
  root.has_only(names_of(shape, own));
  Wish wish;
  if (std::holds_alternative<json::Value::Record>(value->held())) {
    wish = read_fields(root, shape);
    if (own.read) own.read(root);
  }
  if (!problems.empty()) return policy::Refused{std::move(problems)};
  return wish;
}

}  // namespace relay::admin
