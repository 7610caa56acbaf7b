#pragma once

#include <string>

namespace relay::io {

/// One line for whoever keeps what this machine's security says: syslog's authpriv, or the Windows
/// event log. Nobody may be listening, and nobody is told whether it arrived.
void tell_system(const std::string& line);

}  // namespace relay::io
