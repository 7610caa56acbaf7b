#include "relay/io/memory.h"

#include <malloc.h>

namespace relay::io {

void give_back_memory() {
  mallopt(M_TRIM_THRESHOLD, 131'072);
}

}  // namespace relay::io
