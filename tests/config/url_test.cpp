#include "config/url.h"

#include <catch2/catch.hpp>

using config::wrong_proxy;
using config::wrong_upstream;

TEST_CASE("an upstream is an http or https or file URL without secrets", "[config][url]") {
  for (const auto* right : {"https://database.clamav.net", "http://mirror.example:8080/clamav/",
                            "file:///srv/usb", "https://[2001:db8::1]/x"}) {
    CAPTURE(right);
    CHECK_FALSE(wrong_upstream(right));
  }
  for (const auto* wrong :
       {"", "database.clamav.net", "ftp://vendor.example", "HTTPS://vendor.example", "https://",
        "https:///path", "https://user:secret@vendor.example", "https://vendor.example/a b",
        "https://vendor.example/?x=1", "https://vendor.example/#a",
        "https://vendor.example/\xc3\xa4", "file://", "file:///", "file://host/folder",
        "https://vendor.example\\@other.example"}) {
    CAPTURE(wrong);
    CHECK(wrong_upstream(wrong));
  }
}

TEST_CASE("a proxy is a URL without a path", "[config][url]") {
  for (const auto* right : {"http://proxy.example:3128", "https://proxy.example/",
                            "socks5://10.0.0.1:1080", "socks5h://proxy.example"}) {
    CAPTURE(right);
    CHECK_FALSE(wrong_proxy(right));
  }
  for (const auto* wrong : {"proxy.example:3128", "file:///x", "http://", "http://proxy.example/x",
                            "http://user:secret@proxy.example"}) {
    CAPTURE(wrong);
    CHECK(wrong_proxy(wrong));
  }
}

TEST_CASE("a host is spelt as in a Host field", "[config][url]") {
  CHECK(config::is_host("sluice.corp.example"));
  CHECK(config::is_host("2001:db8::1"));
  CHECK(config::is_host(std::string(253, 'a')));
  CHECK_FALSE(config::is_host(std::string(254, 'a')));
  for (const auto* wrong : {"", "Sluice.example", "a b", "sluice.example/", "*"}) {
    CAPTURE(wrong);
    CHECK_FALSE(config::is_host(wrong));
  }
}
