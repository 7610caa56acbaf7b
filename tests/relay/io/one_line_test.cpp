#include "relay/io/one_line.h"

#include <catch2/catch.hpp>
#include <utility>

using relay::io::one_line;

TEST_CASE("text that fits a line stays as it is", "[io][one_line]") {
  const std::string text = GENERATE("", "plain", "C:\\new", "größer", "日本", "😀", "~ ");
  CHECK(one_line(text) == text);
}

TEST_CASE("what would leave the line or turn it around is spelt out", "[io][one_line]") {
  const auto [text, line] = GENERATE(table<std::string, std::string>(
      {{"a\nb", "a\\nb"},
       {"a\r\nb", "a\\r\\nb"},
       {"a\tb", "a\\tb"},
       {"\x1b[31m", "\\x1b[31m"},
       {std::string{"\0", 1}, "\\x00"},
       {"\x1f ", "\\x1f "},
       {"~\x7f", "~\\x7f"},
       {"\u0080\u009f\u00a0", "\\u0080\\u009f\u00a0"},
       {"\u061c", "\\u061c"},
       {"\u200d\u200e\u200f\u2010", "\u200d\\u200e\\u200f\u2010"},
       {"\u2027\u2028\u2029\u202a\u202e\u202f", "\u2027\\u2028\\u2029\\u202a\\u202e\u202f"},
       {"\u2065\u2066\u2069\u206a", "\u2065\\u2066\\u2069\u206a"},
       {"\xff\xc3", "\\xff\\xc3"},
       {"\xc0\x8a", "\\xc0\\x8a"}}));
  CHECK(one_line(text) == line);
}

TEST_CASE("a line has an end", "[io][one_line]") {
  CHECK(one_line(std::string(8'192, 'x')) == std::string(8'192, 'x'));
  CHECK(one_line(std::string(8'193, 'x')) == std::string(8'192, 'x') + "…");
}
