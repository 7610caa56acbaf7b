#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "policy/plan.h"
#include "policy/result.h"
#include "relay/admin/access.h"
#include "relay/admin/parts.h"
#include "relay/http/message.h"

namespace relay::admin {

/// A request as its route hands it on: whoever asks may, as far as that can be told before the body
/// is read.
struct Call {
  const http::Request& request;
  const rollout::Revision& revision;       ///< In force when the request came.
  std::optional<policy::FeedId> feed{};    ///< The one in the path, and it is in the revision.
  std::optional<policy::GroupId> group{};  ///< The same.
  std::string_view name{};                 ///< What stands for {name} in the path.
  std::int64_t number = 0;                 ///< What stands for {number}.
  const people::Caller* caller = nullptr;  ///< Nobody: on public routes alone.
  Access access{};                         ///< Of the route.
};

/// The moment of a call, for whatever is planned in its answer.
policy::Moment moment_of(const Parts& parts, const Call& call);

/// Who asks.
const people::Caller& caller_of(const Call& call);
std::string person_of(const Call& call);
/// What he does, with what he showed and from where: the one way to a deed in this room.
catalog::Deed deed_of(const Call& call, const std::string& reason);

/// A whole number from 1 in the query; nothing when it is not there, 400 when it is something else.
policy::Result<std::optional<std::int64_t>, http::Response> number_named(
    const http::Request& request, std::string_view name);

/// What may be named in a request, looked up in the revision in force; else the answer to give: 400
/// for what cannot be a name, 404 for what there is not.
policy::Result<policy::FeedId, http::Response> feed_named(const rollout::Revision& revision,
                                                          std::string_view name);
policy::Result<policy::GroupId, http::Response> group_named(const rollout::Revision& revision,
                                                            std::string_view name);

}  // namespace relay::admin
