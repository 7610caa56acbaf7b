#include "relay/http/tokens.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

using relay::http::is_field_value;
using relay::http::printable;

TEST_CASE("a quick look at a text takes nothing for printable that is not", "[http][tokens]") {
  const std::size_t at = GENERATE(range(0, 17));
  CAPTURE(at);
  for (int byte = 0; byte < 256; ++byte) {
    CAPTURE(byte);
    std::string text(17, '~');
    text[at] = static_cast<char>(byte);
    const bool is = byte >= ' ' && byte <= '~';
    const std::size_t count = printable(text);
    CHECK(count <= (is ? text.size() : at));
    CHECK(count >= (is ? text.size() : at / 8 * 8));
    CHECK(is_field_value(text) == (is || byte == '\t' || byte > 0x7f));
  }
}

TEST_CASE("a quick look at a text sees all of it from eight bytes on", "[http][tokens]") {
  for (std::size_t size = 0; size < 40; ++size) {
    CAPTURE(size);
    CHECK(printable(std::string(size, ' ')) == (size < 8 ? 0 : size));
  }
}
