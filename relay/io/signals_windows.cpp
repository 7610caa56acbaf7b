#include <windows.h>

#include <atomic>
#include <system_error>

#include "relay/io/signals.h"

namespace relay::io {
namespace {

// Windows calls a plain function, on a thread of its own.
std::atomic<HANDLE>& event_in_force() {
  static std::atomic<HANDLE> event{nullptr};
  return event;
}

BOOL WINAPI came(DWORD) {
  const HANDLE event = event_in_force();
  return event != nullptr && ::SetEvent(event);
}

void check(bool done, const char* attempt) {
  if (done) return;
  throw std::system_error{static_cast<int>(::GetLastError()), std::system_category(), attempt};
}

}  // namespace

struct Signals::Impl {
  HANDLE event = ::CreateEventW(nullptr, FALSE, FALSE, nullptr);
  ~Impl() {
    if (event != nullptr) ::CloseHandle(event);
  }
};

Signals::Signals() : impl_{std::make_unique<Impl>()} {
  check(impl_->event != nullptr, "cannot make an event");
  event_in_force() = impl_->event;
  check(::SetConsoleCtrlHandler(came, TRUE), "cannot watch the console");
}

Signals::~Signals() {
  ::SetConsoleCtrlHandler(came, FALSE);
  event_in_force() = nullptr;
}

Signal Signals::wait() {
  check(::WaitForSingleObject(impl_->event, INFINITE) == WAIT_OBJECT_0, "cannot wait for an event");
  return Signal::Stop;
}

}  // namespace relay::io
