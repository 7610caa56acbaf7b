#include <io.h>

#include <cstdio>

#include "relay/io/terminal.h"

namespace relay::io {

bool error_is_terminal() {
  return ::_isatty(::_fileno(stderr)) != 0;
}

}  // namespace relay::io
