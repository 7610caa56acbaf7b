#pragma once

#include <string>
#include <string_view>

#include "policy/result.h"
#include "relay/net/url.h"

/// Which redirects are followed. An https fetch never leaves https; another host is reached over
/// https only and from https only; credentials stay with the origin that they were given for.
namespace relay::net {

constexpr unsigned kMostRedirects = 5;

/// Why a redirect is not followed: "redirects from https to http".
struct MayNotFollow {
  std::string why{};
};

policy::Result<policy::Done, MayNotFollow> may_follow(const Url& from, const Url& to);

/// Where a Location leads, if we may go there. Control characters are refused, escaped ones as
/// well.
policy::Result<Url, MayNotFollow> follow(const Url& from, std::string_view location);

}  // namespace relay::net
