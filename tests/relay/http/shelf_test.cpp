#include "relay/http/shelf.h"

#include <catch2/catch.hpp>
#include <thread>

#include "tests/support/evict.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::http::fetch;
using relay::http::fetch_at_once;
using relay::http::Shelf;
using relay::http::Volume;
using relay::http::VolumePtr;

namespace {

const Shelf::Clock::time_point kNow{1h};
constexpr std::size_t kSmall = 16'384;

/// A shelf with files of these sizes on it, "0", "1" …, put there in this order.
struct AShelf {
  tests::TempFolder folder;
  Shelf shelf;

  AShelf(Shelf::Room room, const std::vector<std::size_t>& sizes) : shelf{room} {
    for (std::size_t i = 0; i < sizes.size(); ++i) {
      tests::write_file(path(i), std::string(sizes[i], 'x'));
      shelf.put(path(i), fetch(path(i), sizes[i], kSmall), kNow);
    }
  }
  std::filesystem::path path(std::size_t i) const { return folder / std::to_string(i); }
  VolumePtr find(std::size_t i, std::size_t size, Shelf::Clock::duration later = 0s) {
    return shelf.find(path(i), size, kNow + later);
  }
};

}  // namespace

TEST_CASE("a small file is kept as bytes and a larger one open", "[http][shelf]") {
  AShelf one{{}, {0, kSmall, kSmall + 1}};
  CHECK(one.find(0, 0)->bytes.empty());
  CHECK(one.find(1, kSmall)->bytes == std::string(kSmall, 'x'));
  CHECK_FALSE(one.find(1, kSmall)->file);
  CHECK(one.find(2, kSmall + 1)->bytes.empty());
  CHECK(one.find(2, kSmall + 1)->file);
  CHECK_FALSE(one.find(3, 0));
}

TEST_CASE("what is not the promised file is not fetched", "[http][shelf]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "four", "four");
  std::filesystem::create_symlink(folder / "four", folder / "link");
  std::filesystem::create_directory(folder / "folder");
  CHECK(fetch(folder / "four", 4, kSmall)->bytes == "four");
  CHECK_FALSE(fetch(folder / "four", 5, kSmall));
  CHECK_FALSE(fetch(folder / "four", 3, kSmall));
  CHECK_FALSE(fetch(folder / "link", 4, kSmall));
  CHECK_FALSE(fetch(folder / "folder", 4, kSmall));
  CHECK_FALSE(fetch(folder / "missing", 4, kSmall));
  // Where the disk need not be waited for the same is found.
  const auto at_once = fetch_at_once(folder / "four", 5, kSmall);
  if (const auto* const found = std::get_if<VolumePtr>(&at_once)) CHECK_FALSE(*found);
}

TEST_CASE("after a second a file must still be what it was", "[http][shelf]") {
  AShelf one{{}, {4, 4, 4}};
  tests::write_file(one.path(0), "longer");
  std::filesystem::remove(one.path(1));
  for (std::size_t i = 0; i < 3; ++i) CHECK(one.find(i, 4, 1s));
  CHECK_FALSE(one.find(0, 4, 1'001ms));
  CHECK_FALSE(one.find(0, 6, 1'001ms));
  CHECK_FALSE(one.find(1, 4, 1'001ms));
  CHECK(one.find(2, 4, 1'001ms));
}

TEST_CASE("of a middling open file it is known that it is in memory", "[http][shelf]") {
  AShelf one{{}, {kSmall, kSmall + 1, Volume::kMiddling, Volume::kMiddling + 1}};
  CHECK_FALSE(one.find(0, kSmall)->at_hand);
  CHECK(one.find(1, kSmall + 1)->at_hand);
  CHECK(one.find(2, Volume::kMiddling)->at_hand);
  CHECK_FALSE(one.find(3, Volume::kMiddling + 1)->at_hand);
  CHECK(one.find(2, Volume::kMiddling, 1'001ms)->at_hand);
}

TEST_CASE("whether a file is in memory is looked at again", "[http][shelf]") {
  constexpr std::size_t kSize = kSmall + 1;
  AShelf one{{}, {kSize}};
  if (!tests::evict(one.path(0), kSize)) {
    WARN("SKIPPED: this file system keeps all it has");
    return;
  }
  // To look may make the system read ahead, which ends when it likes: a look that comes too late
  // for what it is to find is made again.
  const auto once_evicted = [&](const auto& found) {
    for (int i = 0; i < 1'000; ++i) {
      if (tests::evict(one.path(0), kSize) && found()) return true;
      std::this_thread::yield();
    }
    return false;
  };
  const VolumePtr hot = one.find(0, kSize, 1s);
  CHECK(hot->at_hand);
  CHECK(once_evicted([&] {
    one.shelf.put(one.path(0), hot, kNow);
    return !one.find(0, kSize, 1'001ms);
  }));
  CHECK(once_evicted([&] {
    return std::holds_alternative<relay::http::OpenFile::WouldWait>(
        fetch_at_once(one.path(0), kSize, kSize));
  }));

  // Who was fetched cold is opened anew when it has come into memory.
  VolumePtr cold;
  CHECK(once_evicted([&] {
    cold = fetch(one.path(0), kSize, kSmall);
    return !cold->at_hand;
  }));
  one.shelf.put(one.path(0), cold, kNow);
  CHECK(tests::read_file(one.path(0)).size() == kSize);
  CHECK(one.find(0, kSize, 1s) == cold);
  CHECK_FALSE(one.find(0, kSize, 1'001ms));
}

TEST_CASE("what nobody asked for in a minute is put away", "[http][shelf]") {
  AShelf one{{}, {70'000, 4}};
  const std::weak_ptr<const Volume> open = one.find(0, 70'000);
  CHECK(one.find(1, 4, 60s));
  one.shelf.tidy_up(kNow + 60s);
  CHECK_FALSE(open.expired());
  one.shelf.tidy_up(kNow + 60'001ms);
  CHECK(open.expired());
  CHECK(one.find(1, 4, 60'001ms));
}

TEST_CASE("another size than was promised is not served", "[http][shelf]") {
  AShelf one{{}, {4}};
  CHECK_FALSE(one.find(0, 5));
  CHECK_FALSE(one.find(0, 3));
  CHECK(one.find(0, 4));
}

TEST_CASE("who was not asked for the longest time makes room", "[http][shelf]") {
  AShelf files{{.files = 2}, {1, 1}};
  CHECK(files.find(0, 1));
  tests::write_file(files.path(2), "x");
  files.shelf.put(files.path(2), fetch(files.path(2), 1, kSmall), kNow);
  CHECK(files.find(0, 1));
  CHECK_FALSE(files.find(1, 1));
  CHECK(files.find(2, 1));

  AShelf bytes{{.bytes = 10}, {4, 6, 1, 70'000}};
  CHECK_FALSE(bytes.find(0, 4));
  CHECK(bytes.find(1, 6));
  CHECK(bytes.find(2, 1));
  CHECK(bytes.find(3, 70'000));
}
