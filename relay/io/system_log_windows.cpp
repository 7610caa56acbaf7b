#include <windows.h>

#include "relay/io/system_log.h"

namespace relay::io {

void tell_system(const std::string& line) {
  const HANDLE log = ::RegisterEventSourceA(nullptr, "Sluice");
  if (log == nullptr) return;
  const char* text = line.c_str();
  ::ReportEventA(log, EVENTLOG_INFORMATION_TYPE, 0, 0, nullptr, 1, 0, &text, nullptr);
  ::DeregisterEventSource(log);
}

}  // namespace relay::io
