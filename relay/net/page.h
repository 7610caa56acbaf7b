#pragma once

#include <optional>
#include <string_view>

/// Pages for people, which captive portals, log-in walls and error handlers send with status 200
/// where a file was asked for.
namespace relay::net {

/// "text/html" or "application/xhtml+xml", parameters aside.
bool page_type(std::string_view media_type);

/// Whether a body that starts like this is a page: "<!doctype html" or "<html" in any case after
/// white space and a byte order mark. Nothing: more must be seen.
std::optional<bool> page_start(std::string_view start);

/// Whether a URL's path itself says that a page is meant.
bool page_path(std::string_view path);

}  // namespace relay::net
