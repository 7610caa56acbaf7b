#include "relay/app/cli/endpoint_files.h"
#include "tests/relay/app/cli/a_relay.h"

using relay::app::cli::endpoint_clients;
using relay::app::cli::endpoint_template;
using relay::app::cli::EndpointFile;
using relay::app::cli::fill;
using relay::app::cli::Filling;
using relay::app::cli::Shows;
using tests::cli::Arguments;
using tests::cli::call_of;
using tests::cli::refusal;

namespace {

/// A relay that says of its doors what a test says.
struct ARelayWithDoors : tests::cli::ARelay {
  std::string plain = R"({"host":"relay.example","port":8080})";
  std::string tls = R"({"host":"relay.example","port":8444})";
  std::string authority = R"("-----A-----\n")";
  std::string by_address = "true", by_credential = "true";

  /// What is printed, or why nothing is.
  std::string said(const std::string& client, const std::string& feed, Arguments more) {
    replies["GET /api/v1/endpoints?group=office&feed=" + feed] = {
        200, R"({"plain":)" + plain + R"(,"tls":)" + tls + R"(,"authority":)" + authority +
                 R"(,"by_address":)" + by_address + R"(,"by_credential":)" + by_credential + "}"};
    Arguments all{"endpoint-config", "--client", client, "--group", "office", "--feed", feed};
    all.insert(all.end(), more.begin(), more.end());
    const auto ended = run(all);
    return ended.code == 0 ? ended.out : ended.err;
  }
};

}  // namespace

TEST_CASE("a client and a group are named and each client shows what it can", "[cli]") {
  CHECK(call_of({"endpoint-config", "--client", "freshclam", "--group", "office"}) ==
        "GET /api/v1/endpoints?group=office&feed=clamav");
  const std::string help = "; 'sluice endpoint-config --help' says how it is written";
  CHECK(refusal({"endpoint-config", "--group", "office"}) ==
        "the client is missing: --client CLIENT" + help);
  CHECK(refusal({"endpoint-config", "--client", "wget", "--group", "office"}) ==
        "'wget' is not one of freshclam, apt, dnf, suricata-update, defender");
  CHECK(refusal({"endpoint-config", "--client", "apt", "--feed", "debian"}) ==
        "the group is missing: --group GROUP" + help);
  CHECK(refusal({"endpoint-config", "--client", "apt", "--group", "office"}) ==
        "the feed is missing: --feed FEED" + help);
  CHECK(refusal({"endpoint-config", "--client", "freshclam", "--group", "office", "--token-file",
                 "t"}) == "freshclam can show no token");
  CHECK(refusal({"endpoint-config", "--client", "suricata-update", "--group", "office",
                 "--certificate"}) == "suricata-update can show no certificate");
  CHECK(refusal({"endpoint-config", "--client", "dnf", "--group", "office", "--feed", "rocky",
                 "--certificate", "--token-file", "t"}) ==
        "a device shows a token or a certificate, not both");
  CHECK(refusal({"endpoint-config", "--client", "freshclam", "--group", "office", "--host",
                 "relay/x"}) == "'relay/x' is not a name or an address, without a port");
}

TEST_CASE("a device that shows nothing asks the plain door for its group", "[cli]") {
  ARelayWithDoors relay;
  CHECK(relay.said("freshclam", "clamav", {}) ==
        "# ==== /etc/clamav/freshclam.conf ====\n"
        "# Instead of every DatabaseMirror and PrivateMirror that stands there. freshclam then "
        "fetches whole\n"
        "# databases when they change, and never asks the public DNS record, which names versions "
        "that this\n"
        "# group may not have yet.\n"
        "PrivateMirror http://relay.example:8080/g/office/clamav\n");
  const auto defender = relay.said("defender", "defender", {"--host", "2001:db8::1"});
  CHECK_THAT(defender, Catch::Contains("\"http://[2001:db8::1]:8080/g/office/defender/linux/"));
}

TEST_CASE("a device that shows a token asks the TLS door for its own group", "[cli]") {
  ARelayWithDoors relay;
  relay.files["lap-7.token"] = "sluice_abc\n";
  CHECK(relay.said("apt", "debian", {"--token-file", "lap-7.token"}) ==
        "# ==== /etc/apt/sources.list.d/sluice-debian.sources ====\n"
        "# Suites, Components and Signed-By are the vendor's: take them from its own entry.\n"
        "Types: deb\n"
        "URIs: https://relay.example:8444/debian\n"
        "Suites: stable\n"
        "Components: main\n"
        "Signed-By: /etc/apt/keyrings/debian.gpg\n"
        "\n"
        "# ==== /etc/apt/auth.conf.d/sluice-debian.conf ====\n"
        "# Of mode 0600, owned by root or by _apt.\n"
        "machine https://relay.example:8444/debian login device password sluice_abc\n"
        "\n"
        "# ==== /etc/apt/apt.conf.d/90sluice-authority ====\n"
        "Acquire::https::relay.example::CAInfo \"/etc/sluice/authority.crt\";\n"
        "\n"
        "# ==== /etc/sluice/authority.crt ====\n"
        "-----A-----\n");
}

TEST_CASE("an authority that devices know already is not printed", "[cli]") {
  ARelayWithDoors relay;
  relay.authority = "null";
  CHECK(relay.said("dnf", "rocky", {"--certificate"}) ==
        "# ==== /etc/yum.repos.d/sluice-rocky.repo ====\n"
        "[sluice-rocky]\n"
        "name=rocky by the organisation's own relay\n"
        "baseurl=https://relay.example:8444/rocky\n"
        "enabled=1\n"
        "# Which keys are good is the vendor's to say, as in its own entry.\n"
        "gpgcheck=1\n"
        "gpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-rocky\n"
        "# Its mirrors' list would lead past the relay.\n"
        "metadata_expire=1h\n"
        "sslclientcert=/etc/sluice/device.crt\n"
        "sslclientkey=/etc/sluice/device.key\n");
}

TEST_CASE("settings that would lead nowhere are not printed", "[cli]") {
  ARelayWithDoors relay;
  relay.files["t"] = "two words\n";
  CHECK(relay.said("apt", "debian", {"--token-file", "t"}) ==
        "sluice: t: the first line is no token\n");
  CHECK(relay.said("apt", "debian", {"--token-file", "u"}) == "sluice: u: cannot be read\n");
  relay.by_address = relay.by_credential = "false";
  CHECK(relay.said("apt", "debian", {}) ==
        "sluice: nobody is in 'office' by address: add { address: … } to its 'match', or let its "
        "devices enrol\n");
  CHECK(relay.said("apt", "debian", {"--certificate"}) ==
        "sluice: nobody is in 'office' by a credential: add { enrolled: office } to its 'match'\n");
  relay.by_address = relay.by_credential = "true";
  relay.plain = relay.tls = R"({"host":null,"port":1})";
  CHECK(relay.said("apt", "debian", {}) ==
        "sluice: the relay does not know by which name devices reach it: set 'hosts' of "
        "'endpoints', or say --host NAME\n");
  CHECK(relay.said("apt", "debian", {"--certificate"}) ==
        "sluice: the relay does not know by which name devices reach it: set 'hosts' of "
        "'endpoints_tls', or say --host NAME\n");
  relay.tls = "null";
  CHECK(relay.said("apt", "debian", {"--certificate"}) ==
        "sluice: the relay has no TLS door, and credentials count at no other: set "
        "'endpoints_tls'\n");
}

TEST_CASE("settings are printed for programs too", "[cli]") {
  ARelayWithDoors relay;
  const auto json = relay.said("freshclam", "clamav", {"--json"});
  CHECK(
      json.starts_with("{\n  \"files\": [\n    {\n      \"path\": "
                       "\"/etc/clamav/freshclam.conf\",\n      \"text\": \"# Instead"));
}

TEST_CASE("every client has a template that is filled for whatever it can show", "[cli]") {
  Filling with{.values = {{"base", "B"},
                          {"name", "N"},
                          {"group", "G"},
                          {"feed", "F"},
                          {"token", "T"},
                          {"authority", "A"}}};
  REQUIRE(endpoint_clients().size() == 5);
  for (const auto& client : endpoint_clients()) {
    for (const Shows shows : client.can) {
      with.shows = shows;
      const auto files = fill(endpoint_template(client.name), with);
      CAPTURE(client.name, static_cast<int>(shows));
      REQUIRE(!files.empty());
      CHECK((files.back().path == "/etc/sluice/authority.crt") == (shows != Shows::Address));
      std::string all;
      for (const EndpointFile& file : files) all += file.path + "\n" + file.text;
      CHECK(all.find("{{") == std::string::npos);
      CHECK(all.find("\n%") == std::string::npos);
      CHECK((all.find('T') != std::string::npos) >= (shows == Shows::Token));
      CHECK((all.find("/device.crt") != std::string::npos) == (shows == Shows::Certificate));
    }
  }
}
