#pragma once

#include "config/settings.h"
#include "relay/app/admin_secrets.h"
#include "relay/http/server.h"

namespace relay::app {

/// How the administrators' door is opened: with the settings' certificate, or the relay's own. The
/// log outlives the door.
http::DoorSettings admin_door(const config::Door& door, const AdminSecrets& own, io::Log& log);

}  // namespace relay::app
