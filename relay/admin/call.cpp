#include "relay/admin/call.h"

#include <charconv>
#include <vector>

#include "policy/require.h"
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

const people::Caller& caller_of(const Call& call) {
  policy::require(call.caller != nullptr, "whoever asks for what is not public is known");
  return *call.caller;
}

std::string person_of(const Call& call) {
  return caller_of(call).person.name;
}

catalog::Deed deed_of(const Call& call, const std::string& reason) {
  return {.at = call.request.now,
          .actor = person_of(call),
          .reason = reason,
          .via = caller_of(call).via,
          .source = call.request.peer.text()};
}

policy::Result<std::optional<std::int64_t>, http::Response> number_named(
    const http::Request& request, std::string_view name) {
  const auto text = request.parameter(name);
  if (!text) return std::optional<std::int64_t>{};
  std::int64_t number = 0;
  const char* const end = text->data() + text->size();
  const auto [rest, error] = std::from_chars(text->data(), end, number);
  if (error != std::errc{} || rest != end || number < 1) {
    const std::string named{name};
    return policy::Refused{bad_request("bad-" + named, "'" + named + "' is a whole number from 1")};
  }
  return std::optional{number};
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
