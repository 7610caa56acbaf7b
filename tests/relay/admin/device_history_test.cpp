#include "relay/admin/device_history.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_device_desk.h"

using Catch::Matchers::Contains;
using namespace relay;
using namespace std::chrono_literals;
using tests::day;
using tests::json_of;

namespace {

/// A device of office's that has enrolled and takes releases.
struct ARememberingDesk : tests::ADeviceDesk {
  device::DeviceId till = enrol('1');

  void takes(std::uint64_t release, const char* device = "d-1111111111111111") {
    now += 60s;
    const telemetry::Contact asking{.device = device,
                                    .address = tests::address("10.1.9.3"),
                                    .known = telemetry::Known::Token,
                                    .group = "office",
                                    .feed = "clamav",
                                    .path = "daily.cvd",
                                    .release = {release},
                                    .fresh = true,
                                    .at = now};
    telemetry.pad(0).begin(asking).over({.status = 200, .to_the_end = true});
    telemetry.record(now);
  }
  http::Response history(const std::string& query) {
    return get("/api/v1/device/history", "device=" + query);
  }
  /// "take 2 | moved pilot"
  std::string told(const std::string& query) {
    const auto answer = json_of(history(query));
    std::string all;
    for (const auto& one : answer["entries"].items()) {
      const bool take = one["kind"].text() == "take";
      all += (all.empty() ? "" : " | ") +
             (take ? "take " + std::to_string(one["release"]["sequence"].number())
                   : one["action"].text()) +
             (one["group"].null() ? "" : " " + one["group"].text());
    }
    return all + (answer["next"].null() ? "" : " | next " + answer["next"].text());
  }
};

}  // namespace

TEST_CASE("what a device took and what was done about it are one history", "[admin][devices]") {
  ARememberingDesk desk;
  CHECK(desk.told("d-1111111111111111") == "enrolled | enrolment allowed office");
  desk.takes(1);
  desk.now += 60s;
  desk.said("devices/move",
            R"({"device":"d-1111111111111111","group":"pilot","reason":"a <pilot> now"})");
  desk.takes(2);
  desk.takes(2);
  desk.takes(9, "d-2222222222222222");
  CHECK(desk.told("d-1111111111111111") ==
        "take 2 office | moved pilot | take 1 office | enrolled | enrolment allowed office");
  const auto answer = json_of(desk.history("d-1111111111111111"));
  CHECK(answer["device"].text() == "d-1111111111111111");
  CHECK(json::write(answer["entries"].items().at(0)) ==
        R"({"at":"2026-01-02T00:03:00Z","kind":"take","feed":"clamav",)"
        R"("release":{"version":null,"sequence":2},"group":"office","person":null,"action":null,)"
        R"("reason":null})");
  CHECK(json::write(answer["entries"].items().at(1)) ==
        R"({"at":"2026-01-02T00:02:00Z","kind":"deed","feed":null,"release":null,)"
        R"("group":"pilot","person":"ann","action":"moved","reason":"a <pilot> now"})");
  CHECK(desk.told("10.1.9.3") == "");
}

TEST_CASE("a device's history tells no address that the audit has", "[admin][devices]") {
  ARememberingDesk desk;
  desk.make("vic", {{.role = *people::Role::parse("viewer")}});
  const auto read =
      tests::text_of(desk.get("/api/v1/device/history", "device=d-1111111111111111", "vic"));
  CHECK_THAT(read, Contains(R"("action":"enrolled","reason":null)"));
  CHECK_THAT(read, !Contains("10.1.9.3"));
}

TEST_CASE("a device's history is read in slices", "[admin][devices]") {
  ARememberingDesk desk;
  for (std::uint64_t release = 1; release <= 3; ++release) desk.takes(release);
  std::string all, cursor;
  for (int i = 0; i < 9; ++i) {
    const auto told = desk.told("d-1111111111111111&limit=2" + cursor);
    const auto next = told.find(" | next ");
    all += told.substr(0, next) + "; ";
    if (next == std::string::npos) break;
    cursor = "&after=" + told.substr(next + 8);
    desk.takes(10 + static_cast<std::uint64_t>(i));  // What comes meanwhile moves nothing.
  }
  CHECK(all ==
        "take 3 office | take 2 office; take 1 office | enrolled; enrolment allowed office; ");
  for (const char* bad : {"x", "1", "1,2", "1,2,", "1,2,3,", "1,2,3x", ",2,3"}) {
    CHECK(json_of(desk.history(std::string{"d-1&after="} + bad))["detail"].text() ==
          "'after' is what the answer before had as 'next'");
  }
  CHECK(desk.history(std::string(257, 'x')).status == 400);
}
