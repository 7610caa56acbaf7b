#include <catch2/catch.hpp>

#include "tests/e2e/a_running_relay.h"
#include "tests/support/vendor_data.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using tests::AFreshclam;
using tests::ARunningRelay;
using tests::AVendor;
using tests::Ran;

namespace {

constexpr auto kWhole = AFreshclam::Mode::PrivateMirror;
constexpr auto kPatches = AFreshclam::Mode::DatabaseMirror;

/// ClamAV's own unit-test databases at a vendor of ours, a relay, and one client in each group.
struct Story {
  explicit Story(std::filesystem::path from) : data{std::move(from)} {}

  const std::filesystem::path data;
  AVendor vendor;
  ARunningRelay relay{policy()};

  std::string policy() const {
    return "feeds:\n"
           "  clamav: { kind: clamav, upstream: [\"" +
           vendor.url() +
           "\"], databases: [test],"
           " class: intelligence, every: 2h }\n"
           "groups:\n"
           "  - { name: pilot, match: [{ address: 127.0.0.0/8 }] }\n"
           "  - { name: office, match: [{ address: 127.0.0.0/8 }] }\n"
           "  - name: default\n"
           "paths:\n"
           "  - name: intelligence\n"
           "    for: { class: intelligence }\n"
           "    stages:\n"
           "      - groups: [pilot]\n"
           "      - groups: [office, default]\n"
           "        soak: 1h\n"
           "        gate: { bake: 4h }\n"
           "        approve: [{ role: release-manager, people: 1 }]\n";
  }

  /// The vendor moves on to a version, with its patch.
  void vendor_at(int version) {
    const auto n = std::to_string(version);
    vendor.publish(data / ("test-" + n + ".cvd"), "test.cvd");
    vendor.publish(data / ("test-" + n + ".cvd.sign"), "test-" + n + ".cvd.sign");
    if (version == 1) return;
    vendor.publish(data / ("test-" + n + ".cdiff"), "test-" + n + ".cdiff");
    vendor.publish(data / ("test-" + n + ".cdiff.sign"), "test-" + n + ".cdiff.sign");
  }
  Ran sync() { return relay.sluice({"sync", "clamav"}); }
  Ran explain(const std::string& group) {
    return relay.sluice({"explain", "--feed", "clamav", "--group", group});
  }
  std::string mirror(const std::string& group) const {
    return relay.endpoint_url() + "/g/" + group + "/clamav";
  }
};

bool can_run(const std::optional<std::filesystem::path>& data) {
  if (!data) return false;
  if (tests::has_program("freshclam") && tests::has_program("sigtool")) return true;
  WARN("SKIPPED: freshclam and sigtool are not installed");
  return false;
}

}  // namespace

TEST_CASE("pilot gets a new database while office waits for bake and approval", "[e2e][clamav]") {
  const auto data = tests::vendor_data("clamav");
  if (!can_run(data)) return;
  Story story{*data};
  AFreshclam pilot{story.mirror("pilot"), kWhole}, office{story.mirror("office"), kWhole};

  story.vendor_at(3);
  CHECK(story.sync().exit_code == 0);
  const Ran adopted = story.relay.sluice(
      {"adopt", "clamav", "--groups", "office,default", "--reason", "what we run today"});
  CAPTURE(adopted.output);
  REQUIRE(adopted.exit_code == 0);
  for (AFreshclam* const client : {&pilot, &office}) {
    const Ran updated = client->update("test");
    CAPTURE(updated.output, story.relay.log());
    CHECK(updated.exit_code == 0);
    CHECK(client->version("test") == 3);
  }

  story.vendor_at(4);
  story.relay.clock.advance(2h);
  CHECK_THAT(story.sync().output, Contains("test 4"));
  CHECK(pilot.update("test").exit_code == 0);
  CHECK(pilot.version("test") == 4);
  const Ran current = office.update("test");
  CHECK_THAT(current.output, Contains("up-to-date"));
  CHECK(office.version("test") == 3);
  const Ran why = story.explain("office");
  CAPTURE(why.output);
  CHECK_THAT(why.output, Contains("soaking until 2026-01-01 03:00 UTC"));
  CHECK_THAT(why.output, Contains("gate: baking in 'pilot' until 2026-01-01 06:00 UTC"));
  CHECK_THAT(why.output, Contains("nobody has approved it yet (release-manager)"));

  story.relay.clock.advance(4h);
  const Ran approved =
      story.relay.sluice({"approve", "clamav", "--groups", "office", "--reason", "pilot is well"});
  CAPTURE(approved.output);
  REQUIRE(approved.exit_code == 0);
  CHECK(office.update("test").exit_code == 0);
  CHECK(office.version("test") == 4);
}

TEST_CASE("a flipped byte at the vendor is quarantined and both groups are still served",
          "[e2e][clamav]") {
  const auto data = tests::vendor_data("clamav");
  if (!can_run(data)) return;
  Story story{*data};
  story.vendor_at(3);
  story.sync();
  story.relay.sluice({"adopt", "clamav", "--groups", "office,default", "--reason", "today"});

  story.vendor_at(4);
  std::string bytes = tests::read_file(*data / "test-4.cvd");
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  tests::write_file(story.vendor.folder() / "test.cvd", bytes);
  story.relay.clock.advance(2h);
  CHECK(story.sync().exit_code == 1);

  const Ran refused = story.relay.sluice({"refused", "clamav"});
  CAPTURE(refused.output);
  CHECK_THAT(refused.output, Contains("test") && Contains("4"));
  for (const auto* const group : {"pilot", "office"}) {
    AFreshclam client{story.mirror(group), kWhole};
    CHECK(client.update("test").exit_code == 0);
    CHECK(client.version("test") == 3);
  }
}

TEST_CASE("a client with patches ends on the right version though its group skipped one",
          "[e2e][clamav]") {
  const auto data = tests::vendor_data("clamav");
  if (!can_run(data)) return;
  const bool patch_is_missing = GENERATE(false, true);
  CAPTURE(patch_is_missing);
  Story story{*data};
  AFreshclam pilot{story.mirror("pilot"), kPatches};
  story.vendor_at(1);
  story.sync();
  story.relay.sluice({"adopt", "clamav", "--groups", "office,default", "--reason", "today"});
  CHECK(pilot.update("test").exit_code == 0);
  REQUIRE(pilot.version("test") == 1);

  story.vendor_at(2);
  story.vendor_at(3);
  if (patch_is_missing) story.vendor.withdraw("test-2.cdiff");
  story.relay.clock.advance(12h);
  story.sync();
  const Ran updated = pilot.update("test");
  CAPTURE(updated.output, story.relay.log());
  CHECK(updated.exit_code == 0);
  CHECK(pilot.version("test") == 3);
}

TEST_CASE("a client that names no group gets what its own group has and nothing before",
          "[e2e][clamav]") {
  const auto data = tests::vendor_data("clamav");
  if (!can_run(data)) return;
  Story story{*data};
  AFreshclam client{story.relay.endpoint_url() + "/clamav", kWhole};
  CHECK(client.update("test").exit_code != 0);
  CHECK(client.version("test") == 0);
  story.vendor_at(3);
  story.sync();
  CHECK(client.update("test").exit_code == 0);
  CHECK(client.version("test") == 3);
}
