#pragma once

#include "config/outside.h"

namespace relay::app {

/// The time zones of this machine and the files that a policy names.
config::Outside outside();

}  // namespace relay::app
