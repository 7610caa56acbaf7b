#pragma once

#include <string_view>

namespace relay::device {

/// Whether a text can be the name of a device, or the value of one of its attributes: 1 to 64
/// characters that people read in one line, and that do not deceive them.
bool is_label(std::string_view text);
constexpr const char* kLabelShape = "1 to 64 characters of one line";

/// Whether it can be the name of an attribute: 1 to 64 of a-z 0-9 - _ . beginning with a letter or
/// a digit, and none of those that certificates give ("certificate.…").
bool is_attribute(std::string_view text);

}  // namespace relay::device
