#include <unistd.h>

#include <array>

#include "relay/io/host_name.h"

namespace relay::io {

std::string host_name() {
  std::array<char, 256> name{};
  // A name that does not fit may come without an end.
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

}  // namespace relay::io
