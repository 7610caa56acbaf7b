#include <openssl/x509v3.h>

#include <catch2/catch.hpp>

#include "relay/crypto/authority.h"
#include "relay/crypto/certificate_draft.h"
#include "relay/crypto/sha256.h"
#include "tests/relay/http/a_door.h"
#include "tests/support/raw_tls_client.h"

using namespace std::chrono_literals;
using relay::crypto::CertificateDraft;
using relay::crypto::Identity;
using relay::http::ClientCertificate;
using relay::http::Field;
using tests::day;
using tests::get;
using tests::RawTlsClient;

namespace {

using Subject = relay::crypto::Subject;

/// A TLS door that believes one authority, and clients with certificates.
struct AskingDoor {
  const Identity ours = relay::crypto::make_authority("ours", day(0));
  const tests::TempFolder folder;
  tests::ADoor door;

  AskingDoor() {
    door.settings.tls = tests::certificate_in(folder);
    tests::write_file(folder / "ours.pem", ours.certificate);
    door.settings.tls->client_authorities = {folder / "ours.pem"};
  }

  struct Wish {
    Subject subject{{"O", "Acme"}, {"OU", "Office"}, {"CN", "pc-7"}};
    policy::Instant until = day(10);
    const char* purpose = "clientAuth";
    std::vector<std::string> machines{};  ///< In the extension.
  };
  /// A certificate with its key, in one file.
  std::filesystem::path issued(const Wish& wish, const Identity& authority) const {
    const auto key = relay::crypto::new_key();
    CertificateDraft draft{*key, wish.subject};
    draft.set_validity(day(0), wish.until);
    if (!wish.machines.empty()) draft.set_names({.dns = wish.machines});
    if (wish.purpose != nullptr) draft.set_extension(NID_ext_key_usage, wish.purpose);
    const auto signer = relay::crypto::read_certificate(authority.certificate);
    const auto pem = draft.sign(*relay::crypto::read_key(authority.key), signer.get());
    tests::write_file(folder / "client.pem", pem + relay::crypto::pem_of(*key));
    return folder / "client.pem";
  }

  /// What the answerer is told of a client that shows this file; the door is at day(3).
  std::shared_ptr<const ClientCertificate> told(const std::filesystem::path& shown) {
    RawTlsClient client{door.port(), {.shows = shown}};
    CHECK(client.ask(get("/")).status == 200);
    return door.asked().back().certificate;
  }
};

}  // namespace

TEST_CASE("a client is known by the certificate that it shows", "[http][socket][tls]") {
  AskingDoor one;
  const auto shown = one.issued({}, one.ours);
  const auto told = one.told(shown);
  REQUIRE(told);
  CHECK(told->fingerprint == relay::crypto::fingerprint(tests::read_file(shown)));
  CHECK(told->authority == relay::crypto::key_fingerprint(one.ours.certificate));
  REQUIRE(told->names.size() == 3);
  CHECK((told->names[0].name == "cn" && told->names[0].value == "pc-7"));
  CHECK((told->names[1].name == "ou" && told->names[1].value == "Office"));
  CHECK((told->names[2].name == "o" && told->names[2].value == "Acme"));

  const auto renewed = one.told(one.issued({}, one.ours));
  CHECK(renewed->fingerprint != told->fingerprint);
  CHECK(renewed->subject == told->subject);
  const auto other = one.told(one.issued({.subject = {{"CN", "pc-8"}}}, one.ours));
  CHECK(other->subject != told->subject);
  CHECK(other->names.size() == 1);
}

TEST_CASE("who has no subject is known by its other names and who has none is nobody",
          "[http][socket][tls]") {
  AskingDoor one;
  const auto first = one.told(one.issued({.subject = {}, .machines = {"pc-7.example"}}, one.ours));
  const auto again = one.told(one.issued({.subject = {}, .machines = {"pc-7.example"}}, one.ours));
  const auto other = one.told(one.issued({.subject = {}, .machines = {"pc-8.example"}}, one.ours));
  REQUIRE((first && again && other));
  CHECK(first->subject == again->subject);
  CHECK(first->subject != other->subject);
  CHECK_FALSE(one.told(one.issued({.subject = {}}, one.ours)));
}

TEST_CASE("a client need not show a certificate", "[http][socket][tls]") {
  AskingDoor one;
  CHECK_FALSE(one.told({}));
  CHECK(one.door.asked().back().secure);
}

TEST_CASE("a certificate that does not count is as none", "[http][socket][tls]") {
  AskingDoor one;
  CHECK(one.told(one.issued({.purpose = nullptr}, one.ours)));
  CHECK(one.told(one.issued({.until = day(3) + 1s}, one.ours)));
  CHECK_FALSE(one.told(one.issued({.until = day(3) - 1s}, one.ours)));
  CHECK_FALSE(one.told(one.issued({.purpose = "serverAuth"}, one.ours)));
  const auto others = relay::crypto::make_authority("others", day(0));
  CHECK_FALSE(one.told(one.issued({}, others)));
  // Of the same name, but not the same.
  const auto forged = relay::crypto::make_authority("ours", day(0));
  CHECK_FALSE(one.told(one.issued({}, forged)));
}

TEST_CASE("a certificate that ends during its connection counts no more and ends it",
          "[http][socket][tls]") {
  AskingDoor one;
  RawTlsClient client{one.door.port(), {.shows = one.issued({.until = day(4)}, one.ours)}};
  const auto certificate_at = [&](policy::Instant now) {
    one.door.clock.step_to(now);
    CHECK(client.ask(get("/")).status == 200);
    return one.door.asked().back().certificate;
  };
  CHECK(certificate_at(day(3)));
  CHECK(certificate_at(day(4) - 1s));
  CHECK_FALSE(certificate_at(day(4)));
  CHECK(client.ended());
}

TEST_CASE("a name that could be read in two ways is left out", "[http][socket][tls]") {
  AskingDoor one;
  const auto told = one.told(one.issued(
      {.subject = {{"OU", "Office"}, {"OU", "Lab"}, {"O", "Ac\nme"}, {"CN", "pc-\xc3\xa9"}}},
      one.ours));
  REQUIRE(told);
  REQUIRE(told->names.size() == 1);
  CHECK(told->names[0].value == "pc-\xc3\xa9");
}

TEST_CASE("a session is resumed only if no certificate was shown in it", "[http][socket][tls]") {
  AskingDoor one;
  const auto shown = one.issued({}, one.ours);
  const int newest = GENERATE(TLS1_2_VERSION, TLS1_3_VERSION);
  one.door.settings.threads = 3;  // Whichever loop it comes to.
  const auto again = [&](const std::filesystem::path& file) {
    RawTlsClient first{one.door.port(), {.newest = newest, .shows = file}};
    CHECK(first.ask(get("/")).status == 200);
    for (int i = 0; i < 6; ++i) {
      RawTlsClient next{one.door.port(), {.newest = newest, .shows = file, .resumes = &first}};
      CHECK(next.ask(get("/")).status == 200);
      if (next.resumed() == file.empty()) continue;
      return false;
    }
    return true;
  };
  CHECK(again({}));
  CHECK(again(shown));
  CHECK(one.door.asked().back().certificate);
}

TEST_CASE("other authorities count at once for who showed a certificate", "[http][socket][tls]") {
  AskingDoor one;
  auto& open = one.door.open();
  const auto shown = one.issued({}, one.ours);
  RawTlsClient known{open.port(), {.shows = shown}}, nobody{open.port()};
  CHECK(known.ask(get("/")).status == 200);
  CHECK(nobody.ask(get("/")).status == 200);
  tests::write_file(one.folder / "ours.pem",
                    relay::crypto::make_authority("others", day(0)).certificate);
  open.reload_certificate();
  CHECK(known.ended());
  CHECK(nobody.ask(get("/")).status == 200);
  CHECK_FALSE(one.told(shown));

  tests::write_file(one.folder / "ours.pem", "none");
  CHECK_THROWS_WITH(open.reload_certificate(), Catch::Contains("ours.pem"));
}

TEST_CASE("a proxy's own certificate says nothing of who asks", "[http][socket][tls]") {
  AskingDoor one;
  one.door.settings.proxies = {*policy::Network::parse("127.0.0.0/8")};
  CHECK_FALSE(one.told(one.issued({}, one.ours)));
  CHECK_FALSE(one.door.asked().back().peer_known);
}
