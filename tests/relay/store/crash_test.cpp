#include <atomic>
#include <catch2/catch.hpp>
#include <optional>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "relay/crypto/random.h"
#include "relay/store/store.h"
#include "tests/support/child.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;
using policy::Digest;
using relay::store::Draft;
using relay::store::Store;

namespace {

/// Tells another process which blobs are safe, one after the other.
class Report {
 public:
  Report() { REQUIRE(::pipe(ends_) == 0); }
  ~Report() {
    ::close(ends_[0]);
    close();
  }
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  bool give(const Digest& kept) {
    return ::write(ends_[1], kept.bytes.data(), kept.bytes.size()) == 32;
  }
  /// Nothing when nobody is left who could give one.
  std::optional<Digest> take() {
    Digest kept{};
    if (::read(ends_[0], kept.bytes.data(), kept.bytes.size()) != 32) return std::nullopt;
    return kept;
  }
  void close() {
    if (ends_[1] != -1) ::close(std::exchange(ends_[1], -1));
  }

 private:
  int ends_[2]{-1, -1};
};

std::vector<std::byte> random_content(std::size_t size) {
  std::vector<std::byte> bytes(size);
  relay::crypto::random_bytes(bytes);
  return bytes;
}

// Keeps blobs of many sizes, and gives some up, until it is killed.
int work_for_ever(const fs::path& root, Report& report) {
  Store store{root};
  for (;;) {
    Draft draft = store.draft();
    for (auto parts = relay::crypto::random_below(4); parts > 0; --parts) {
      draft.append(random_content(relay::crypto::random_below(200'000)));
    }
    if (relay::crypto::random_below(4) == 0) continue;
    if (!report.give(store.keep(std::move(draft)).digest)) return 1;
  }
}

// Not a sleep: the kill falls somewhere, and nothing depends on where.
void pass_time(std::uint64_t steps) {
  std::atomic<std::uint64_t> step{0};
  while (step < steps) ++step;
}

/// The digests that the store's files claim to be.
std::set<Digest> claimed(const fs::path& root) {
  std::set<Digest> found;
  for (const auto& entry : fs::recursive_directory_iterator{root}) {
    if (entry.is_directory()) continue;
    const auto digest = Digest::parse_hex(entry.path().parent_path().filename().string() +
                                          entry.path().filename().string());
    CAPTURE(entry.path());
    CHECK(digest);
    if (digest) found.insert(*digest);
  }
  return found;
}

}  // namespace

TEST_CASE("a relay that is killed at any moment leaves whole blobs and loses none that it promised",
          "[store][crash]") {
  const tests::TempFolder folder;
  const auto root = folder / "store";
  std::mt19937 chance{4'711};
  std::set<Digest> promised;
  for (int round = 0; round < 30; ++round) {
    Report report;
    tests::Child child{[&] { return work_for_ever(root, report); }};
    report.close();
    for (auto wait = chance() % 4; wait > 0; --wait) promised.insert(report.take().value());
    pass_time(chance() % 2'000'000);
    child.kill();
    CHECK(child.wait() == -1);
    while (const auto kept = report.take()) promised.insert(*kept);
  }

  const Store store{root};
  CHECK(fs::is_empty(root / "drafts"));
  const auto found = claimed(root);
  for (const Digest& digest : found) CHECK(store.intact(digest));
  for (const Digest& digest : promised) CHECK(found.contains(digest));
  CHECK(promised.size() > 30);
}
