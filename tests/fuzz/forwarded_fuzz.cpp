#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "policy/address.h"
#include "policy/require.h"
#include "relay/http/forwarded.h"

namespace {

using policy::Address;
using policy::Network;
using relay::http::Field;

/// Each line of the input is a field.
std::vector<Field> fields_of(std::string_view text) {
  std::vector<Field> fields;
  while (!text.empty() && fields.size() < 64) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    fields.push_back({"X-Forwarded-For", std::string{line}});
  }
  return fields;
}

}  // namespace

/// Whatever a proxy passes on, who asks is no proxy; from anybody else it means nothing.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const std::vector<Network> proxies{*Network::parse("10.0.0.0/8"),
                                            *Network::parse("2001:db8::/32")};
  static const Address proxy = *Address::parse("10.1.2.3"), other = *Address::parse("192.0.2.1");
  const auto fields = fields_of({reinterpret_cast<const char*>(bytes), size});
  const auto caller = relay::http::caller_of(fields, proxy, proxies);
  policy::require(!caller || !relay::http::among(proxies, *caller), "who asks is no proxy");
  policy::require(relay::http::caller_of(fields, other, proxies) == other,
                  "a stranger is who it is");
  return 0;
}
