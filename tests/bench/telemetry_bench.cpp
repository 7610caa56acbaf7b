// telemetry_bench: what telemetry costs. A loop of the endpoints' doors pays for telling of a
// request and of its end, the recorder for writing devices down.

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>
#include <thread>

#include "relay/io/clock.h"
#include "relay/telemetry/telemetry.h"

namespace {

using relay::telemetry::Contact;
using relay::telemetry::Known;
using relay::telemetry::Pad;
using relay::telemetry::Telemetry;

double seconds(const auto& work) {
  const auto began = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
}

void show(const char* what, double took, std::uint64_t count) {
  std::printf("%-52s %8.0f ns each\n", what, 1e9 * took / static_cast<double>(count));
}

Contact contact(std::uint32_t device, policy::Instant at = {}) {
  Contact asking{.known = Known::Address,
                 .group = "office",
                 .feed = "clamav",
                 .path = "daily-27500.cdiff",
                 .agent = "ClamAV/1.0.7 (OS: Linux, ARCH: x86_64, CPU: x86_64, UUID: 1b4e28ba)",
                 .release = {7},
                 .at = at};
  for (std::size_t i = 0; i < 4; ++i) {
    asking.address.bytes.at(15 - i) = static_cast<std::uint8_t>(device >> 8 * i);
  }
  asking.address.bytes[10] = asking.address.bytes[11] = 0xff;
  return asking;
}

void ask(const char* what, std::uint32_t devices) {
  constexpr std::uint64_t kRequests = 2'000'000;
  Pad pad{7};
  std::uint64_t notes = 0;
  const double took = seconds([&] {
    for (std::uint32_t i = 0; i < kRequests; ++i) {
      pad.begin(contact(i % devices)).over({.status = 200});
      if (i % 50'000 == 0) pad.take([&](const auto&) { ++notes; });
    }
  });
  show(what, took, kRequests);
}

/// What people pay who look at groups, and the recorder meanwhile.
void count_groups(Telemetry& telemetry, policy::Instant now) {
  const policy::Instant since = now - std::chrono::hours{1};
  std::atomic<bool> done = false;
  double longest = 0;
  std::jthread recorder{[&] {
    while (!done) longest = std::max(longest, seconds([&] { telemetry.record(now); }));
  }};
  show("groups counted, for the first who looks", seconds([&] { telemetry.by_group(since); }), 1);
  done = true;
  recorder.join();
  show("the same, for who looks after him", seconds([&] { telemetry.by_group(since); }), 1);
  show("the recorder's longest round meanwhile", longest, 1);
}

}  // namespace

int main() {
  ask("a loop tells of a request and its end, 1 device", 1);
  ask("the same, 64 devices", 64);
  ask("the same, 3,000 devices", 3'000);

  const auto folder = std::filesystem::temp_directory_path() / "sluice-telemetry-bench";
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  const relay::io::SystemClock clock;
  relay::io::Log log{clock};
  Telemetry telemetry{{.file = folder / "telemetry.db"}, log};
  constexpr std::uint32_t kDevices = 200'000;
  policy::Instant now = clock.now();
  double took = 0;
  for (std::uint32_t device = 0; device < kDevices; ++device) {
    telemetry.pad(0).note(contact(device, now), 200);
    if (device % 2'000 == 1'999) {
      took += seconds([&] { telemetry.record(now += Telemetry::kCommit); });
    }
  }
  show("the recorder writes a device down", took, kDevices);
  std::printf("%-52s %8.1f MB\n", "200,000 devices on disk",
              static_cast<double>(std::filesystem::file_size(folder / "telemetry.db")) / 1e6);
  show("a search through all of them", seconds([&] { telemetry.list({.text = "nobody"}); }), 1);
  for (std::uint32_t device = 0; device < kDevices; ++device) {
    if (device % 2 == 0) continue;
    for (const char* const feed : {"suricata", "windows", "yara", "debian"}) {
      Contact asking = contact(device, now);
      asking.feed = feed;
      telemetry.pad(0).note(asking, 200);
    }
    if (device % 1'000 == 999) telemetry.record(now += Telemetry::kCommit);
  }
  telemetry.finish(now);
  count_groups(telemetry, now);
  std::filesystem::remove_all(folder);
}
