#pragma once

#include <string>

#include "relay/json/value.h"

namespace relay::json {

/// The value in one line, in UTF-8 (RFC 8259). Controls are escaped; bytes that are not UTF-8
/// become U+FFFD, so that what is written can always be read.
std::string write(const Value& value);

/// The same for people: two spaces a level, one field or item a line, a line feed at the end.
std::string write_indented(const Value& value);

}  // namespace relay::json
