#include "relay/serve/lookup.h"

#include <catch2/catch.hpp>

#include "relay/serve/whom.h"
#include "tests/relay/serve/a_world.h"

using namespace std::chrono_literals;
using relay::rollout::Publication;
using relay::serve::find;
using relay::serve::Found;
using relay::serve::InGap;
using relay::serve::NotThere;
using relay::store::Role;
using tests::ATable;
using tests::day;

namespace {

struct Folder {
  tests::TempFolder folder;
  relay::store::Store store{folder / "store"};
};

/// The size of what is found; 0 for a gap, -1 for nothing.
int found(const Publication& publication, std::string_view path, policy::Instant now = day(3),
          policy::Place caller = {}) {
  const auto given = relay::serve::offered(publication, caller);
  const Found found = given ? find(publication, *given, path, now) : Found{NotThere{}};
  if (const auto* const served = std::get_if<relay::serve::Served>(&found)) {
    return static_cast<int>(served->file->size);
  }
  return std::holds_alternative<InGap>(found) ? 0 : -1;
}

}  // namespace

TEST_CASE("a recent release still gives its immutable files until its grace ends",
          "[serve][lookup]") {
  Folder f;
  ATable old{1, f.store}, current{2, f.store};
  old.file(Role::Pointer, "old.cvd", "1")
      .file(Role::Signature, "old.sign", "22")
      .file(Role::Immutable, "old.cdiff", "333");
  old.file(Role::Immutable, "both.cdiff", "old bytes");
  current.file(Role::Pointer, "new.cvd", "4444").file(Role::Immutable, "both.cdiff", "new");
  auto publication = tests::publication(current.done());
  publication.recent = {{.table = old.done(), .until = day(4)}};

  CHECK(found(publication, "new.cvd") == 4);
  CHECK(found(publication, "old.cdiff") == 3);
  CHECK(found(publication, "both.cdiff") == 3);
  CHECK(found(publication, "old.cvd") == -1);
  CHECK(found(publication, "old.sign") == -1);
  CHECK(found(publication, "old.cdiff", day(4) - 1s) == 3);
  CHECK(found(publication, "old.cdiff", day(4)) == -1);
}

TEST_CASE("of several recent releases each counts until its own end", "[serve][lookup]") {
  Folder f;
  const auto one = ATable{1, f.store}.file(Role::Immutable, "one", "1").done();
  const auto two = ATable{2, f.store}.file(Role::Immutable, "two", "22").done();
  auto publication = tests::publication(ATable{3, f.store}.done());
  publication.recent = {{.table = two, .until = day(3)}, {.table = one, .until = day(5)}};
  CHECK(found(publication, "two", day(3)) == -1);
  CHECK(found(publication, "one", day(3)) == 1);
}

TEST_CASE("a gap is empty from its first number to its last and nowhere else", "[serve][lookup]") {
  Folder f;
  ATable table{1, f.store};
  table.file(Role::Immutable, "daily-12.cdiff", "real");
  table.gap({.before = "daily-", .after = ".cdiff", .first = 10, .last = 20});
  const auto publication = tests::publication(table.done());
  for (const auto* path : {"daily-10.cdiff", "daily-11.cdiff", "daily-20.cdiff"}) {
    CAPTURE(path);
    CHECK(found(publication, path) == 0);
  }
  CHECK(found(publication, "daily-12.cdiff") == 4);
  for (const auto* path :
       {"daily-9.cdiff", "daily-21.cdiff", "daily-.cdiff", "daily-010.cdiff", "daily-+10.cdiff",
        "daily--10.cdiff", "daily-10.cdiff.sign", "daily-10x.cdiff", "daily-10", "main-10.cdiff",
        "daily-18446744073709551626.cdiff", "daily-.cdif", ""}) {
    CAPTURE(path);
    CHECK(found(publication, path) == -1);
  }
}

TEST_CASE("a file that a recent release still has comes before a gap", "[serve][lookup]") {
  Folder f;
  const auto old = ATable{1, f.store}.file(Role::Immutable, "daily-10.cdiff", "real").done();
  ATable current{2, f.store};
  current.gap({.before = "daily-", .after = ".cdiff", .first = 10, .last = 20});
  auto publication = tests::publication(current.done());
  publication.recent = {{.table = old, .until = day(4)}};
  CHECK(found(publication, "daily-10.cdiff") == 4);
  CHECK(found(publication, "daily-10.cdiff", day(4)) == 0);
}

TEST_CASE("who has begun with the release below a ramp finishes with it", "[serve][lookup]") {
  Folder f;
  const auto older =
      ATable{1, f.store}.file(Role::Pointer, "p1", "1").file(Role::Immutable, "i1", "11").done();
  const auto newer =
      ATable{2, f.store}.file(Role::Pointer, "p2", "2").file(Role::Immutable, "i2", "22").done();
  Publication publication;
  publication.open = {{.release = {2}, .reached = {5'000}}, {.release = {1}}};
  publication.tables = {{{1}, older}, {{2}, newer}};
  const policy::Place reached{0x1}, not_reached{0x2};
  REQUIRE(found(publication, "p2", day(3), reached) == 1);
  CHECK(found(publication, "i1", day(3), reached) == 2);
  CHECK(found(publication, "p1", day(3), reached) == -1);
  REQUIRE(found(publication, "p1", day(3), not_reached) == 1);
  CHECK(found(publication, "i2", day(3), not_reached) == -1);
}

TEST_CASE("a release is kept by who has begun with it unless it is newer or taken back",
          "[serve][lookup]") {
  Folder f;
  const auto table = [&](std::uint64_t n) { return ATable{n, f.store}.done(); };
  const auto three = table(3), four = table(4);
  Publication publication;
  publication.open = {{.release = {5}, .reached = {5'000}}, {.release = {4}}};
  publication.tables = {{{5}, table(5)}, {{4}, four}};
  publication.since = {{{5}, day(3)}, {{4}, day(2)}};
  publication.recent = {{.table = three, .until = day(5), .since = day(1)},
                        {.table = table(1), .until = day(5), .since = day(1), .rolled_back = true},
                        {.table = table(6), .until = day(5), .since = day(1)}};
  using relay::serve::kept;
  const auto offer = *relay::serve::offered(publication, {0x1});
  REQUIRE(offer.newest == policy::Sequence{5});
  REQUIRE(kept(publication, {4}, offer));
  CHECK(kept(publication, {4}, offer)->table == four.get());
  CHECK(kept(publication, {4}, offer)->since == day(2));
  REQUIRE(kept(publication, {3}, offer));
  CHECK(kept(publication, {3}, offer)->table == three.get());
  CHECK(kept(publication, {3}, offer)->since == day(1));
  CHECK_FALSE(kept(publication, {2}, offer));
  CHECK_FALSE(kept(publication, {1}, offer));  // The group went back from it, and on to another.
  CHECK_FALSE(kept(publication, {6}, offer));  // The group went back from it.
  const auto base = *relay::serve::offered(publication, {0x2});
  REQUIRE(base.newest == policy::Sequence{4});
  CHECK_FALSE(kept(publication, {5}, base));  // The ramp has not reached it, or not any more.
}

TEST_CASE("in a ramp a caller keeps to the release of its place", "[serve][lookup]") {
  Folder f;
  const auto older = ATable{1, f.store}.file(Role::Pointer, "p", "1").done();
  const auto newer = ATable{2, f.store}.file(Role::Pointer, "p", "22").done();
  Publication publication;
  publication.open = {{.release = {2}, .reached = {5'000}, .salt = {7}}, {.release = {1}}};
  publication.tables = {{{1}, older}, {{2}, newer}};
  int reached = 0;
  for (int i = 0; i < 250; ++i) {
    const auto caller = *policy::Address::parse("10.0.0." + std::to_string(i));
    const int size = found(publication, "p", day(3), relay::serve::place_of(caller));
    CHECK(size == found(publication, "p", day(9), relay::serve::place_of(caller)));
    reached += size - 1;
  }
  // A fair coin, 250 times: outside of this once in a hundred thousand.
  CHECK(reached > 90);
  CHECK(reached < 160);
}
