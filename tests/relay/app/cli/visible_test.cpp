#include "relay/app/cli/visible.h"

#include <catch2/catch.hpp>

using relay::app::cli::visible;
using relay::app::cli::visible_instant;
using relay::app::cli::visible_lines;
using relay::app::cli::width;

TEST_CASE("a terminal obeys nothing that a vendor wrote", "[cli][hostile]") {
  CHECK(visible("daily 1\x1b[2J\r\n\x07") == "daily 1\\u001b[2J\\u000d\\u000a\\u0007");
  CHECK(visible("\xc2\x9b"
                "31m") == "\\u009b31m");
  CHECK(visible("a\xe2\x80\xae"
                "b") == "a\\u202eb");
  CHECK(visible("bad\xff") == "bad\\xff");
  CHECK(visible("<img src=x onerror=alert(1)>") == "<img src=x onerror=alert(1)>");
  CHECK(visible("p\xc3\xa4iv\xc3\xa4") == "p\xc3\xa4iv\xc3\xa4");
}

TEST_CASE("a text of several lines keeps its layout and nothing else that is obeyed",
          "[cli][hostile]") {
  const std::string plain = "a:\r\n\tb: p\xc3\xa4iv\xc3\xa4\n\n# no end";
  CHECK(visible_lines(plain) == plain);
  CHECK(visible_lines("a\rb\x1b[2J\n\xe2\x80\xae"
                      "c\xff\r") == "a\\u000db\\u001b[2J\n\\u202ec\\xff\\u000d");
  CHECK(visible_lines("").empty());
}

TEST_CASE("an instant is shown as people read it", "[cli]") {
  CHECK(visible_instant("2026-01-04T06:00:00Z") == "2026-01-04 06:00 UTC");
  CHECK(visible_instant("soon\n") == "soon\\u000a");
}

TEST_CASE("a column is as wide as its characters", "[cli]") {
  CHECK(width("p\xc3\xa4iv\xc3\xa4") == 5);
  CHECK(width("") == 0);
}
