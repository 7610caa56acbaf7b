#pragma once

#include "relay/admin/admission.h"
#include "relay/admin/parts.h"
#include "relay/admin/routes.h"
#include "relay/admin/seats.h"
#include "relay/http/message.h"

namespace relay::admin {

/// What stands behind the administrators' door: the public page, and the API behind the token. Deny
/// by default: under /api/ nothing is said, not even that a path is unknown, without the token. GET
/// never changes state. Safe from several threads; a broken machine throws, and the door answers
/// 500.
class Desk {
 public:
  explicit Desk(Parts parts);

  http::Response answer(const http::Request& request);

 private:
  const Parts parts_;
  Admission admission_;
  Seats for_slow_{kSlowAtOnce};
};

}  // namespace relay::admin
