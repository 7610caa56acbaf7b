#include <catch2/catch.hpp>
#include <random>

#include "relay/crypto/sha256.h"
#include "relay/http/server.h"
#include "tests/support/manual_clock.h"
#include "tests/support/program.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using tests::Background;
using tests::Ran;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileSize = 400'000;
constexpr int kKills = 12;

/// A port that nobody listens on at this moment.
std::uint16_t free_port() {
  const tests::ManualClock clock;
  const relay::http::Door door{
      {.name = "free"}, clock, [](const auto&) { return relay::http::Response{.status = 404}; }};
  return door.port();
}

/// The program itself with its own data folder, and a vendor's folder that moves on.
struct ARealProgram {
  tests::TempFolder folder;
  std::uint16_t port = free_port();
  fs::path config = folder / "sluice.yaml";

  ARealProgram() {
    tests::write_file(config,
                      "data: data\npolicy: policy.yaml\n"
                      "endpoints: { listen: \"127.0.0.1:" +
                          std::to_string(port) +
                          "\" }\n"
                          "admin: { listen: \"127.0.0.1:" +
                          std::to_string(free_port()) +
                          "\" }\n"
                          "store: { keep_free: 1 MiB }\n");
    tests::write_file(
        folder / "policy.yaml",
        "feeds:\n"
        "  acme: { kind: files, directory: vendor, class: software, every: 1m }\n"
        "groups:\n  - name: default\n"
        "paths:\n"
        "  - { name: all, for: { class: software }, stages: [{ groups: [default] }] }\n");
  }

  /// Two files that say the same number, and a manifest over them.
  void vendor_at(int number) {
    std::string manifest;
    for (const auto* const name : {"a.bin", "b.bin"}) {
      std::string bytes = std::to_string(number);
      bytes.resize(kFileSize, name[0]);
      tests::write_file(folder / ("vendor/" + std::string{name}), bytes);
      manifest += std::string{name} + "," + relay::crypto::sha256(bytes).hex() + "," +
                  std::to_string(bytes.size()) + "\n";
    }
    tests::write_file(folder / "vendor/PULP_MANIFEST", manifest);
  }
  std::vector<std::string> words(std::vector<std::string> command) const {
    command.insert(command.begin(), SLUICE_PROGRAM);
    command.insert(command.end(), {"--config", config.string()});
    return command;
  }
  Ran sluice(const std::vector<std::string>& command) const {
    return tests::run_program(words(command));
  }
  /// Asks until somebody listens, for half a minute at most.
  Ran get(const std::string& path) const {
    return tests::run_program({"curl", "-s", "--fail", "--noproxy", "*", "--retry", "100",
                               "--retry-connrefused", "--retry-delay", "1", "--retry-max-time",
                               "30", "http://127.0.0.1:" + std::to_string(port) + path});
  }
};

/// Every file of the store that is not named by what it holds.
std::vector<fs::path> wrong_blobs(const fs::path& store) {
  std::vector<fs::path> wrong;
  for (const auto& entry : fs::recursive_directory_iterator{store}) {
    if (!entry.is_regular_file()) continue;
    const std::string name =
        entry.path().parent_path().filename().string() + entry.path().filename().string();
    if (relay::crypto::sha256_file(entry.path()).hex() != name) wrong.push_back(entry.path());
  }
  return wrong;
}

}  // namespace

TEST_CASE("a relay that is killed at any moment goes on with the old or the new release",
          "[e2e][crash]") {
  ARealProgram program;
  std::mt19937 chance{20'260'719};
  for (int i = 1; i <= kKills; ++i) {
    program.vendor_at(i);
    const std::chrono::microseconds life{20'000 + chance() % 1'500'000};
    Background relay{program.words({"run"}), life};
    CHECK(relay.wait() == 128 + 14);
  }

  program.vendor_at(kKills + 1);
  Background relay{program.words({"run"})};
  REQUIRE(program.get("/healthz").output == "ok\n");
  const Ran synced = program.sluice({"sync", "acme"});
  CAPTURE(synced.output);
  CHECK(synced.exit_code == 0);
  const std::string a = program.get("/acme/a.bin").output, b = program.get("/acme/b.bin").output;
  CHECK(a.size() == kFileSize);
  CHECK(a.substr(0, 2) == std::to_string(kKills + 1));
  CHECK(b.substr(0, 2) == std::to_string(kKills + 1));
  const Ran second = program.sluice({"run"});
  CHECK(second.exit_code == 2);
  CHECK_THAT(second.output, Catch::Matchers::Contains("is in use by process"));

  relay.stop();
  CHECK(relay.wait() == 0);
  CHECK(wrong_blobs(program.folder / "data/store").empty());
  CHECK(fs::is_empty(program.folder / "data/store/drafts"));
}
