#include <syslog.h>

#include "relay/io/system_log.h"

namespace relay::io {

void tell_system(const std::string& line) {
  // Its name is given with each line: openlog() is the whole process's, and keeps a pointer.
  ::syslog(LOG_AUTHPRIV | LOG_NOTICE, "sluice: %s", line.c_str());
}

}  // namespace relay::io
