#include <catch2/catch.hpp>

#include "relay/json/read.h"
#include "relay/json/write.h"
#include "tests/e2e/a_real_program.h"
#include "tests/e2e/a_running_relay.h"
#include "tests/support/vendor_data.h"

using relay::json::Value;
using tests::AFreshclam;
using tests::ARealProgram;
using tests::Background;
using tests::Ran;

namespace {

using Environment = std::map<std::string, std::string>;

std::string rules(const std::string& vendor) {
  return "feeds:\n"
         "  clamav: { kind: clamav, upstream: [\"" +
         vendor +
         "\"], databases: [test], class: intelligence, every: 2h }\n"
         "groups:\n"
         "  - { name: pilot, match: [{ enrolled: pilot }] }\n"
         "  - { name: office, match: [{ enrolled: office }] }\n"
         "  - name: default\n"
         "paths:\n"
         "  - name: intelligence\n"
         "    for: { class: intelligence }\n"
         "    stages:\n"
         "      - groups: [pilot]\n"
         "      - groups: [office, default]\n"
         "        soak: 30d\n";
}

Value read(const Ran& ran) {
  const auto value = relay::json::read(ran.output);
  if (!value) FAIL(ran.output);
  return *value;
}

/// What freshclam is started with to show the certificate of a device that has just enrolled, with
/// a key that never left it.
Environment enrolled(const ARealProgram& relay, const std::string& group) {
  const auto file = [&](const char* kind) { return (relay.folder / (group + kind)).string(); };
  REQUIRE(tests::run_program({"openssl", "req", "-new", "-newkey", "ec", "-pkeyopt",
                              "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=" + group,
                              "-keyout", file(".key"), "-out", file(".csr")})
              .exit_code == 0);
  const auto token = read(relay.sluice({"enrol", "--group", group, "--json"}))["token"].text();
  tests::write_file(file(".json"), relay::json::write(Value::Record{
                                       {"token", token}, {"csr", tests::read_file(file(".csr"))}}));
  const auto answer =
      read(tests::curl({"--data-binary", "@" + file(".json"), relay.tls_url("/v1/enrol")}));
  tests::write_file(file(".crt"), answer["certificate"].text());
  return {{"FRESHCLAM_CLIENT_CERT", file(".crt")}, {"FRESHCLAM_CLIENT_KEY", file(".key")}};
}

}  // namespace

TEST_CASE("freshclam is known by its certificate and gets what its own group has",
          "[e2e][clamav][identity]") {
  const auto data = tests::vendor_data("clamav");
  if (!data) return;
  if (!tests::has_program("freshclam") || !tests::has_program("sigtool")) {
    WARN("SKIPPED: freshclam and sigtool are not installed");
    return;
  }
  tests::AVendor vendor;
  vendor.publish(*data / "test-3.cvd", "test.cvd");
  vendor.publish(*data / "test-3.cvd.sign", "test-3.cvd.sign");
  const ARealProgram relay{rules(vendor.url())};
  Background running{relay.words({"run"})};
  REQUIRE(relay.get("/healthz").output == "ok\n");
  const Ran synced = relay.sluice({"sync", "clamav"});
  CAPTURE(synced.output);
  REQUIRE(synced.exit_code == 0);

  const Environment trust{{"CURL_CA_BUNDLE", relay.authority().string()}};
  for (const std::string group : {"pilot", "office", ""}) {
    Environment environment = group.empty() ? Environment{} : enrolled(relay, group);
    environment.insert(trust.begin(), trust.end());
    AFreshclam client{relay.tls_url("/clamav"), AFreshclam::Mode::PrivateMirror};
    const Ran updated = client.update("test", environment);
    CAPTURE(group, updated.output);
    CHECK((updated.exit_code == 0) == (group == "pilot"));
    CHECK(client.version("test") == (group == "pilot" ? 3 : 0));
  }
}
