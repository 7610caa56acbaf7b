#include "relay/admin/named_release.h"

#include "relay/admin/answers.h"

namespace relay::admin {

policy::Result<catalog::ReleaseRow, http::Response> release_named(
    const std::vector<catalog::ReleaseRow>& rows, const Call& call, const char* parameter) {
  const auto version = call.request.parameter(parameter);
  if (!version) {
    const std::string named{parameter};
    return policy::Refused{bad_request("no-" + named, "which release? Add ?" + named + "=…")};
  }
  for (const catalog::ReleaseRow& row : rows) {
    if (row.release.version.text() == *version) return row;
  }
  return policy::Refused{not_found(
      "unknown-release", "feed '" + call.feed->text() + "' has no release '" + *version + "'")};
}

}  // namespace relay::admin
