#include "relay/net/redirect.h"

#include <algorithm>

#include "relay/net/letters.h"

namespace relay::net {
namespace {

using policy::Done;
using policy::Refused;
using policy::Result;

bool control_octet(unsigned char c) {
  return c < 0x20 || c == 0x7f;
}

bool holds_control(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (control_octet(static_cast<unsigned char>(text[at]))) return true;
    if (text[at] != '%' || at + 2 >= text.size()) continue;
    const int high = hex_digit(text[at + 1]);
    const int low = hex_digit(text[at + 2]);
    if (high >= 0 && low >= 0 && control_octet(static_cast<unsigned char>(high * 16 + low)))
      return true;
  }
  return false;
}

bool web(const Url& url) {
  return url.scheme == "http" || url.scheme == "https";
}

}  // namespace

Result<Done, MayNotFollow> may_follow(const Url& from, const Url& to) {
  if (!web(to)) {
    return Refused{MayNotFollow{"redirects to the scheme '" + to.scheme +
                                "'; only http and https are followed"}};
  }
  if (to.host.empty()) return Refused{MayNotFollow{"redirects to a URL without a host"}};
  if (from.scheme == "https" && to.scheme == "http") {
    return Refused{MayNotFollow{"redirects from https to http"}};
  }
  if (from.host != to.host && from.scheme != "https") {
    return Refused{MayNotFollow{"redirects to another host, '" + to.host +
                                "', which is followed from https only"}};
  }
  if (!to.user.empty() || !to.password.empty()) {
    return Refused{MayNotFollow{"redirects to a URL with credentials"}};
  }
  return Done{};
}

Result<Url, MayNotFollow> follow(const Url& from, std::string_view location) {
  if (holds_control(location)) {
    return Refused{MayNotFollow{"redirects to a URL with control characters"}};
  }
  auto to = from.resolve(std::string{location});
  if (!to) return Refused{MayNotFollow{"redirects to what is not a URL"}};
  if (const auto allowed = may_follow(from, *to); !allowed) return Refused{allowed.error()};
  return *std::move(to);
}

}  // namespace relay::net
