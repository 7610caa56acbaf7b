#include <catch2/catch.hpp>
#include <random>

#include "relay/crypto/sha256.h"
#include "tests/e2e/a_real_program.h"

using namespace std::chrono_literals;
using tests::Background;
using tests::Ran;

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kFileSize = 400'000;
constexpr int kKills = 12;

constexpr const char* kKilledPolicy =
    "feeds:\n"
    "  acme: { kind: files, directory: vendor, class: software, every: 1m }\n"
    "groups:\n  - name: default\n"
    "paths:\n"
    "  - { name: all, for: { class: software }, stages: [{ groups: [default] }] }\n";

/// Two files that say the same number.
void vendor_at(const tests::ARealProgram& program, int number) {
  std::vector<std::pair<std::string, std::string>> files;
  for (const auto* const name : {"a.bin", "b.bin"}) {
    std::string bytes = std::to_string(number);
    bytes.resize(kFileSize, name[0]);
    files.emplace_back(name, std::move(bytes));
  }
  program.publish(files);
}

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
  const tests::ARealProgram program{kKilledPolicy};
  std::mt19937 chance{20'260'719};
  for (int i = 1; i <= kKills; ++i) {
    vendor_at(program, i);
    const std::chrono::microseconds life{20'000 + chance() % 1'500'000};
    Background relay{program.words({"run"}), life};
    CHECK(relay.wait() == 128 + 14);
  }

  vendor_at(program, kKills + 1);
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
