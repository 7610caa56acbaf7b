#include "relay/telemetry/short_text.h"

#include <catch2/catch.hpp>

using relay::telemetry::ShortText;

TEST_CASE("a short text holds what fits and says when it was cut", "[telemetry]") {
  struct Case {
    const char* text;
    const char* held;
    bool cut;
  };
  const auto [text, held, cut] = GENERATE(values<Case>({
      {"", "", false},
      {"abcd", "abcd", false},
      {"abcde", "abcd", true},
      {"ab€", "ab", true},  // The euro sign has three bytes, two of which would fit.
      {"a€", "a€", false},  // Here it fits.
      {"a€b", "a€", true},  // The cut is between two characters.
      {"abc\x80\x80", "ab", true},
      {"\x80\x80\x80\x80\x80", "", true},
  }));
  CAPTURE(text);
  ShortText<4> shortened{"zzz"};
  shortened = text;
  CHECK(shortened.view() == held);
  CHECK(shortened.cut() == cut);
}
