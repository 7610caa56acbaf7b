#include "relay/admin/page.h"

#include "tests/relay/admin/a_desk.h"
#include "tests/support/temp_folder.h"

using tests::ADesk;
using tests::field_of;
using tests::Method;
using tests::text_of;

namespace {

std::string source(const std::string& name) {
  return tests::read_file(std::filesystem::path{SLUICE_SOURCE} / "webui/page" / name);
}

}  // namespace

TEST_CASE("the page is public and is what stands in its folder", "[admin][page]") {
  struct Case {
    std::string path;
    std::string name;
    std::string type;
  };
  const Case sample = GENERATE(values<Case>({
      {"/", "index.html", "text/html; charset=utf-8"},
      {"/page.css", "page.css", "text/css; charset=utf-8"},
      {"/page.js", "page.js", "text/javascript; charset=utf-8"},
      {"/ask.js", "ask.js", "text/javascript; charset=utf-8"},
      {"/deeds.js", "deeds.js", "text/javascript; charset=utf-8"},
      {"/devices.js", "devices.js", "text/javascript; charset=utf-8"},
      {"/doors.js", "doors.js", "text/javascript; charset=utf-8"},
      {"/people.js", "people.js", "text/javascript; charset=utf-8"},
      {"/relay.js", "relay.js", "text/javascript; charset=utf-8"},
      {"/text.js", "text.js", "text/javascript; charset=utf-8"},
      {"/icon.svg", "icon.svg", "image/svg+xml"},
  }));
  ADesk desk;
  const auto response = desk.ask({.path = sample.path});
  CHECK(response.status == 200);
  CHECK(field_of(response, "Content-Type") == sample.type);
  CHECK(text_of(response) == source(sample.name));
  CHECK(desk.ask({.method = Method::Head, .path = sample.path}).status == 200);
  const auto posted = desk.ask({.method = Method::Post, .path = sample.path});
  CHECK(posted.status == 405);
  CHECK(field_of(posted, "Allow") == "GET, HEAD");
}

TEST_CASE("the page has no other file", "[admin][page]") {
  ADesk desk;
  for (const char* const path : {"/index.html", "/page.js/", "/../page.js", "/favicon.ico", ""}) {
    CAPTURE(path);
    CHECK(desk.ask({.path = path}).status == 404);
  }
}

TEST_CASE("the page asks for nothing inline and nothing from elsewhere",
          "[admin][page][security]") {
  const std::string html = source("index.html");
  for (const char* const forbidden : {"<style", " style=", " onclick", " onload", " onerror",
                                      "http:", "https:", "javascript:", "<base", "<iframe"}) {
    CAPTURE(forbidden);
    CHECK_THAT(html, !Catch::Contains(forbidden));
  }
  std::size_t scripts = 0;
  for (auto at = html.find("<script"); at != std::string::npos; at = html.find("<script", at + 1)) {
    ++scripts;
    CHECK(html.substr(at, 13) == "<script src=\"");
  }
  CHECK(scripts == 1);
}

TEST_CASE("the page's scripts turn no text into HTML or code", "[admin][page][security]") {
  const std::string script = source(GENERATE("page.js", "ask.js", "deeds.js", "devices.js",
                                             "doors.js", "people.js", "relay.js", "text.js"));
  for (const char* const forbidden :
       {"innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(",
        "DOMParser", "srcdoc", "localStorage", "sessionStorage", "document.cookie",
        "http:", "https:"}) {
    CAPTURE(forbidden);
    CHECK_THAT(script, !Catch::Contains(forbidden));
  }
}
