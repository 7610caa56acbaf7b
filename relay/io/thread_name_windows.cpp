#include <pthread.h>

#include "relay/io/thread_name.h"

namespace relay::io {

// Of winpthreads, which our Windows build's threads are made of.
void name_this_thread(const std::string& name) {
  ::pthread_setname_np(::pthread_self(), name.c_str());
}

}  // namespace relay::io
