#include <windows.h>

#include <array>

#include "relay/io/host_name.h"

namespace relay::io {

std::string host_name() {
  std::array<char, 256> name{};
  DWORD size = name.size();
  if (::GetComputerNameExA(ComputerNameDnsHostname, name.data(), &size) == 0) return {};
  return {name.data(), size};
}

}  // namespace relay::io
