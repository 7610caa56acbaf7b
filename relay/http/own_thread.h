#pragma once

#include <string>

namespace relay::http {

/// What each thread of a door does first: takes its name, and sees to it that a client which hangs
/// up is an error of one call and not a signal to the process.
void settle_in(const std::string& name);

}  // namespace relay::http
