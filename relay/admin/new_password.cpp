#include "relay/admin/new_password.h"

#include "relay/admin/answers.h"
#include "relay/admin/session_acts.h"
#include "relay/people/password.h"

namespace relay::admin {

policy::Result<std::string, http::Response> new_password(const Parts& parts,
                                                         const std::string& password,
                                                         const std::string& name) {
  if (const auto why = people::against_password(password, name)) {
    return policy::Refused{bad_request("bad-password", *why)};
  }
  auto phc = parts.people.hashed(password);
  if (!phc) {
    return policy::Refused{
        too_soon("busy", "too many passwords are being hashed at this moment", policy::Span{1})};
  }
  return *std::move(phc);
}

}  // namespace relay::admin
