#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "relay/admin/open_door.h"
#include "relay/http/server.h"

namespace relay::app {

/// What administrators see of a door.
admin::OpenDoor look_at(const http::Door& door);

/// A sentence for when these doors may have more connections together than this process may have
/// descriptors, of which it needs some besides and keeps some for files. Nothing: there are enough.
std::optional<std::string> too_few_descriptors(const std::vector<admin::OpenDoor>& doors,
                                               std::size_t descriptors);

}  // namespace relay::app
