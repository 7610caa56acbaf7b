#include "relay/admin/call.h"

#include <vector>

#include "relay/admin/answers.h"

namespace relay::admin {
namespace {

/// `what` is "feed" or "group"; `known` are policy's FeedRules or Groups.
template <class Name, class Known>
policy::Result<Name, http::Response> find(const std::string& what, std::string_view text,
                                          const std::vector<Known>& known) {
  const auto name = Name::parse(text);
  if (!name) {
    return policy::Refused{
        bad_request("bad-" + what, "the name of a " + what + " is " + Name::kShape)};
  }
  std::string names;
  for (const Known& one : known) {
    if (one.id == *name) return *name;
    names += (names.empty() ? "" : ", ") + one.id.text();
  }
  return policy::Refused{
      not_found("unknown-" + what, "there is no " + what + " '" + name->text() + "'; there " +
                                       (names.empty() ? "is none" : "are: " + names))};
}

}  // namespace

policy::Moment moment_of(const Parts& parts, const Call& call) {
  return {.now = call.request.now,
          .clock_suspect = parts.clock_suspect(),
          .single_person = call.revision.single_person};
}

policy::Result<policy::FeedId, http::Response> feed_named(const rollout::Revision& revision,
                                                          std::string_view name) {
  return find<policy::FeedId>("feed", name, revision.document.feeds);
}

policy::Result<policy::GroupId, http::Response> group_named(const rollout::Revision& revision,
                                                            std::string_view name) {
  return find<policy::GroupId>("group", name, revision.document.groups);
}

}  // namespace relay::admin
