#include <catch2/catch.hpp>

#include "tests/relay/net/a_fetch.h"
#include "tests/support/lying_upstream.h"
#include "tests/support/temp_folder.h"
#include "tests/support/test_identity.h"

using tests::AFetch;
using tests::LyingUpstream;
using tests::TempFolder;
using tests::TestIdentity;
using Kind = relay::net::Unreachable::Kind;

namespace {

/// Trusts this certificate alone.
struct ATrustingFetch : AFetch {
  ATrustingFetch(const TestIdentity& identity, const TempFolder& folder) {
    const auto file = folder / "trusted.pem";
    identity.write_certificate(file);
    settings.line.ca_file = file.string();
  }
};

}  // namespace

TEST_CASE("a vendor with the trusted certificate is fetched from", "[net][socket][tls]") {
  const TempFolder folder;
  const TestIdentity vendor_identity{"IP:127.0.0.1"};
  LyingUpstream vendor{"127.0.0.1", vendor_identity.dress()};
  vendor.on("/x", tests::honest("signatures"));
  ATrustingFetch fetch{vendor_identity, folder};
  REQUIRE(fetch.from(vendor.url("/x")));
  CHECK(fetch.sink.text == "signatures");
}

TEST_CASE("a certificate that is not the vendor's is never accepted", "[net][socket][tls]") {
  const TempFolder folder;
  const TestIdentity trusted{"IP:127.0.0.1"};
  const TestIdentity stranger{"IP:127.0.0.1"};
  const TestIdentity misnamed{"DNS:updates.example,IP:127.0.0.9"};
  const TestIdentity expired{"IP:127.0.0.1", TestIdentity::Validity::Expired};
  struct Case {
    const char* name;
    const TestIdentity& shown;
    const TestIdentity& trusted;
  };
  for (const Case& one :
       {Case{"wrong authority", stranger, trusted}, Case{"wrong host", misnamed, misnamed},
        Case{"expired", expired, expired}}) {
    CAPTURE(one.name);
    LyingUpstream vendor{"127.0.0.1", one.shown.dress()};
    vendor.on("/x", tests::honest("signatures"));
    ATrustingFetch fetch{one.trusted, folder};
    const auto refused = fetch.from(vendor.url("/x"));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Kind::NoConnection);
    CAPTURE(refused.error().what);
    CHECK(refused.error().what.find("certificate") != std::string::npos);
    CHECK(vendor.heads().empty());
  }
}

TEST_CASE("https does not become http on the way", "[net][socket][tls]") {
  const TempFolder folder;
  const TestIdentity identity{"IP:127.0.0.1"};
  LyingUpstream plain;
  plain.on("/x", tests::honest("forged"));
  LyingUpstream vendor{"127.0.0.1", identity.dress()};
  vendor.on("/x", tests::answers("301 Moved", "Location: " + plain.url("/x") + "\r\n", ""));
  ATrustingFetch fetch{identity, folder};
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().what == vendor.url("/x") + ": redirects from https to http");
  CHECK(plain.connections() == 0);
}

TEST_CASE("credentials stay with the origin that they were given for", "[net][socket][tls]") {
  const TempFolder folder;
  const TestIdentity identity{"IP:127.0.0.1,IP:127.0.0.2"};
  LyingUpstream elsewhere{"127.0.0.2", identity.dress()};
  elsewhere.on("/y", tests::honest("there"));
  LyingUpstream vendor{"127.0.0.1", identity.dress()};
  vendor.on("/x", tests::answers("302 Found", "Location: /z\r\n", ""));
  vendor.on("/z", tests::answers("302 Found", "Location: " + elsewhere.url("/y") + "\r\n", ""));
  ATrustingFetch fetch{identity, folder};
  const auto at = std::string{"127.0.0.1:"} + std::to_string(vendor.port());
  REQUIRE(fetch.from("https://me:secret@" + at + "/x"));
  REQUIRE(vendor.heads().size() == 2);
  CHECK(vendor.heads()[0].find("\r\nAuthorization: Basic") != std::string::npos);
  CHECK(vendor.heads()[1].find("\r\nAuthorization: Basic") != std::string::npos);
  CHECK(elsewhere.heads().at(0).find("Authorization") == std::string::npos);
}

TEST_CASE("a redirect from outside to the inside is not even connected", "[net][socket][tls]") {
  const TempFolder folder;
  const TestIdentity identity{"IP:127.0.0.1,IP:127.0.0.2"};
  LyingUpstream inner{"127.0.0.1", identity.dress()};
  inner.on("/y", tests::honest("metadata"));
  LyingUpstream vendor{"127.0.0.2", identity.dress()};
  vendor.on("/x", tests::answers("302 Found", "Location: " + inner.url("/y") + "\r\n", ""));
  ATrustingFetch fetch{identity, folder};

  // As if 127.0.0.2 were out in the Internet.
  fetch.settings.inside = {*policy::Network::parse("127.0.0.1/32")};
  const auto refused = fetch.from(vendor.url("/x"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Kind::NotWanted);
  CHECK(refused.error().what ==
        vendor.url("/x") + ": redirected to " + inner.url("/y") +
            ": leads to 127.0.0.1, an address of the inside, which is not followed");
  CHECK(inner.connections() == 0);

  // What the administrator named may be inside, and lead about there.
  fetch.settings.inside = relay::net::inside_networks();
  CHECK(fetch.from(vendor.url("/x")));
}
