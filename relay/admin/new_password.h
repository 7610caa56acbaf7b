#pragma once

#include <string>

#include "relay/admin/call.h"

namespace relay::admin {

/// What is kept of a password that somebody of that name is to have; or the answer that says why it
/// can be none, or that too many are at work.
policy::Result<std::string, http::Response> new_password(const Parts& parts,
                                                         const std::string& password,
                                                         const std::string& name);

}  // namespace relay::admin
