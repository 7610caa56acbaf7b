#include "relay/crypto/authority.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <memory>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using policy::Address;
using relay::crypto::Identity;
using relay::crypto::ServerNames;
using tests::day;

namespace {

template <auto free>
struct Deleter {
  template <class T>
  void operator()(T* thing) const {
    free(thing);
  }
};
using Memory = std::unique_ptr<BIO, Deleter<&::BIO_free_all>>;
using Key = std::unique_ptr<EVP_PKEY, Deleter<&::EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<&::X509_free>>;
using Request = std::unique_ptr<X509_REQ, Deleter<&::X509_REQ_free>>;

Certificate read(const std::string& pem) {
  const Memory memory{::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()))};
  return Certificate{::PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)};
}

/// What OpenSSL's strictest reading says to somebody with this certificate and purpose.
std::string verdict(const std::string& pem, const Identity& authority, const char* purpose,
                    policy::Instant now) {
  const std::unique_ptr<X509_STORE, Deleter<&::X509_STORE_free>> trusted{::X509_STORE_new()};
  const Certificate anchor = read(authority.certificate), certificate = read(pem);
  ::X509_STORE_add_cert(trusted.get(), anchor.get());
  const std::unique_ptr<X509_STORE_CTX, Deleter<&::X509_STORE_CTX_free>> context{
      ::X509_STORE_CTX_new()};
  ::X509_STORE_CTX_init(context.get(), trusted.get(), certificate.get(), nullptr);
  ::X509_STORE_CTX_set_default(context.get(), purpose);
  X509_VERIFY_PARAM* const asked = ::X509_STORE_CTX_get0_param(context.get());
  ::X509_VERIFY_PARAM_set_time(asked, policy::unix_seconds(now));
  ::X509_VERIFY_PARAM_set_flags(asked, X509_V_FLAG_X509_STRICT);
  ::X509_verify_cert(context.get());
  return ::X509_verify_cert_error_string(::X509_STORE_CTX_get_error(context.get()));
}

/// A request as a device makes it, for a name that it would like to have.
std::string request_of(EVP_PKEY& key, EVP_PKEY& signer) {
  const Request request{::X509_REQ_new()};
  const auto* const name = reinterpret_cast<const unsigned char*>("the administrator");
  ::X509_NAME_add_entry_by_txt(::X509_REQ_get_subject_name(request.get()), "CN", MBSTRING_UTF8,
                               name, -1, -1, 0);
  ::X509_REQ_set_pubkey(request.get(), &key);
  ::X509_REQ_sign(request.get(), &signer, ::EVP_sha256());
  const Memory memory{::BIO_new(::BIO_s_mem())};
  ::PEM_write_bio_X509_REQ(memory.get(), request.get());
  char* text = nullptr;
  const long size = ::BIO_get_mem_data(memory.get(), &text);
  return std::string(text, static_cast<std::size_t>(size));
}

Key curve(const char* name) {
  return Key{::EVP_PKEY_Q_keygen(nullptr, nullptr, "EC", name)};
}

std::string asked(EVP_PKEY& key) {
  return request_of(key, key);
}

const Identity& authority() {
  static const Identity made = relay::crypto::make_authority("relay of a test", day(3));
  return made;
}

std::string refused(const std::string& request) {
  const auto issued = relay::crypto::issue_client(authority(), request, {"Sluice", "d-1"}, day(3));
  return issued ? "" : issued.error();
}

constexpr const char* kWeak =
    "the key of the request is neither ECDSA P-256 or P-384 nor RSA with 2048 to 4096 bits";

}  // namespace

TEST_CASE("a device gets a certificate for its key under the name that we give it",
          "[crypto][authority]") {
  const Key key = curve("P-256");
  const auto issued =
      relay::crypto::issue_client(authority(), asked(*key), {"Sluice device", "d-1"}, day(3));
  REQUIRE(issued);
  CHECK(issued->until == day(3 + 365));
  CHECK(issued->fingerprint == relay::crypto::fingerprint(issued->pem));
  CHECK(verdict(issued->pem, authority(), "ssl_client", day(3) - 1h) == "ok");
  CHECK(verdict(issued->pem, authority(), "ssl_client", issued->until - 1s) == "ok");
  CHECK(verdict(issued->pem, authority(), "ssl_client", issued->until + 1s) ==
        "certificate has expired");
  CHECK(verdict(issued->pem, authority(), "ssl_server", day(3)) ==
        "unsuitable certificate purpose");

  const Certificate certificate = read(issued->pem);
  CHECK(::X509_check_private_key(certificate.get(), key.get()) == 1);
  std::string subject(100, '\0');
  ::X509_NAME_oneline(::X509_get_subject_name(certificate.get()), subject.data(), 100);
  CHECK(std::string{subject.c_str()} == "/O=Sluice device/CN=d-1");
  CHECK(relay::crypto::issue_client(authority(), asked(*key), {"Sluice device", "d-1"}, day(3))
            ->fingerprint != issued->fingerprint);
}

TEST_CASE("a certificate is issued for keys that are strong enough alone",
          "[crypto][authority][hostile]") {
  CHECK(refused(asked(*curve("P-384"))).empty());
  CHECK(refused(asked(*Key{::EVP_RSA_gen(2'048)})).empty());
  CHECK(refused(asked(*Key{::EVP_RSA_gen(2'047)})) == kWeak);
  CHECK(refused(asked(*curve("P-224"))) == kWeak);
  CHECK(refused(asked(*curve("secp256k1"))) == kWeak);
}

TEST_CASE("a certificate is issued to who has the key and to nobody else",
          "[crypto][authority][hostile]") {
  const Key key = curve("P-256"), other = curve("P-256");
  CHECK(refused(request_of(*key, *other)) == "the request is not signed with its own key");
  constexpr const char* kNone = "not a certificate request (PKCS#10) in PEM";
  CHECK(refused("") == kNone);
  CHECK(refused(authority().certificate) == kNone);
  const std::string whole = asked(*key);
  CHECK(refused(whole.substr(0, whole.size() / 2)) == kNone);
  CHECK(refused("-----BEGIN CERTIFICATE REQUEST-----\nMAA=\n-----END CERTIFICATE REQUEST-----\n") ==
        kNone);
}

TEST_CASE("the door's certificate is believed by who trusts the authority", "[crypto][authority]") {
  const ServerNames names{.dns = {"relay.example"}, .addresses = {*Address::parse("10.0.0.5")}};
  const Identity door = relay::crypto::issue_server(authority(), names, day(3));
  CHECK(verdict(door.certificate, authority(), "ssl_server", day(3)) == "ok");
  CHECK(verdict(door.certificate, authority(), "ssl_client", day(3)) ==
        "unsuitable certificate purpose");
  const auto good = [&](const ServerNames& wanted, std::optional<policy::Instant> at) {
    return relay::crypto::stands_for(door.certificate, authority(), wanted, at);
  };
  CHECK(good(names, day(3)));
  CHECK(good({.dns = {"relay.example"}}, day(3 + 825) - 1s));
  CHECK_FALSE(good(names, day(3 + 825) + 1s));
  CHECK(good(names, day(3) - 1h));
  CHECK_FALSE(good(names, day(3) - 1h - 1s));
  CHECK(good(names, std::nullopt));
  CHECK_FALSE(good({.dns = {"other.example"}}, std::nullopt));
  CHECK_FALSE(good({.dns = {"relay.example", "other.example"}}, day(3)));
  CHECK_FALSE(good({.addresses = {*Address::parse("10.0.0.6")}}, day(3)));
  const Identity other = relay::crypto::make_authority("relay of a test", day(3));
  CHECK_FALSE(relay::crypto::stands_for(door.certificate, other, names, day(3)));
  CHECK_FALSE(relay::crypto::stands_for(door.certificate, other, names, std::nullopt));
  CHECK_FALSE(relay::crypto::stands_for("", authority(), names, day(3)));
}

TEST_CASE("what the authority has issued cannot issue anything", "[crypto][authority]") {
  const Identity door =
      relay::crypto::issue_server(authority(), {.dns = {"relay.example"}}, day(3));
  const Key key = curve("P-256");
  const auto forged = relay::crypto::issue_client(door, asked(*key), {"Sluice", "d-1"}, day(3));
  REQUIRE(forged);
  CHECK(verdict(forged->pem, door, "ssl_client", day(3)) != "ok");
}

TEST_CASE("a certificate names its own key and the one that has signed it", "[crypto][authority]") {
  const Identity door =
      relay::crypto::issue_server(authority(), {.dns = {"relay.example"}}, day(3));
  const Certificate anchor = read(authority().certificate), issued = read(door.certificate);
  const auto* const key = ::X509_get0_subject_key_id(anchor.get());
  REQUIRE(key != nullptr);
  CHECK(::X509_get0_authority_key_id(anchor.get()) == nullptr);
  REQUIRE(::X509_get0_authority_key_id(issued.get()) != nullptr);
  CHECK(::ASN1_OCTET_STRING_cmp(key, ::X509_get0_authority_key_id(issued.get())) == 0);
}

TEST_CASE("an authority is whole with its own key and believed in its time", "[authority]") {
  const Identity one = relay::crypto::make_authority("one", day(1));
  const Identity other = relay::crypto::make_authority("other", day(1));
  CHECK(relay::crypto::is_whole(one));
  CHECK_FALSE(relay::crypto::is_whole({.certificate = one.certificate, .key = other.key}));
  CHECK_FALSE(relay::crypto::is_whole({.certificate = "", .key = one.key}));
  CHECK(relay::crypto::out_of_time(one, day(1)) == std::nullopt);
  CHECK(relay::crypto::out_of_time(one, day(1) - 1h - 1s) ==
        "it is not valid yet; is the clock right?");
  CHECK(relay::crypto::out_of_time(one, day(1) + 24h * 7'305 + 1s) == "it is over");
}

TEST_CASE("a request behind a password is none and nobody is asked for it", "[authority]") {
  const Identity authority = relay::crypto::make_authority("one", day(1));
  const auto issued = relay::crypto::issue_client(
      authority,
      "-----BEGIN CERTIFICATE REQUEST-----\nProc-Type: 4,ENCRYPTED\n"
      "DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nAAAAAAAAAAAAAAAAAAAAAA==\n"
      "-----END CERTIFICATE REQUEST-----\n",
      {"Sluice device", "d-1"}, day(1));
  REQUIRE_FALSE(issued);
  CHECK(issued.error() == "not a certificate request (PKCS#10) in PEM");
}
