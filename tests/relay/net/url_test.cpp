#include "relay/net/url.h"

#include <catch2/catch.hpp>

using relay::net::Url;

TEST_CASE("a URL is shown without its credentials and its query", "[net][url]") {
  const auto url = Url::parse("HTTPS://me:s%40cret@Updates.Example:443/a/b.cvd?token=x#part");
  REQUIRE(url);
  CHECK(url->shown() == "https://updates.example/a/b.cvd");
  CHECK(url->whole() == "https://updates.example/a/b.cvd?token=x");
  CHECK(url->user == "me");
  CHECK(url->password == "s@cret");
}

TEST_CASE("a port is shown where it is not the scheme's own", "[net][url]") {
  CHECK(Url::parse("http://a.example:80/x")->shown() == "http://a.example/x");
  CHECK(Url::parse("http://a.example:443/x")->shown() == "http://a.example:443/x");
  CHECK(Url::parse("https://[2001:DB8::1]:8443/x")->shown() == "https://[2001:db8::1]:8443/x");
}

TEST_CASE("what is not a URL is not taken for one", "[net][url]") {
  for (const auto* const wrong : {"", "/only/a/path", "http://", "http://a.example/\r\nHost: b",
                                  "http://a b/", "http://a.example:99999/"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Url::parse(wrong));
  }
}

TEST_CASE("credentials belong to scheme and host and port", "[net][url]") {
  const auto here = *Url::parse("https://a.example/x");
  CHECK(same_origin(here, *Url::parse("https://a.example:443/y")));
  CHECK_FALSE(same_origin(here, *Url::parse("https://a.example:8443/x")));
  CHECK_FALSE(same_origin(here, *Url::parse("http://a.example/x")));
  CHECK_FALSE(same_origin(here, *Url::parse("https://b.example/x")));
}
