#include <unistd.h>

#include "relay/io/terminal.h"

namespace relay::io {

bool error_is_terminal() {
  return ::isatty(STDERR_FILENO) == 1;
}

}  // namespace relay::io
