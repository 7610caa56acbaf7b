#include "relay/net/page.h"

#include <catch2/catch.hpp>

using relay::net::page_path;
using relay::net::page_start;
using relay::net::page_type;

TEST_CASE("a page is known by its type whatever its parameters", "[net][page]") {
  CHECK(page_type("text/html"));
  CHECK(page_type("Text/HTML ; charset=utf-8"));
  CHECK(page_type("application/xhtml+xml"));
  CHECK_FALSE(page_type("text/htmlx"));
  CHECK_FALSE(page_type("application/octet-stream"));
  CHECK_FALSE(page_type(""));
}

TEST_CASE("a page is known by its first bytes", "[net][page]") {
  CHECK(page_start("<!DOCTYPE html>") == true);
  CHECK(page_start(" \r\n\t<HtMl>") == true);
  CHECK(page_start("\xef\xbb\xbf<html lang") == true);
  CHECK(page_start("ClamAV-VDB:") == false);
  CHECK(page_start("<?xml version") == false);
  CHECK(page_start("<!doctype svg") == false);
}

TEST_CASE("a start that may become a page is waited for", "[net][page]") {
  CHECK(page_start("") == std::nullopt);
  CHECK(page_start("\xef\xbb") == std::nullopt);
  CHECK(page_start("  <htm") == std::nullopt);
  CHECK(page_start(std::string(1024, ' ')) == std::nullopt);
  CHECK(page_start(std::string(1025, ' ')) == false);
}

TEST_CASE("a URL can say that a page is meant", "[net][page]") {
  CHECK(page_path("/a/index.HTML"));
  CHECK(page_path("/a.htm"));
  CHECK_FALSE(page_path("/html"));
  CHECK_FALSE(page_path("/a.html/daily.cvd"));
}
