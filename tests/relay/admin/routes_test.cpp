#include "relay/admin/routes.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "tests/relay/admin/a_desk.h"

using relay::admin::routes;
using tests::ADesk;
using tests::Asked;
using tests::field_of;
using tests::json_of;
using tests::Method;
using tests::Response;

namespace {

std::string path_of(std::string_view pattern, const std::string& feed = "clamav") {
  std::string path{pattern};
  for (const auto& [hole, text] : {std::pair{std::string{"{feed}"}, feed},
                                   std::pair{std::string{"{group}"}, std::string{"office"}},
                                   std::pair{std::string{"{name}"}, std::string{"ann"}},
                                   std::pair{std::string{"{number}"}, std::string{"77"}}}) {
    const std::size_t found = path.find(hole);
    if (found != std::string::npos) path.replace(found, hole.size(), text);
  }
  return path;
}

std::vector<relay::http::Field> with(ADesk& desk) {
  auto fields = desk.signed_in();
  fields.push_back({"Content-Type", "application/json"});
  return fields;
}

/// Of those about people, who have tests of their own.
bool is_about_people(const relay::admin::Route& route) {
  return route.pattern.find("/people") != std::string_view::npos ||
         route.pattern.find("/session") != std::string_view::npos ||
         route.pattern.find("/setup") != std::string_view::npos;
}

}  // namespace

TEST_CASE("a session is shown as the door asks for it and no other way", "[admin][security]") {
  ADesk desk;
  const std::string token = desk.token_of("ann");
  for (const std::string& shown :
       {std::string{}, std::string{"Bearer "}, std::string{"Bearer wrong"}, "Bearer " + token + "x",
        "Bearer " + token.substr(1), "Basic " + token, token, "Bearer" + token,
        "Bearer " + std::string(5'000, 'x')}) {
    CAPTURE(shown);
    const Response refused = desk.ask({.path = "/api/v1/status",
                                       .query = "token=" + token,
                                       .fields = {{"Authorization", shown}}});
    CHECK(refused.status == 401);
    CHECK(field_of(refused, "WWW-Authenticate") == "Bearer realm=\"sluice\"");
    CHECK(field_of(refused, "Content-Type") == "application/problem+json");
  }
  CHECK(desk.ask({.path = "/api/v1/status", .fields = {{"Cookie", "__Host-sluice=" + token}}})
            .status == 401);
  auto fields = desk.signed_in();
  fields.push_back({"authorization", "Bearer " + token});
  CHECK(desk.ask({.path = "/api/v1/status", .fields = fields}).status == 401);
  fields = {{"authorization", "bEaReR " + token}};
  CHECK(desk.ask({.path = "/api/v1/status", .fields = fields}).status == 200);
}

TEST_CASE("a path has its methods and no other", "[admin]") {
  ADesk desk;
  std::map<std::string, std::string> allowed;
  for (const auto& route : routes()) {
    std::string& all = allowed[std::string{route.pattern}];
    const bool reads = route.method == Method::Get;
    all += (all.empty() ? "" : ", ") + std::string{reads                          ? "GET, HEAD"
                                                   : route.method == Method::Post ? "POST"
                                                                                  : "DELETE"};
  }
  for (const auto& [pattern, methods] : allowed) {
    for (const auto& [method, word] :
         {std::pair{Method::Get, "GET"}, std::pair{Method::Head, "HEAD"},
          std::pair{Method::Post, "POST"}, std::pair{Method::Put, "PUT"},
          std::pair{Method::Delete, "DELETE"}}) {
      if (methods.find(word) != std::string::npos) continue;
      CAPTURE(pattern, word);
      const Response refused = desk.ask(
          {.method = method, .path = path_of(pattern), .body = "{}", .fields = with(desk)});
      CHECK(refused.status == 405);
      CHECK(field_of(refused, "Allow") == methods);
    }
  }
}

TEST_CASE("strangers are not told what there is", "[admin][security]") {
  ADesk desk;
  for (const char* const path :
       {"/api", "/api/", "/api/v1", "/api/v2/status", "/api/v1/feeds/x/sync"}) {
    CAPTURE(path);
    CHECK(desk.ask({.path = path}).status == 401);
    CHECK(desk.get(path).status >= 404);
  }
}

TEST_CASE("what is not in the table does not exist", "[admin]") {
  ADesk desk;
  for (const char* const path :
       {"/api/v1/statuses", "/api/v1/status/", "/api/v1/feeds", "/api/v1/feeds/clamav",
        "/api/v1/feeds//sync", "/api/v1/feeds/a/b/sync", "/api/v1/feeds/clamav/erase"}) {
    CAPTURE(path);
    const Response missing = desk.get(path);
    CHECK(missing.status == 404);
    CHECK(json_of(missing)["type"].text() == "urn:sluice:unknown-path");
  }
}

TEST_CASE("an unknown feed is not found and a name that cannot be one is refused", "[admin]") {
  ADesk desk;
  for (const auto& route : routes()) {
    if (route.pattern.find("{feed}") == std::string_view::npos) continue;
    CAPTURE(route.pattern);
    for (const auto& [name, status] : {std::pair{"nobody", 404}, std::pair{"Bad Name", 400}}) {
      const Response response = desk.ask({.method = route.method,
                                          .path = path_of(route.pattern, name),
                                          .body = "{}",
                                          .fields = with(desk)});
      CHECK(response.status == status);
    }
  }
  CHECK(json_of(desk.get("/api/v1/feeds/nobody/releases"))["detail"].text() ==
        "there is no feed 'nobody'; there are: clamav");
}

TEST_CASE("a POST that is not JSON is refused before it is read", "[admin][security]") {
  ADesk desk;
  const auto sync_with = [&](const std::string& type) {
    auto fields = desk.signed_in();
    if (!type.empty()) fields.push_back({"Content-Type", type});
    return desk
        .ask({.method = Method::Post,
              .path = "/api/v1/feeds/clamav/sync",
              .body = "{}",
              .fields = fields})
        .status;
  };
  for (const char* const type : {"", "text/plain", "application/x-www-form-urlencoded",
                                 "text/plain; application/json", "application/jsonx"}) {
    CAPTURE(type);
    CHECK(sync_with(type) == 415);
  }
  CHECK(desk.syncs.empty());
  CHECK(sync_with("Application/JSON ; charset=utf-8") == 200);
}

TEST_CASE("every act refuses a body without what it needs and with what it does not know",
          "[admin][security]") {
  ADesk desk;
  desk.accept("3");
  desk.turn();
  const auto before = desk.audit().size();
  for (const auto& route : routes()) {
    if (route.method != Method::Post || is_about_people(route)) continue;
    CAPTURE(route.pattern);
    const bool is_sync = route.pattern.ends_with("/sync");
    CHECK(desk.post(path_of(route.pattern), "{}").status == (is_sync ? 200 : 400));
    const Response unknown = desk.post(path_of(route.pattern), R"({"force":true})");
    CHECK(unknown.status == 400);
    CHECK_THAT(json_of(unknown)["detail"].text(), Catch::StartsWith("force: unknown"));
    CHECK(desk.post(path_of(route.pattern), "[]").status == 400);
  }
  CHECK(desk.syncs.size() == 1);
  CHECK(desk.audit().size() == before + 1);
}

TEST_CASE("a GET changes nothing even when it names an act", "[admin][security]") {
  ADesk desk;
  desk.accept("3");
  desk.turn();
  const auto before = desk.audit().size();
  std::set<std::string_view> allowed;
  for (const auto& route : routes()) {
    if (route.method == Method::Get) allowed.insert(route.pattern);
  }
  for (const auto& route : routes()) {
    auto fields = with(desk);
    fields.push_back({"X-HTTP-Method-Override", "POST"});
    const Asked asked{.path = path_of(route.pattern),
                      .query = "feed=clamav&group=office&_method=POST&groups=all&reason=x",
                      .body = R"({"groups":"all","reason":"x"})",
                      .fields = fields};
    CAPTURE(route.pattern);
    const bool reads = allowed.contains(route.pattern);
    const int status = desk.ask(asked).status;
    const bool needs_more =
        std::ranges::any_of(std::array{"{number}", "bound", "contents", "journey", "adoption"},
                            [&](const char* end) { return route.pattern.ends_with(end); });
    CHECK((status == 405) == !reads);
    CHECK((status == 200 || needs_more || !reads));
  }
  CHECK(desk.audit().size() == before + 1);  // That the audit was handed out.
  CHECK(desk.syncs.empty());
}

TEST_CASE("every answer tells a browser to be careful", "[admin][security]") {
  ADesk desk;
  for (const char* const path : {"/", "/page.js", "/nothing", "/api/v1/status", "/api/nothing"}) {
    for (const bool with_token : {true, false}) {
      CAPTURE(path, with_token);
      const Response response = with_token ? desk.get(path) : desk.ask({.path = path});
      CHECK(field_of(response, "Content-Security-Policy") ==
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'");
      CHECK(field_of(response, "Cache-Control") == "no-store");
      CHECK(field_of(response, "X-Content-Type-Options") == "nosniff");
      CHECK(field_of(response, "Referrer-Policy") == "no-referrer");
      CHECK(field_of(response, "Cross-Origin-Opener-Policy") == "same-origin");
      CHECK(field_of(response, "Strict-Transport-Security") == "max-age=31536000");
    }
  }
}

TEST_CASE("a third slow request is refused and a stop is not", "[admin]") {
  ADesk desk;
  desk.accept("3");
  int during = 0;
  desk.during_sync = [&] {
    if (++during < 2) {
      CHECK(desk.get("/api/v1/forecast").status == 200);
      CHECK(desk.said("sync", "{}") == "nothing new");
      return;
    }
    for (const auto& route : routes()) {
      if (route.pace != relay::admin::Route::Pace::Slow) continue;
      CAPTURE(route.pattern);
      const auto refused = route.method == Method::Get ? desk.get(path_of(route.pattern))
                                                       : desk.post(path_of(route.pattern), "{}");
      CHECK(refused.status == 503);
      CHECK(json_of(refused)["detail"].text() ==
            "two slow requests are being answered already; ask again in a moment");
    }
    CHECK(desk.post("/api/v1/stop", R"({"reason":"x"})").status == 200);
    CHECK(desk.said("hold", R"({"groups":"all","reason":"x"})") ==
          "hold of clamav for all groups is in force");
    CHECK(desk.get("/api/v1/status").status == 200);
  };
  CHECK(desk.said("sync", "{}") == "nothing new");
  CHECK(during == 2);
  CHECK(desk.get("/api/v1/forecast").status == 200);
}
