#include <pthread.h>
#include <signal.h>

#include "relay/http/own_thread.h"
#include "relay/io/thread_name.h"

namespace relay::http {

void settle_in(const std::string& name) {
  io::name_this_thread(name);
  // sendfile(2) has no MSG_NOSIGNAL.
  sigset_t broken_pipe;
  ::sigemptyset(&broken_pipe);
  ::sigaddset(&broken_pipe, SIGPIPE);
  (void)::pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
}

}  // namespace relay::http
