#include <catch2/catch.hpp>

#include "relay/crypto/sha256.h"
#include "relay/json/read.h"
#include "tests/e2e/a_real_program.h"

using Catch::Matchers::Contains;
using tests::Ran;

namespace {

/// Everything that stands in `text` in place of `what`.
std::string with(std::string text, const std::string& what, const std::string& instead) {
  for (auto at = text.find(what); at != std::string::npos;
       at = text.find(what, at + instead.size())) {
    text.replace(at, what.size(), instead);
  }
  return text;
}

/// A relay that has a flat apt repository of one package for devices of office.
struct AnAptRelay : tests::ARealProgram {
  AnAptRelay() : ARealProgram{tests::kOfficeAtOnce} {
    const std::string packages =
        "Package: hello\nVersion: 1\nArchitecture: all\nMaintainer: acme\n"
        "Filename: ./hello.deb\nSize: 1\nSHA256: " +
        relay::crypto::sha256("x").hex() + "\nDescription: of acme\n";
    publish({{"Packages", packages},
             {"Release", "Date: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n " +
                             relay::crypto::sha256(packages).hex() + " " +
                             std::to_string(packages.size()) + " Packages\n"},
             {"hello.deb", "x"}});
    running.emplace(words({"run"}));
    REQUIRE(get("/healthz").output == "ok\n");
    REQUIRE(sluice({"sync", "acme"}).exit_code == 0);
  }
  static relay::json::Value read(const Ran& ran) {
    const auto value = relay::json::read(ran.output);
    if (!value) FAIL(ran.output);
    return *value;
  }
  /// A device of office.
  relay::json::Value enrol() const {
    const auto leave = read(sluice({"enrol", "--group", "office", "--json"}));
    return read(tests::curl({"--data-binary", R"({"token":")" + leave["token"].text() + R"("})",
                             tls_url("/v1/enrol")}));
  }
  Ran endpoint_config(std::vector<std::string> more) const {
    more.insert(more.begin(), {"endpoint-config", "--group", "office", "--feed", "acme"});
    return sluice(more);
  }

  std::optional<tests::Background> running{};
};

/// apt with a folder of its own instead of the machine's.
struct AnApt {
  const tests::TempFolder root{};

  AnApt() {
    for (const auto* folder :
         {"etc/apt/preferences.d", "var/lib/apt/lists/partial", "var/cache/apt/archives/partial"}) {
      std::filesystem::create_directories(root / folder);
    }
    tests::write_file(root / "status", "");
    // In a file, which is read before those in etc/apt/apt.conf.d.
    tests::write_file(root / "conf",
                      "Dir \"" + root.path().string() + "\";\nDir::State::status \"" +
                          (root / "status").string() +
                          "\";\nAPT::Sandbox::User \"root\";\nAcquire::Retries \"0\";\n"
                          "Acquire::Languages \"none\";\nAcquire::http::Proxy \"false\";\n"
                          "Acquire::https::Proxy \"false\";\n");
  }
  /// As an administrator copies them; the package's vendor signs nothing here.
  void copy(const relay::json::Value& files) const {
    for (const auto& file : files["files"].items()) {
      const auto text = with(file["text"].text(), "/etc/sluice/", (root / "etc/sluice/").string());
      const auto flat = with(with(text, "Suites: stable", "Suites: ./"), "Components: main\n", "");
      tests::write_file(root / file["path"].text().substr(1),
                        with(flat, "Signed-By: /etc/apt/keyrings/acme.gpg", "Trusted: yes"));
    }
  }
  Ran update() const {
    return tests::run_program({"apt-get", "update"}, {{"APT_CONFIG", (root / "conf").string()}});
  }
  bool knows(const std::string& package) const {
    for (const auto& list : std::filesystem::directory_iterator{root / "var/lib/apt/lists"}) {
      if (!list.is_regular_file()) continue;
      if (tests::read_file(list.path()).find("Package: " + package + "\n") != std::string::npos) {
        return true;
      }
    }
    return false;
  }
};

}  // namespace

TEST_CASE("apt updates with the settings that are printed for a device and its token",
          "[e2e][identity]") {
  const AnAptRelay relay;
  const auto device = relay.enrol();
  const auto token_file = (relay.folder / "token").string();
  tests::write_file(token_file, device["token"].text() + "\n");
  const AnApt apt;
  apt.copy(AnAptRelay::read(
      relay.endpoint_config({"--client", "apt", "--token-file", token_file, "--json"})));
  const auto updated = apt.update();
  CAPTURE(updated.output);
  CHECK(updated.exit_code == 0);
  CHECK(apt.knows("hello"));

  REQUIRE(relay.sluice({"devices", "revoke", device["device"].text(), "--reason", "x"}).exit_code ==
          0);
  CHECK_THAT(apt.update().output, Contains("404"));
}

TEST_CASE("settings that a group could not use are refused with what is missing", "[e2e]") {
  const AnAptRelay relay;
  const auto refused = relay.endpoint_config({"--client", "freshclam"});
  CHECK(refused.exit_code == 1);
  CHECK(refused.output ==
        "sluice: nobody is in 'office' by address: add { address: … } to its 'match', or let its "
        "devices enrol\n");
  CHECK_THAT(relay.endpoint_config({"--client", "dnf", "--certificate"}).output,
             Contains("baseurl=https://127.0.0.1:" + std::to_string(relay.tls_port) + "/acme\n") &&
                 Contains("sslcacert=/etc/sluice/authority.crt\n") &&
                 Contains(tests::read_file(relay.authority())));
}
