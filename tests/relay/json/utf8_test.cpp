#include "relay/json/utf8.h"

#include <catch2/catch.hpp>
#include <string>

using relay::json::count_characters;
using relay::json::deceives;
using relay::json::first_character;

TEST_CASE("a character is read at both ends of each length", "[json][utf8]") {
  struct Case {
    std::string bytes;
    char32_t point;
  };
  const Case sample = GENERATE(values<Case>({
      {std::string(1, '\0'), 0},
      {"\x7f", 0x7f},
      {"\xc2\x80", 0x80},
      {"\xdf\xbf", 0x7ff},
      {"\xe0\xa0\x80", 0x800},
      {"\xed\x9f\xbf", 0xd7ff},
      {"\xee\x80\x80", 0xe000},
      {"\xef\xbf\xbf", 0xffff},
      {"\xf0\x90\x80\x80", 0x10000},
      {"\xf4\x8f\xbf\xbf", 0x10ffff},
  }));
  const auto character = first_character(sample.bytes + "x");
  REQUIRE(character);
  CHECK(character->point == sample.point);
  CHECK(character->length == sample.bytes.size());
}

TEST_CASE("bytes that are not UTF-8 are no character", "[json][utf8]") {
  const std::string bytes = GENERATE(values<std::string>({
      "",
      "\x80",
      "\xc1\xbf",          // overlong
      "\xe0\x9f\xbf",      // overlong
      "\xf0\x8f\xbf\xbf",  // overlong
      "\xed\xa0\x80",      // a surrogate
      "\xed\xbf\xbf",      // a surrogate
      "\xf4\x90\x80\x80",  // above U+10FFFF
      "\xf8\x88\x80\x80\x80",
      "\xff",
      "\xe2\x82",  // cut off
      "\xe2(x",
  }));
  CHECK_FALSE(first_character(bytes));
}

TEST_CASE("characters are counted and not bytes", "[json][utf8]") {
  CHECK(count_characters("") == 0);
  CHECK(count_characters("p\xc3\xa4iv\xc3\xa4") == 5);
  CHECK_FALSE(count_characters("ok\xff"));
}

TEST_CASE("what could mislead a person on a terminal is known", "[json][utf8]") {
  for (const char32_t bad : {0x00, 0x0a, 0x0d, 0x1b, 0x1f, 0x7f, 0x85, 0x9b, 0x9f, 0x200e, 0x2028,
                             0x202e, 0x2066, 0x2069, 0xfeff}) {
    CAPTURE(static_cast<unsigned>(bad));
    CHECK(deceives(bad));
  }
  for (const char32_t good : {0x20, 0x7e, 0xa0, 0xe4, 0x200d, 0x2027, 0x202f, 0x2065, 0x206a}) {
    CAPTURE(static_cast<unsigned>(good));
    CHECK_FALSE(deceives(good));
  }
}
