#pragma once

#include "config/doors.h"
#include "relay/admin/parts.h"
#include "relay/app/endpoint_doors.h"
#include "relay/crypto/certificate.h"

namespace relay::app {

/// How devices reach the doors that are open, for those who tell them: by the first of a door's
/// `hosts`, else by the address that it listens on.
admin::EndpointDoors reach_of(const config::Doors& doors, const EndpointDoors& open,
                              const crypto::Identity& authority);

}  // namespace relay::app
