#include "relay/store/store.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <limits>
#include <thread>
#include <vector>

#include "relay/crypto/sha256.h"
#include "tests/support/failing_disk.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

namespace fs = std::filesystem;
using relay::crypto::sha256;
using relay::store::Blob;
using relay::store::Draft;
using relay::store::Store;

namespace {

std::span<const std::byte> bytes(std::string_view text) {
  return std::as_bytes(std::span{text});
}

std::size_t files_below(const fs::path& folder) {
  std::size_t count = 0;
  for (const auto& entry : fs::recursive_directory_iterator{folder}) {
    if (!entry.is_directory()) ++count;
  }
  return count;
}

/// Somebody with the rights of the relay's user changes a blob.
void overwrite(const fs::path& path, std::string_view text) {
  fs::permissions(path, fs::perms::owner_all);
  std::ofstream{path, std::ios::binary | std::ios::trunc} << text;
}

}  // namespace

TEST_CASE("what was put into the store is read back", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const Blob blob = store.put("hello");
  CHECK(blob.digest == sha256("hello"));
  CHECK(blob.size == 5);
  CHECK(store.has(blob.digest, 5));
  CHECK(store.read(blob.digest, 100) == "hello");
  CHECK(store.intact(blob.digest));
}

TEST_CASE("nothing at all is a blob too", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const Blob blob = store.put("");
  CHECK(store.read(blob.digest, 0) == "");
  CHECK(store.intact(blob.digest));
}

TEST_CASE("a blob lies under the digits of its digest", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const Blob blob = store.put("abc");
  const auto path =
      folder / "store" / "ba" / "7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  CHECK(store.path_of(blob.digest) == path);
  CHECK(tests::read_file(path) == "abc");
}

TEST_CASE("blobs cannot be written to and strangers cannot read them", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const auto path = store.path_of(store.put("hello").digest);
  CHECK(fs::status(path).permissions() == (fs::perms::owner_read | fs::perms::group_read));
  for (const auto& inner : {path.parent_path(), folder / "store", folder / "store" / "drafts"}) {
    CHECK((fs::status(inner).permissions() & fs::perms::others_all) == fs::perms::none);
    CHECK((fs::status(inner).permissions() & fs::perms::group_write) == fs::perms::none);
  }
}

TEST_CASE("a draft that is not kept leaves no trace", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  {
    Draft draft = store.draft();
    draft.append(bytes("hello"));
    CHECK(files_below(folder / "store") == 1);
    CHECK(tests::read_file(draft.path()) == "hello");
  }
  CHECK(files_below(folder / "store") == 0);
}

TEST_CASE("a draft has the digest of all its parts at any time", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  Draft draft = store.draft();
  draft.append(bytes("ab"));
  CHECK(draft.digest() == sha256("ab"));
  draft.append(bytes("c"));
  CHECK(draft.digest() == sha256("abc"));
  CHECK(draft.size() == 3);
  CHECK(store.keep(std::move(draft)).digest == sha256("abc"));
}

TEST_CASE("a draft that begins again forgets what it had", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  Draft draft = store.draft();
  draft.append(bytes("a beginning that did not lead anywhere"));
  draft.restart();
  draft.append(bytes("abc"));
  CHECK(draft.digest() == sha256("abc"));
  const Blob blob = store.keep(std::move(draft));
  CHECK(blob.size == 3);
  CHECK(store.intact(blob.digest));
}

TEST_CASE("a resumed draft is read again from its first byte", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  Draft draft = store.draft();
  draft.append(bytes("abcdef"));
  std::fstream{draft.path(), std::ios::in | std::ios::out | std::ios::binary} << "X";
  CHECK(draft.digest() == sha256("abcdef"));
  draft.mark_resumed();
  CHECK(draft.digest() == sha256("Xbcdef"));
  draft.restart();
  draft.append(bytes("abc"));
  CHECK(draft.digest() == sha256("abc"));
}

TEST_CASE("a blob that is there is not written again", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const auto path = store.path_of(store.put("hello").digest);
  const auto written = fs::last_write_time(path) - std::chrono::hours{1};
  fs::last_write_time(path, written);
  store.put("hello");
  CHECK(fs::last_write_time(path) == written);
  CHECK(files_below(folder / "store") == 1);
}

TEST_CASE("a blob of the wrong size is replaced", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const Blob blob = store.put("hello");
  overwrite(store.path_of(blob.digest), "hell");
  CHECK_FALSE(store.has(blob.digest, blob.size));
  CHECK(store.has(blob.digest, 4));
  store.put("hello");
  CHECK(store.intact(blob.digest));
}

TEST_CASE("a blob that is no longer what its name says is not given out", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const Blob blob = store.put("hello");
  overwrite(store.path_of(blob.digest), "hellO");
  CHECK_FALSE(store.intact(blob.digest));
  CHECK_FALSE(store.read(blob.digest, 100));
}

TEST_CASE("a blob is read only up to the cap", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const Blob blob = store.put("hello");
  CHECK(store.read(blob.digest, 5));
  CHECK_FALSE(store.read(blob.digest, 4));
}

TEST_CASE("a blob that is not there is nothing", "[store]") {
  const tests::TempFolder folder;
  const Store store{folder / "store"};
  CHECK_FALSE(store.has(sha256("hello"), 5));
  CHECK_FALSE(store.read(sha256("hello"), 5));
  CHECK_FALSE(store.intact(sha256("hello")));
}

TEST_CASE("a link in a blob's place is refused and healed", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  tests::write_file(folder / "outside", "hello");
  const auto digest = sha256("hello");
  fs::create_symlink(folder / "outside", store.path_of(digest));
  CHECK_FALSE(store.has(digest, 5));
  CHECK_FALSE(store.read(digest, 5));
  CHECK_FALSE(store.intact(digest));
  store.put("hello");
  CHECK(store.intact(digest));
  CHECK_FALSE(fs::is_symlink(store.path_of(digest)));
  CHECK(tests::read_file(folder / "outside") == "hello");
}

TEST_CASE("a link in the place of one of the folders is refused at start", "[store]") {
  const std::string name = GENERATE("00", "a7", "ff", "drafts");
  const tests::TempFolder folder;
  { const Store store{folder / "store"}; }
  tests::write_file(folder / "elsewhere" / "precious", "kept");
  fs::remove(folder / "store" / name);
  fs::create_directory_symlink(folder / "elsewhere", folder / "store" / name);
  CHECK_THROWS_AS((Store{folder / "store"}), fs::filesystem_error);
  CHECK(fs::exists(folder / "elsewhere" / "precious"));
}

TEST_CASE("the store has its 257 folders from the start and again when they vanish", "[store]") {
  const tests::TempFolder folder;
  const auto folders = [&] {
    return std::distance(fs::directory_iterator{folder / "store"}, fs::directory_iterator{});
  };
  { const Store store{folder / "store"}; }
  CHECK(folders() == 257);
  fs::remove(folder / "store" / "7f");
  { const Store store{folder / "store"}; }
  CHECK(folders() == 257);
}

TEST_CASE("drafts of a relay that died are removed at start and blobs are not", "[store]") {
  const tests::TempFolder folder;
  const Blob blob = Store{folder / "store"}.put("hello");
  tests::write_file(folder / "outside", "kept");
  tests::write_file(folder / "store" / "drafts" / "left", "half of somethi");
  fs::create_symlink(folder / "outside", folder / "store" / "drafts" / "link");
  const Store store{folder / "store"};
  CHECK(fs::is_empty(folder / "store" / "drafts"));
  CHECK(fs::exists(folder / "outside"));
  CHECK(store.intact(blob.digest));
}

TEST_CASE("a store stays where it is when the process changes its folder", "[store]") {
  const tests::TempFolder folder;
  const auto before = fs::current_path();
  fs::current_path(folder.path());
  const Store store{"store"};
  fs::current_path(before);
  CHECK(store.path_of(sha256("")).string().starts_with(folder.path().string()));
}

TEST_CASE("bytes reach the disk before their name and the name before the answer", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const tests::FailingDisk disk{tests::kNever};
  store.put("hello");
  CHECK(disk.calls() == std::vector<std::string>{"pwrite", "fchmod", "fsync", "rename", "fsync"});
  store.put("hello");
  CHECK(std::vector<std::string>{disk.calls().begin() + 5, disk.calls().end()} ==
        std::vector<std::string>{"pwrite", "fsync"});
}

TEST_CASE("a disk that fails at any point leaves no half blob", "[store]") {
  const auto nth = GENERATE(1, 2, 3, 4, 5);
  CAPTURE(nth);
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const auto digest = sha256("hello");
  {
    const tests::FailingDisk disk{nth};
    CHECK_THROWS_AS(store.put("hello"), fs::filesystem_error);
  }
  // When only the flush of the folder failed, the blob is whole, and nobody was told of it.
  CHECK(store.intact(digest) == (nth == 5));
  CHECK(files_below(folder / "store") == (nth == 5 ? 1 : 0));
  store.put("hello");
  CHECK(store.intact(digest));
}

TEST_CASE("a disk that is full takes nothing and loses nothing", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  const Blob before = store.put("hello");
  const tests::SmallDisk disk{100'000};
  const Blob fits = store.put(std::string(100'000, 'x'));
  CHECK_THROWS_AS(store.put(std::string(100'001, 'x')), fs::filesystem_error);
  CHECK(store.intact(before.digest));
  CHECK(store.intact(fits.digest));
  CHECK(files_below(folder / "store") == 2);
}

TEST_CASE("threads that put the same bytes get the same blob", "[store]") {
  const tests::TempFolder folder;
  Store store{folder / "store"};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&store] {
        for (int k = 0; k < 10; ++k) store.put(std::string(10'000, static_cast<char>('a' + k)));
      });
    }
  }
  CHECK(files_below(folder / "store") == 10);
  for (int k = 0; k < 10; ++k) {
    CHECK(store.intact(sha256(std::string(10'000, static_cast<char>('a' + k)))));
  }
}

TEST_CASE("what is to be kept free is no room", "[store]") {
  const tests::TempFolder folder;
  const Store store{folder / "store"};
  const auto capacity = fs::space(folder.path()).capacity;
  CHECK(store.room(0) <= capacity);
  CHECK(store.room(capacity) == 0);
  CHECK(store.room(std::numeric_limits<std::uint64_t>::max()) == 0);
}
