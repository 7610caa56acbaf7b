#include "relay/device/label.h"

#include "policy/id.h"
#include "relay/io/one_line.h"
#include "relay/io/utf8.h"

namespace relay::device {

bool is_label(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  if (io::one_line(text) != text) return false;
  std::size_t length = 0;
  for (std::string_view rest = text; io::take_character(rest);) ++length;
  return length >= 1 && length <= kLongest;
}

bool is_attribute(std::string_view text) {
  using Shape = policy::Id<struct AttributeKind>;
  return Shape::parse(text).has_value() && !text.starts_with("certificate.");
}

}  // namespace relay::device
