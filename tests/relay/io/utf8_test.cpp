#include "relay/io/utf8.h"

#include <catch2/catch.hpp>
#include <string>

using relay::io::take_character;

TEST_CASE("a character is taken from the front of a text", "[io][utf8]") {
  std::string_view text = "aß€😀";
  CHECK(take_character(text) == U'a');
  CHECK(take_character(text) == U'ß');
  CHECK(take_character(text) == U'€');
  CHECK(take_character(text) == U'😀');
  CHECK(text.empty());
  CHECK_FALSE(take_character(text));
}

TEST_CASE("the first and last character of each length are read", "[io][utf8]") {
  const auto [bytes, character] =
      GENERATE(table<std::string, char32_t>({{"\x7f", 0x7f},
                                             {"\xc2\x80", 0x80},
                                             {"\xdf\xbf", 0x7ff},
                                             {"\xe0\xa0\x80", 0x800},
                                             {"\xed\x9f\xbf", 0xd7ff},
                                             {"\xee\x80\x80", 0xe000},
                                             {"\xef\xbf\xbf", 0xffff},
                                             {"\xf0\x90\x80\x80", 0x10000},
                                             {"\xf4\x8f\xbf\xbf", 0x10ffff}}));
  std::string_view text = bytes;
  CHECK(take_character(text) == character);
}

TEST_CASE("bytes that are not UTF-8 are no character and are left where they are", "[io][utf8]") {
  const std::string bytes =
      GENERATE("\x80", "\xbf", "\xc0\x80", "\xc1\xbf", "\xc3", "\xc3(", "\xe0\x9f\xbf",
               "\xed\xa0\x80", "\xed\xbf\xbf", "\xe2\x82", "\xe2(\x82", "\xf0\x8f\xbf\xbf",
               "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xfe", "\xff");
  std::string_view text = bytes;
  CHECK_FALSE(take_character(text));
  CHECK(text == bytes);
}
