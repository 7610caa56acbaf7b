#include "relay/crypto/certificate.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <catch2/catch.hpp>
#include <memory>

#include "relay/crypto/authority.h"
#include "tests/support/day.h"

using namespace std::chrono_literals;
using policy::Address;
using relay::crypto::fingerprint;
using relay::crypto::Identity;
using relay::crypto::self_signed;
using tests::day;

namespace {

// OpenSSL's own reading of what was made.
class Client {
 public:
  explicit Client(const Identity& identity) : certificate_{read(identity.certificate)} {}

  /// What OpenSSL says to a server with this certificate, which the client was told to trust.
  std::string verdict(policy::Instant now, const char* host, const char* address = nullptr) const {
    const std::unique_ptr<X509_STORE, decltype(&::X509_STORE_free)> trusted{::X509_STORE_new(),
                                                                            ::X509_STORE_free};
    ::X509_STORE_add_cert(trusted.get(), certificate_.get());
    const std::unique_ptr<X509_STORE_CTX, decltype(&::X509_STORE_CTX_free)> context{
        ::X509_STORE_CTX_new(), ::X509_STORE_CTX_free};
    ::X509_STORE_CTX_init(context.get(), trusted.get(), certificate_.get(), nullptr);
    ::X509_STORE_CTX_set_default(context.get(), "ssl_server");
    X509_VERIFY_PARAM* const asked = ::X509_STORE_CTX_get0_param(context.get());
    ::X509_VERIFY_PARAM_set_time(asked, policy::unix_seconds(now));
    ::X509_VERIFY_PARAM_set_flags(asked, X509_V_FLAG_X509_STRICT);
    if (host != nullptr) ::X509_VERIFY_PARAM_set1_host(asked, host, 0);
    if (address != nullptr) ::X509_VERIFY_PARAM_set1_ip_asc(asked, address);
    ::X509_verify_cert(context.get());
    return ::X509_verify_cert_error_string(::X509_STORE_CTX_get_error(context.get()));
  }

  bool has_key(const std::string& pem) const {
    const std::unique_ptr<BIO, decltype(&::BIO_free_all)> memory{
        ::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), ::BIO_free_all};
    const std::unique_ptr<EVP_PKEY, decltype(&::EVP_PKEY_free)> key{
        ::PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr), ::EVP_PKEY_free};
    return key && ::X509_check_private_key(certificate_.get(), key.get()) == 1;
  }

 private:
  using Certificate = std::unique_ptr<X509, decltype(&::X509_free)>;
  static Certificate read(const std::string& pem) {
    const std::unique_ptr<BIO, decltype(&::BIO_free_all)> memory{
        ::BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), ::BIO_free_all};
    return {::PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr), ::X509_free};
  }
  Certificate certificate_;
};

Identity made() {
  return self_signed({.dns = {"localhost", "relay.example"},
                      .addresses = {*Address::parse("127.0.0.1"), *Address::parse("2001:db8::7")}},
                     day(3));
}

}  // namespace

TEST_CASE("a client that trusts the certificate accepts each of its names",
          "[crypto][certificate]") {
  const Client client{made()};
  CHECK(client.verdict(day(3), "localhost") == "ok");
  CHECK(client.verdict(day(3), "relay.example") == "ok");
  CHECK(client.verdict(day(3), nullptr, "127.0.0.1") == "ok");
  CHECK(client.verdict(day(3), nullptr, "2001:db8::7") == "ok");
  CHECK(client.verdict(day(3), "other.example") == "hostname mismatch");
  CHECK(client.verdict(day(3), nullptr, "127.0.0.2") == "IP address mismatch");
}

TEST_CASE("a certificate is valid from an hour ago for ten years", "[crypto][certificate]") {
  const Client client{made()};
  CHECK(client.verdict(day(3) - 1h, "localhost") == "ok");
  CHECK(client.verdict(day(3) - 1h - 1s, "localhost") == "certificate is not yet valid");
  CHECK(client.verdict(day(3 + 3652) - 1s, "localhost") == "ok");
  CHECK(client.verdict(day(3 + 3652) + 1s, "localhost") == "certificate has expired");
}

TEST_CASE("a certificate comes with its own key and no two are alike", "[crypto][certificate]") {
  const Identity one = made(), other = made();
  CHECK(Client{one}.has_key(one.key));
  CHECK_FALSE(Client{one}.has_key(other.key));
  CHECK(fingerprint(one.certificate) != fingerprint(other.certificate));
}

TEST_CASE("a name is taken as it is and never as syntax", "[crypto][certificate]") {
  const Client client{self_signed({.dns = {"a.example,DNS:b.example"}}, day(3))};
  CHECK(client.verdict(day(3), "b.example") == "hostname mismatch");
}

TEST_CASE("a certificate says whom it is for and by whom and how long", "[crypto][certificate]") {
  const Identity authority = relay::crypto::make_authority("relay-7 \xc3\xbc", day(1));
  const auto issued = relay::crypto::issue_server(authority, {.dns = {"relay.example"}}, day(3));
  const auto told = relay::crypto::particulars(issued.certificate);
  REQUIRE(told);
  CHECK(told->subject == "CN=Sluice update relay");
  CHECK(told->issuer == "CN=relay-7 \\C3\\BC,O=Sluice");
  CHECK(told->from == day(3) - 1h);
  CHECK(told->until == day(3) + relay::crypto::kServerLasts);
  CHECK(told->fingerprint == fingerprint(issued.certificate));
  CHECK_FALSE(relay::crypto::particulars(issued.key));
  CHECK_FALSE(relay::crypto::particulars(""));
}

TEST_CASE("a fingerprint is of the first certificate in the text", "[crypto][certificate]") {
  const std::string pem =
      "-----BEGIN CERTIFICATE-----\n"
      "MIIBiDCCAS2gAwIBAgIUTcQ/xqKwAktoXJ7/Y/jswMQcaPgwCgYIKoZIzj0EAwIw\n"
      "GDEWMBQGA1UEAwwNcmVsYXkuZXhhbXBsZTAgFw0yNjExMjEwOTAzNDNaGA8yMTI2\n"
      "MTAyODA5MDM0M1owGDEWMBQGA1UEAwwNcmVsYXkuZXhhbXBsZTBZMBMGByqGSM49\n"
      "AgEGCCqGSM49AwEHA0IABC7XTauCsunY4soip6OZWO04O/Fil+cyvB7D4SdPW6tr\n"
      "HkVDOK5zZjLtnILZbwkRyrH+UQjuzPSUL6//AyvHaxejUzBRMB0GA1UdDgQWBBRM\n"
      "yVIzVxVbazkS6Wmeu979Q09VCzAfBgNVHSMEGDAWgBRMyVIzVxVbazkS6Wmeu979\n"
      "Q09VCzAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQCuvhUJOQt9\n"
      "PE44Ex5SvRKO7ZdMcIPhD4V09OIdwKGkpAIhANNjsLGiBT5cvVPdy+KIp4zhbFxU\n"
      "30/6tgTK/+u+9hxA\n"
      "-----END CERTIFICATE-----\n";
  REQUIRE(fingerprint(pem));
  CHECK(fingerprint(pem)->hex() ==
        "921c3f9c823756c35648ad98bcc11fa75e93761639f1bea3f462217bf16090cb");
  // openssl x509 -pubkey -noout | openssl pkey -pubin -outform DER | sha256sum
  CHECK(relay::crypto::key_fingerprint(pem)->hex() ==
        "7371f3cb8eaeeda045530948f55ba69ec71ebd9c2ccbe353a6dfbd309a594e31");
  CHECK_FALSE(relay::crypto::key_fingerprint(""));
  CHECK(fingerprint("a comment\n" + pem + made().certificate) == fingerprint(pem));
  CHECK_FALSE(fingerprint(""));
  CHECK_FALSE(fingerprint(made().key));
  CHECK_FALSE(fingerprint(pem.substr(0, pem.size() / 2)));
}
