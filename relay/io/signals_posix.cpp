#include <pthread.h>

#include <csignal>
#include <system_error>

#include "relay/io/signals.h"

namespace relay::io {
namespace {

sigset_t ours() {
  sigset_t set;
  ::sigemptyset(&set);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) ::sigaddset(&set, signal);
  return set;
}

void check(int error, const char* attempt) {
  if (error != 0) throw std::system_error{error, std::generic_category(), attempt};
}

}  // namespace

struct Signals::Impl {
  sigset_t before{};
};

Signals::Signals() : impl_{std::make_unique<Impl>()} {
  const sigset_t set = ours();
  check(::pthread_sigmask(SIG_BLOCK, &set, &impl_->before), "cannot block signals");
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
}

Signals::~Signals() {
  ::pthread_sigmask(SIG_SETMASK, &impl_->before, nullptr);
}

Signal Signals::wait() {
  const sigset_t set = ours();
  int signal = 0;
  check(::sigwait(&set, &signal), "cannot wait for signals");
  return signal == SIGHUP ? Signal::Reload : Signal::Stop;
}

}  // namespace relay::io
