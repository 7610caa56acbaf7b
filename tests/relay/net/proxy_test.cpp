#include <catch2/catch.hpp>

#include "tests/relay/net/a_fetch.h"
#include "tests/support/lying_upstream.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_identity.h"

using tests::AFetch;
using tests::Conversation;
using tests::LyingUpstream;
using Kind = relay::net::Unreachable::Kind;

namespace {

/// A proxy that lets nobody through without "me" and "secret". Its connections stay open, as
/// signing in with NTLM needs it.
tests::Turn guarded() {
  return [](Conversation& conversation) {
    do {
      if (conversation.field("Proxy-Authorization") == "Basic bWU6c2VjcmV0") {
        conversation.send("HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\nthrough");
      } else {
        conversation.send(
            "HTTP/1.1 407 Proxy Authentication Required\r\n"
            "Proxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 11\r\n\r\nwho are you");
      }
    } while (conversation.hear());
  };
}

}  // namespace

TEST_CASE("a proxy is asked for the whole URL and shown its credentials", "[net][socket][proxy]") {
  LyingUpstream proxy;
  proxy.otherwise(guarded());
  AFetch fetch;
  fetch.settings.line.proxy = proxy.url("");
  fetch.settings.line.proxy_user = "me";
  fetch.settings.line.proxy_password = "secret";
  const auto answer = fetch.from("http://updates.example/daily.cvd");
  REQUIRE(answer);
  CHECK(fetch.sink.text == "through");
  const auto heads = proxy.heads();
  REQUIRE(heads.size() == 1);
  CHECK(heads[0].starts_with("GET http://updates.example/daily.cvd HTTP/1.1\r\n"));
  CHECK(heads[0].find("Proxy-Authorization") == std::string::npos);
  CHECK(proxy.connections() == 1);
}

TEST_CASE("a proxy that turns our credentials down is a refusal", "[net][socket][proxy]") {
  LyingUpstream proxy;
  proxy.otherwise(guarded());
  AFetch fetch;
  fetch.settings.line.proxy = proxy.url("");
  fetch.settings.line.proxy_user = "me";
  fetch.settings.line.proxy_password = "wrong";
  const auto refused = fetch.from("http://updates.example/daily.cvd");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::Status);
  CHECK(refused.error().what ==
        "http://updates.example/daily.cvd: 407 Proxy Authentication Required");
}

TEST_CASE("https goes through a proxy and redirects stay out of its inside",
          "[net][socket][proxy]") {
  const tests::TempFolder folder;
  const tests::TestIdentity identity{"DNS:updates.example,DNS:mirror.example,DNS:localhost"};
  identity.write_certificate(folder / "trusted.pem");
  LyingUpstream vendor{"127.0.0.1", identity.dress()};
  vendor.on("/out", tests::answers("302 Found", "Location: https://mirror.example/y\r\n", ""));
  vendor.on("/in", tests::answers("302 Found", "Location: https://localhost/y\r\n", ""));
  vendor.on("/y", tests::honest("signatures"));
  LyingUpstream proxy;
  proxy.otherwise(tests::tunnels_to(vendor.port()));
  AFetch fetch;
  fetch.settings.line.proxy = proxy.url("");
  fetch.settings.line.ca_file = (folder / "trusted.pem").string();

  REQUIRE(fetch.from("https://updates.example/out"));
  CHECK(fetch.sink.text == "signatures");
  REQUIRE(proxy.heads().size() == 2);
  CHECK(proxy.heads()[0].starts_with("CONNECT updates.example:443 HTTP/1.1\r\n"));
  CHECK(proxy.heads()[1].starts_with("CONNECT mirror.example:443 HTTP/1.1\r\n"));

  const auto refused = fetch.from("https://updates.example/in");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NotWanted);
  CHECK(refused.error().what ==
        "https://updates.example/in: redirects to 'localhost', an address of the inside");
  CHECK(proxy.heads().size() == 3);

  // What the administrator named may be inside, and lead about there.
  CHECK(fetch.from("https://localhost/in"));
}
