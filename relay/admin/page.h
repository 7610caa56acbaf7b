#pragma once

#include <span>
#include <string_view>

#include "relay/http/message.h"

namespace relay::admin {

/// A file of the pages that webui/build.mjs made, as the build puts it into the program.
struct Asset {
  std::string_view path{};  ///< As in the URL: "/page.js"; "/" for index.html.
  std::string_view media_type{};
  std::string_view bytes{};
  std::string_view zipped{};  ///< The same through gzip.
  bool lasts = false;         ///< Its name says what it holds: another content, another name.
};

/// All of the pages. They are public, because they hold nothing: what they show comes through the
/// API.
std::span<const Asset> page();

/// The file at this path, through gzip for whoever takes that; what lasts, browsers keep. 404 where
/// there is none, 405 for anything but GET and HEAD.
http::Response get_page(const http::Request& request);

}  // namespace relay::admin
