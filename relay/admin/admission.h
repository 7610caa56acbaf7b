#pragma once

#include <optional>
#include <string>

#include "policy/digest.h"
#include "relay/catalog/refusals.h"
#include "relay/http/message.h"

namespace relay::admin {

/// Who may speak to the API: whoever sends the administrator's token as `Authorization: Bearer …`,
/// and no page of another origin. Refusals get into the audit. Safe from several threads.
class Admission {
 public:
  Admission(db::Database& state, const policy::Digest& token)
      : refusals_{state, "the administrators' door"}, token_{token} {}

  /// The answer to give instead; nothing when the request may go on.
  std::optional<http::Response> refusal(const http::Request& request);

 private:
  http::Response refuse(const http::Request& request, http::Response answer,
                        const std::string& why);

  catalog::Refusals refusals_;
  const policy::Digest token_;
};

}  // namespace relay::admin
