#include "relay/admin/wish.h"

#include <algorithm>
#include <optional>

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

std::string read_version(const Part& part, bool needed) {
  if (part.null() && !needed) return {};
  const auto version = part.text();
  if (version && version->empty()) part.note("expected a version, found an empty text");
  return version.value_or("");
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

std::string joined(const std::vector<std::string>& problems) {
  std::string text;
  for (const std::string& problem : problems) text += (text.empty() ? "" : "; ") + problem;
  return text;
}

policy::Result<Wish, std::string> read_wish(std::string_view body, const Shape& shape) {
  const auto value = json::read(body);
  if (!value) return policy::Refused{value.error()};

  std::vector<std::string> problems;
  const Part root{*value, problems};
  if (!shape.groups) {
    root.has_only({"reason"});
  } else if (shape.liftable) {
    root.has_only({"groups", "version", "reason", "lift"});
  } else {
    root.has_only({"groups", "version", "reason"});
  }

  Wish wish;
  if (problems.empty()) {
    const Part reason = root["reason"];
    if (shape.reason || !reason.null()) wish.reason = read_reason(reason);
    if (shape.liftable && !root["lift"].null()) wish.lift = root["lift"].truth().value_or(false);
    if (shape.groups) {
      wish.groups = read_groups(root["groups"]);
      wish.version =
          read_version(root["version"], wish.lift ? shape.version_to_lift : shape.version);
    }
  }
  if (!problems.empty()) return policy::Refused{joined(problems)};
  return wish;
}

}  // namespace relay::admin
