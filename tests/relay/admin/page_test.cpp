#include "relay/admin/page.h"

#include <algorithm>

#include "tests/relay/admin/a_desk.h"
#include "tests/support/temp_folder.h"

using tests::ADesk;
using tests::field_of;
using tests::Method;
using tests::text_of;

namespace {

std::string built(std::string_view path) {
  const std::filesystem::path folder{SLUICE_PAGES};
  return tests::read_file(folder / (path == "/" ? "index.html" : path.substr(1)));
}

/// What the page is by the end of its name.
std::string type_of(std::string_view path) {
  if (path.ends_with(".css")) return "text/css; charset=utf-8";
  if (path.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (path.ends_with(".svg")) return "image/svg+xml";
  return "text/html; charset=utf-8";
}

/// The number of times that `word` stands in `text`.
std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("the pages are public and are what was built", "[admin][page]") {
  ADesk desk;
  CHECK(relay::admin::page().size() > 4);
  CHECK(std::ranges::count_if(relay::admin::page(), &relay::admin::Asset::lasts) > 4);
  for (const auto& asset : relay::admin::page()) {
    const std::string path{asset.path};
    CAPTURE(path);
    const auto response = desk.ask({.path = path});
    CHECK(response.status == 200);
    CHECK(field_of(response, "Content-Type") == type_of(path));
    CHECK(field_of(response, "Vary") == "Accept-Encoding");
    CHECK(field_of(response, "Content-Encoding").empty());
    CHECK(text_of(response) == built(path));
    const bool lasts = path.find('-') != std::string::npos;
    CHECK(asset.lasts == lasts);
    CHECK(field_of(response, "Cache-Control") ==
          (lasts ? "private, max-age=31536000, immutable" : "no-store"));
    CHECK(desk.ask({.method = Method::Head, .path = path}).status == 200);
    const auto posted = desk.ask({.method = Method::Post, .path = path});
    CHECK(posted.status == 405);
    CHECK(field_of(posted, "Allow") == "GET, HEAD");
  }
}

TEST_CASE("the pages come through gzip to whoever takes it without a condition", "[admin][page]") {
  struct Case {
    std::string accepted;
    bool zipped;
  };
  const Case sample = GENERATE(values<Case>({{"gzip", true},
                                             {"br, gzip, deflate", true},
                                             {"br", false},
                                             {"", false},
                                             {"gzip;q=0", false},
                                             {"gzip;q=0.5", false}}));
  CAPTURE(sample.accepted);
  ADesk desk;
  const auto response =
      desk.ask({.path = "/page.js", .fields = {{"Accept-Encoding", sample.accepted}}});
  CHECK(field_of(response, "Content-Encoding") == (sample.zipped ? "gzip" : ""));
  CHECK((text_of(response) == built("/page.js")) == !sample.zipped);
  CHECK((text_of(response).substr(0, 2) == "\x1f\x8b") == sample.zipped);
}

TEST_CASE("the pages have no other file", "[admin][page]") {
  ADesk desk;
  for (const char* const path :
       {"/index.html", "/page.js/", "/../page.js", "/favicon.ico", "/flow", ""}) {
    CAPTURE(path);
    CHECK(desk.ask({.path = path}).status == 404);
  }
}

TEST_CASE("the pages ask for nothing inline and nothing from elsewhere",
          "[admin][page][security]") {
  const std::string html = built("/");
  for (const char* const forbidden : {"<style", " style=", " onclick", " onload", " onerror",
                                      "http:", "https:", "javascript:", "<base", "<iframe"}) {
    CAPTURE(forbidden);
    CHECK_THAT(html, !Catch::Contains(forbidden));
  }
  CHECK(count(html, "<script") == 1);
  CHECK(count(html, "<script src=\"/page.js\" type=\"module\"></script>") == 1);
}

TEST_CASE("no script of the pages runs a text or keeps anything", "[admin][page][security]") {
  for (const auto& asset : relay::admin::page()) {
    if (!asset.path.ends_with(".js")) continue;
    const std::string script{asset.bytes};
    for (const char* const forbidden :
         {"outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "DOMParser",
          "srcdoc", "localStorage", "sessionStorage", "document.cookie", "indexedDB"}) {
      CAPTURE(asset.path, forbidden);
      CHECK_THAT(script, !Catch::Contains(forbidden));
    }
  }
}
