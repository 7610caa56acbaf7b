#pragma once

#include "relay/admin/admission.h"
#include "relay/admin/denials.h"
#include "relay/admin/parts.h"
#include "relay/admin/routes.h"
#include "relay/http/message.h"

namespace relay::admin {

/// What stands behind the administrators' door: the public page, and the API for people who are
/// signed in. Deny by default: under /api/ strangers can set up and sign in, and else are told
/// nothing, not even that a path is unknown. GET never changes state. Safe from several threads; a
/// database that does not answer is a 503; any other broken
/// machine throws, and the door answers 500.
class Desk {
 public:
  explicit Desk(Parts parts);

  http::Response answer(const http::Request& request);

 private:
  http::Response api(const http::Request& request);

  const Parts parts_;
  Admission admission_;
  Denials denials_;
  Shared shared_;
};

}  // namespace relay::admin
