#include <catch2/catch.hpp>
#include <filesystem>
#include <optional>

#include "relay/audit/notary.h"
#include "relay/audit/verify.h"
#include "relay/catalog/releases.h"
#include "relay/catalog/rollouts.h"
#include "tests/relay/audit/an_audit.h"
#include "tests/support/child.h"
#include "tests/support/struck_disk.h"

using namespace relay;
using tests::Child;
using tests::day;
using tests::kSealKey;
using tests::Stroke;
using tests::StruckDisk;

namespace {

namespace fs = std::filesystem;

constexpr int kMostCalls = 200;  ///< One transaction makes fewer.

/// An approval of a release for a group, as an administrator gives it.
void approve(db::Database& state, const char* group) {
  const policy::FeedId feed = *policy::FeedId::parse("clamav");
  const policy::Approval yes{.release = {1},
                             .tree = *policy::Digest::parse_hex(std::string(64, '1')),
                             .stage = *policy::Digest::parse_hex(std::string(64, '5')),
                             .person = "ann",
                             .role = "release-manager",
                             .at = day(1)};
  state.write([&](db::Transaction& tx) {
    catalog::approve(tx, feed, *policy::GroupId::parse(group), {yes},
                     {.at = day(1), .actor = "ann", .reason = "looked at it"});
  });
}

/// A state file with one release to be approved, sealed up to there.
void prepare(const fs::path& file) {
  db::Database state{file, catalog::migrations()};
  audit::Notary notary{kSealKey};
  notary.begin(state, day(0));
  state.write([](db::Transaction& tx) {
    catalog::accept(tx,
                    {.feed = *policy::FeedId::parse("clamav"),
                     .version = *policy::VersionText::parse("daily 1"),
                     .tree = *policy::Digest::parse_hex(std::string(64, '1'))},
                    {.at = day(0)});
  });
}

struct Found {
  std::size_t approvals = 0;
  std::size_t deeds = 0;    ///< Audit rows of approvals.
  std::int64_t sealed = 0;  ///< Rows.
  bool fits = false;
};

/// What a relay finds that starts now.
Found found_in(db::Database& state) {
  const auto verified = audit::verify(state, kSealKey, {});
  return state.read([&](db::Connection& db) {
    return Found{.approvals = catalog::approvals(db, *policy::FeedId::parse("clamav")).size(),
                 .deeds = db.query("SELECT number FROM audit WHERE action = 'approved'").size(),
                 .sealed = verified.to.number,
                 .fits = !verified.trouble};
  });
}

Found found_after_crash(const fs::path& file) {
  db::Database state{file, catalog::migrations()};
  audit::Notary notary{kSealKey};
  CHECK_FALSE(notary.begin(state, day(2)));
  return found_in(state);
}

}  // namespace

TEST_CASE("an approval killed at every call is there with its audit row and its seal or not at all",
          "[audit][crash]") {
  const tests::TempFolder folder;
  const fs::path file = folder / "state.db";
  prepare(folder / "before.db");
  int kills = 0;
  for (bool came_through = false; !came_through && kills < kMostCalls; ++kills) {
    CAPTURE(kills);
    fs::copy_file(folder / "before.db", file, fs::copy_options::overwrite_existing);
    Child child{[&] {
      db::Database state{file, catalog::migrations()};
      audit::Notary notary{kSealKey};
      notary.begin(state, day(1));
      const StruckDisk disk{Stroke::Kill, kills + 1};
      approve(state, "office");
      return 7;
    }};
    const int ended = child.wait();
    came_through = ended == 7;
    REQUIRE((came_through || ended == -1));

    const Found found = found_after_crash(file);
    CHECK(found.fits);
    CHECK(found.approvals <= 1);
    CHECK(found.deeds == found.approvals);
    CHECK(found.sealed == 1 + static_cast<std::int64_t>(found.deeds));
    if (came_through) CHECK(found.approvals == 1);
  }
  CHECK(kills > 10);
  CHECK(kills < kMostCalls);
}

TEST_CASE("an approval that the disk breaks off fails whole and the next one is sealed",
          "[audit][crash]") {
  const tests::TempFolder folder;
  const fs::path file = folder / "state.db";
  prepare(folder / "before.db");
  int failures = 0;
  int came_all_the_same = 0;
  for (bool was_struck = true; was_struck && failures < kMostCalls; ++failures) {
    CAPTURE(failures);
    fs::copy_file(folder / "before.db", file, fs::copy_options::overwrite_existing);
    db::Database state{file, catalog::migrations()};
    audit::Notary notary{kSealKey};
    notary.begin(state, day(1));
    std::optional<std::string> failure;
    {
      const StruckDisk disk{Stroke::Fail, failures + 1};
      try {
        approve(state, "office");
      } catch (const db::Failure& why) {
        failure = why.what();
      }
      was_struck = disk.struck();
    }
    const Found found = found_in(state);
    CHECK(found.fits);
    CHECK(found.deeds == found.approvals);
    if (!failure) CHECK(found.approvals == 1);  // Acknowledged.
    if (failure && found.approvals == 1) ++came_all_the_same;

    approve(state, "pilot");
    CHECK(found_in(state).fits);
    CHECK(found_in(state).approvals == found.approvals + 1);
    CHECK(notary.head() == audit::verify(state, kSealKey, {}).to);
  }
  CHECK(failures > 10);
  CHECK(failures < kMostCalls);
  // When the folder is not flushed after the journal went, nobody knows, and both must be right.
  CHECK(came_all_the_same == 1);
}
