#include "relay/net/redirect.h"

#include <catch2/catch.hpp>

using relay::net::follow;
using relay::net::Url;

namespace {

struct Case {
  std::string from;
  std::string location;
  std::string leads_to;  ///< Empty: it is not followed.
  std::string why;
};

}  // namespace

TEST_CASE("a redirect is followed only where trust does not shrink", "[net][redirect]") {
  const std::string https_only = "', which is followed from https only";
  const auto one = GENERATE_COPY(values<Case>({
      {"http://a.example/x/y", "z", "http://a.example/x/z", ""},
      {"http://a.example/x", "/z?q=1", "http://a.example/z?q=1", ""},
      {"http://a.example/x", "http://a.example:8080/z", "http://a.example:8080/z", ""},
      {"http://a.example/x", "https://a.example/z", "https://a.example/z", ""},
      {"https://a.example/x", "https://b.example/z", "https://b.example/z", ""},
      {"https://a.example/x", "//b.example/z", "https://b.example/z", ""},
      {"https://a.example/x", "http://a.example/z", "", "redirects from https to http"},
      {"https://a.example/x", "http://b.example/z", "", "redirects from https to http"},
      {"http://a.example/x", "http://b.example/z", "",
       "redirects to another host, 'b.example" + https_only},
      {"http://a.example/x", "https://b.example/z", "",
       "redirects to another host, 'b.example" + https_only},
      {"http://a.example/x", "file:///etc/passwd", "",
       "redirects to the scheme 'file'; only http and https are followed"},
      {"https://a.example/x", "ftp://a.example/z", "",
       "redirects to the scheme 'ftp'; only http and https are followed"},
      {"https://a.example/x", "https://me:secret@a.example/z", "",
       "redirects to a URL with credentials"},
      {"https://a.example/x", "/z%0d%0aHost:%20b", "",
       "redirects to a URL with control characters"},
      {"https://a.example/x", "/z%7F", "", "redirects to a URL with control characters"},
      {"https://a.example/x", "/z%7E%20", "https://a.example/z%7E%20", ""},
      {"https://a.example/x", "/z\tq", "", "redirects to a URL with control characters"},
      {"https://a.example/x", "https://", "", "redirects to what is not a URL"},
  }));
  CAPTURE(one.from, one.location);
  const auto to = follow(*Url::parse(one.from), one.location);
  REQUIRE(to.has_value() == !one.leads_to.empty());
  if (to) {
    CHECK(to->whole() == one.leads_to);
  } else {
    CHECK(to.error().why == one.why);
  }
}

TEST_CASE("a relative redirect does not carry the credentials along by itself", "[net][redirect]") {
  const auto to = follow(*Url::parse("https://me:secret@a.example/x"), "/y");
  REQUIRE(to);
  CHECK(to->user.empty());
  CHECK(to->password.empty());
}
