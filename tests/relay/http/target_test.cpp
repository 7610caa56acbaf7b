#include "relay/http/target.h"

#include <catch2/catch.hpp>

using relay::http::read_target;

namespace {

std::string path_of(std::string_view target) {
  const auto read = read_target(target);
  return read ? read->path : std::to_string(read.error().status);
}

}  // namespace

TEST_CASE("a path is decoded exactly once and its dot segments are folded", "[http][target]") {
  struct Case {
    std::string target, path;
  };
  const auto one = GENERATE(values<Case>({
      {"/", "/"},
      {"/clamav/daily.cvd", "/clamav/daily.cvd"},
      {"/clamav/d%61ily.cvd", "/clamav/daily.cvd"},
      {"/pool/g%253a1.deb", "/pool/g%3a1.deb"},
      {"/flat/./InRelease", "/flat/InRelease"},
      {"/./././flat/InRelease", "/flat/InRelease"},
      {"/flat/%2e/InRelease", "/flat/InRelease"},
      {"/flat/.", "/flat/"},
      {"/.", "/"},
      {"/flat/", "/flat/"},
      {"/flat//InRelease", "/flat//InRelease"},
      {"//evil.example/x", "//evil.example/x"},
      {"/a+b", "/a+b"},
      {"/a%20b", "/a b"},
      {"/a%E2%82%AC", "/a\xe2\x82\xac"},
      {"/...", "/..."},
      {"/..a", "/..a"},
      {"/a;b=c", "/a;b=c"},
      {"/f?x=%zz", "/f"},
  }));
  CAPTURE(one.target);
  CHECK(path_of(one.target) == one.path);
}

TEST_CASE("no target leads out of the paths that we have", "[http][target]") {
  const auto* const target = GENERATE(
      "/..", "/../etc/passwd", "/a/../b", "/a/..", "/%2e%2e/etc/passwd", "/.%2e/etc/passwd",
      "/%2E./etc/passwd", "/a/%2e%2e", "/a%2fb", "/a%2Fb", "/..%2fetc%2fpasswd", "/..%5cetc",
      "/a\\b", "/..\\..\\windows\\win.ini", "/a%5cb", "/a%5C..%5Cb", "/a%00", "/%00",
      "/a%0d%0aX:%20y", "/a%0a", "/a%1b[2J", "/a%7f", "/a%", "/a%2", "/a%zz", "/a%2g", "/a%%41",
      "/a#b", "/a b", "/a\tb", "/a\x80", "", "a", "*", "http://h/a", "?x");
  CAPTURE(target);
  CHECK(path_of(target) == "400");
}

TEST_CASE("other disguises of a path out are only names that nobody has", "[http][target]") {
  // Overlong UTF-8 for '.' and '/', escapes of escapes, a stream's name, a UNC path, path
  // parameters.
  for (const auto& [target, path] :
       {std::pair{"/%c0%ae%c0%ae/etc", "/\xc0\xae\xc0\xae/etc"},
        std::pair{"/..%c0%afetc",
                  "/..\xc0\xaf"
                  "etc"},
        std::pair{"/%252e%252e/etc", "/%2e%2e/etc"}, std::pair{"/%252fetc", "/%2fetc"},
        std::pair{"/daily.cvd::$DATA", "/daily.cvd::$DATA"},
        std::pair{"//server/share", "//server/share"}, std::pair{"/..;/etc", "/..;/etc"},
        std::pair{"/C:/etc", "/C:/etc"}}) {
    CAPTURE(target);
    CHECK(path_of(target) == path);
  }
}

TEST_CASE("the query is left as it was received", "[http][target]") {
  CHECK(read_target("/f?a=%2f..&b")->query == "a=%2f..&b");
  CHECK(read_target("/f?")->query.empty());
  CHECK(read_target("/f")->query.empty());
  CHECK(read_target("/f?a?b")->query == "a?b");
}

TEST_CASE("a path that was read is read the same way again", "[http][target][property]") {
  const std::vector<std::string> pieces{"/", ".", "..", "%2e", "a", "%61", "/.", "//", "-"};
  const auto seed = GENERATE(take(200, random(1U, 1U << 30U)));
  std::string target = "/";
  for (unsigned rest = seed; rest > 0; rest /= 9) target += pieces[rest % 9];
  CAPTURE(target);
  if (const auto once = read_target(target)) {
    CHECK(once->path.starts_with('/'));
    CHECK(path_of(once->path) == once->path);
  }
}
