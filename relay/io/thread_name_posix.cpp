#include <pthread.h>

#include "relay/io/thread_name.h"

namespace relay::io {

void name_this_thread(const std::string& name) {
  ::pthread_setname_np(::pthread_self(), name.substr(0, 15).c_str());
}

}  // namespace relay::io
