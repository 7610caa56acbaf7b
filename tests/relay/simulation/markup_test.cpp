#include "relay/simulation/markup.h"

#include <catch2/catch.hpp>

using namespace relay::simulation;

TEST_CASE("a tree is written with its tags closed", "[simulation][page]") {
  Element body{"body", {{"class", "a"}}};
  body.add(Element{"br"}).add(with_text("p", "words")).add(Element{"i"}).set("id", "b");
  CHECK(
      document(Element{"html", {}, {std::move(body)}}) ==
      "<!DOCTYPE html>\n<html><body class=\"a\" id=\"b\"><br/><p>words</p><i></i></body></html>\n");
}

TEST_CASE("whatever a name holds stays text", "[simulation][page]") {
  const auto written = [](std::string_view words) { return document(text(words)).substr(16); };
  CHECK(written("<script>alert('1') & \"2\"</script>") ==
        "&lt;script&gt;alert(&#39;1&#39;) &amp; &quot;2&quot;&lt;/script&gt;\n");
  CHECK(written("käse → 50%") == "käse → 50%\n");
  CHECK(written("a\x1b[2J\xe2\x80\xae") == "a\\u001b[2J\\u202e\n");
  CHECK(written("\xff") == "\xef\xbf\xbd\n");
  CHECK(document(Element{"p", {{"title", "\"><b onclick='x'>"}}}) ==
        "<!DOCTYPE html>\n<p title=\"&quot;&gt;&lt;b onclick=&#39;x&#39;&gt;\"></p>\n");
}

TEST_CASE("a style sheet is written as it is", "[simulation][page]") {
  CHECK(document(style("a > b { color: red }")) ==
        "<!DOCTYPE html>\n<style>a > b { color: red }</style>\n");
}
