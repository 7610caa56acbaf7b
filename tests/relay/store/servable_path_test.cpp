#include <catch2/catch.hpp>

#include "relay/store/tree.h"

using namespace std::string_literals;
using relay::store::is_servable_path;

TEST_CASE("an honest vendor's name may be a path", "[store][path]") {
  const std::string path = GENERATE(
      "a", "daily.cvd", "daily-27500.cdiff", "a/b/c", ".hidden", "a/.b", "..a", "...a", "a..b/c",
      "pool/main/liba/liba_1%3a2.0-1+b1~bpo12_amd64.deb", "with space/in side", " leading",
      "größe.txt", "日本/語", "😀", "\u00a0", "a\u200bb", "\ufffd", "\U0010ffff", "-", "-rf", "~",
      "$HOME", "%00", "%2e%2e", "a|b", "a*?\"<>", "console", "con1", "xcon", "conx.txt", "con-1",
      "con_", "nulls", "com", "com10", "comx", "lpt", "lpt42", "a.con", "a.nul.b", "com\u2070",
      "clock", "conin", "c", "index.html;v=1", "a=b&c", "#", "'", "@eaDir", "...x/..y");
  CAPTURE(path);
  CHECK(is_servable_path(path));
}

TEST_CASE("a hostile vendor's name may not be a path", "[store][path]") {
  const std::string path = GENERATE(
      // the way up, the root, nothing
      "", "/", "//", "/etc/passwd", "a/", "a//b", "//host/share", ".", "..", "./a", "a/.", "a/./b",
      "../a", "a/..", "a/../b", "a/../../b", "../../../../etc/shadow",
      // other spellings of them
      "\\", "..\\a", "a\\..\\b", "\\\\host\\share", "a\\b", "C:", "C:a", "C:\\a", "c:/a", "file:a",
      "a:stream", "a::$DATA",
      // what Windows drops at the end
      "a.", "a ", "a. ", "a .", "a./b", "a /b", "...", "....", " ", " /a", "a/ ", ".. ", ".. /a",
      "a/...",
      // what is a device there
      "con", "CON", "Con", "prn", "AUX", "nul", "NUL.txt", "nul.tar.gz", "a/nul", "nul/a", "aux.h",
      "com0", "com1", "COM9.log", "lpt0", "lpt1", "LPT9", "com\u00b9", "lpt\u00b2.x", "COM\u00b3",
      "con .txt", "nul  .x", "CONIN$", "conout$", "CLOCK$", "clock$.a",
      // what is not text
      "\0"s, "a\0b"s, "\n", "a\nb", "a\r", "\t", "\x1b[2J", "\x01", "\x1f", "\x7f", "a/\x7f",
      "\u0080", "\u0085", "\u009f", "\x80", "\xff", "\xc0\xae\xc0\xae/a", "\xc0\xaf",
      "\xe0\x80\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "a\xc3",
      "\xe2\x82");
  CAPTURE(path);
  CHECK_FALSE(is_servable_path(path));
}

TEST_CASE("a path has at most 1024 bytes", "[store][path]") {
  CHECK(is_servable_path(std::string(1'024, 'a')));
  CHECK_FALSE(is_servable_path(std::string(1'025, 'a')));
  std::string deep;
  for (int i = 0; i < 512; ++i) deep += "a/";
  CHECK(is_servable_path(deep.substr(0, 1'023)));
  CHECK_FALSE(is_servable_path(deep));
}

TEST_CASE("every character that C calls control is refused wherever it stands", "[store][path]") {
  const auto code = GENERATE(range(0, 256));
  const std::string text = {'a', static_cast<char>(code), 'b'};
  const bool forbidden = code < 0x20 || code >= 0x7f || code == '\\' || code == ':';
  CAPTURE(code);
  CHECK(is_servable_path(text) == !forbidden);
}
