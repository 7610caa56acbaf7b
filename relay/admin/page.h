#pragma once

#include <span>
#include <string_view>

#include "relay/http/message.h"

namespace relay::admin {

/// A file of webui/page, which the build puts into the program.
struct Asset {
  std::string_view path{};  ///< As in the URL: "/page.js"; "/" for index.html.
  std::string_view media_type{};
  std::string_view bytes{};
};

/// All of the page. It is public, because it holds nothing: what it shows comes through the API.
std::span<const Asset> page();

/// The page's file at this path; 404 where there is none, 405 for anything but GET and HEAD.
http::Response get_page(const http::Request& request);

}  // namespace relay::admin
