#include "relay/catalog/releases.h"

#include <catch2/catch.hpp>
#include <chrono>

#include "tests/relay/catalog/catalog.h"
#include "tests/support/broken_belief.h"

using namespace relay;
using namespace std::chrono_literals;
using policy::Standing;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::failure_of;
using tests::feed;
using tests::version;

namespace {

catalog::PartRow part(const char* name, std::uint64_t number, char digit) {
  return {.part = name, .version = number, .digest = digest(digit)};
}

}  // namespace

TEST_CASE("an accepted release is read as it was accepted", "[catalog]") {
  Catalog catalog;
  const catalog::NewRelease release{.feed = feed(),
                                    .version = version("daily 27500, main 62"),
                                    .tree = digest('a'),
                                    .content = policy::ContentClass::Intelligence,
                                    .evidence = policy::Evidence::LegacySigned,
                                    .evidence_detail = "RSA over MD5 by ClamAV's key",
                                    .vendor_time = day(0),
                                    .expires_at = day(30),
                                    .parts = {part("main", 62, 'b'), part("daily", 27500, 'c')}};
  CHECK(catalog.tell(catalog::accept, release, catalog::Deed{.at = day(1)}) == policy::Sequence{1});

  const auto found = catalog.ask(catalog::newest, feed());
  REQUIRE(found);
  CHECK(found->feed == feed());
  CHECK(found->release.sequence == policy::Sequence{1});
  CHECK(found->release.version == release.version);
  CHECK(found->release.tree == digest('a'));
  CHECK(found->release.first_seen == day(1));
  CHECK(found->release.standing == Standing::Good);
  CHECK(found->release.standing_reason.empty());
  CHECK(found->release.salt.value == 0);
  CHECK(found->content == policy::ContentClass::Intelligence);
  CHECK(found->evidence == policy::Evidence::LegacySigned);
  CHECK(found->evidence_detail == "RSA over MD5 by ClamAV's key");
  CHECK(found->release.vendor_time == day(0));
  CHECK(found->release.expires_at == day(30));
  CHECK(catalog.last_deed() ==
        "relay: release accepted: clamav daily 27500, main 62: legacy-signed; RSA over MD5 by "
        "ClamAV's key");

  const auto parts = catalog.ask(catalog::parts, feed());
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].part == "daily");
  CHECK(parts[0].version == 27500);
  CHECK(parts[0].digest == digest('c'));
  CHECK(parts[0].accepted_at == day(1));
  CHECK(parts[1].part == "main");
}

TEST_CASE("releases of a feed are numbered in the order of acceptance", "[catalog]") {
  Catalog catalog;
  CHECK_FALSE(catalog.ask(catalog::newest, feed()));
  CHECK(catalog.accept("daily 1", '1').number == 1);
  CHECK(catalog.accept("daily 2", '2', day(2)).number == 2);
  CHECK(catalog.accept("daily 1", '1', day(1)).number == 3);
  const catalog::NewRelease other{
      .feed = feed("acme"), .version = version("7"), .tree = digest('1')};
  CHECK(catalog.tell(catalog::accept, other, catalog::Deed{.at = day(3)}).number == 1);

  const auto rows = catalog.ask(catalog::releases, feed());
  REQUIRE(rows.size() == 3);
  for (std::size_t i = 0; i < rows.size(); ++i) CHECK(rows[i].release.sequence.number == i + 1);
  CHECK_FALSE(rows[0].release.vendor_time);
  CHECK_FALSE(rows[0].release.expires_at);
  CHECK(catalog.ask(catalog::newest, feed())->release.sequence.number == 3);
  CHECK(catalog.ask(catalog::releases, feed("acme")).size() == 1);
  CHECK(catalog.ask(catalog::releases, feed("absent")).empty());
}

TEST_CASE("a release with the tree of the newest is a broken belief", "[catalog]") {
  Catalog catalog;
  catalog.accept("daily 1", '1');
  CHECK(
      tests::broken_belief([&] { catalog.accept("daily 2", '1'); }) ==
      "sluice: this must hold and does not: an accepted release differs from the feed's newest\n");
  CHECK(tests::broken_belief([&] { catalog.accept("daily 1", '2'); }).empty());
}

TEST_CASE("a part's version only goes up and keeps its bytes", "[catalog]") {
  Catalog catalog;
  char tree = '0';
  const auto accepted = [&](const catalog::PartRow& with) {
    return failure_of([&] {
             const catalog::NewRelease release{
                 .feed = feed(), .version = version("v"), .tree = digest(++tree), .parts = {with}};
             catalog.tell(catalog::accept, release, catalog::Deed{.at = day(tree - '0')});
           })
        .empty();
  };
  CHECK(accepted(part("daily", 5, 'a')));
  CHECK(accepted(part("daily", 5, 'a')));
  CHECK(catalog.ask(catalog::parts, feed()).at(0).accepted_at == day(1));
  CHECK_FALSE(accepted(part("daily", 5, 'b')));
  CHECK_FALSE(accepted(part("daily", 4, 'a')));
  CHECK_FALSE(accepted(part("daily", 4, 'b')));
  CHECK(catalog.ask(catalog::releases, feed()).size() == 2);
  CHECK(accepted(part("daily", 6, 'b')));
  CHECK(catalog.ask(catalog::parts, feed()).at(0).version == 6);
  CHECK(catalog.ask(catalog::parts, feed()).at(0).accepted_at == day(6));
}

TEST_CASE("a standing is set with its reason and lost with it", "[catalog]") {
  Catalog catalog;
  const auto release = catalog.accept("daily 1", '1');
  const auto set = [&](Standing standing, const char* why) {
    catalog.tell(catalog::set_standing, feed(), release, standing,
                 catalog::Deed{.at = day(1), .reason = why});
  };
  set(Standing::Good, "");
  CHECK(catalog.deeds() == 1);
  set(Standing::Quarantined, "the vendor's file changed under the same version");
  CHECK(catalog.last_deed() ==
        "relay: release quarantined: clamav daily 1: the vendor's file changed under the same "
        "version");
  set(Standing::Quarantined, "the vendor's file changed under the same version");
  CHECK(catalog.deeds() == 2);
  auto row = catalog.ask(catalog::newest, feed());
  CHECK(row->release.standing == Standing::Quarantined);
  CHECK(row->release.standing_reason == "the vendor's file changed under the same version");
  set(Standing::Recalled, "recalled by the vendor");
  set(Standing::Suspect, "");
  set(Standing::Good, "looked at by two people");
  CHECK(catalog.last_deed() == "relay: release good: clamav daily 1: looked at by two people");
  row = catalog.ask(catalog::newest, feed());
  CHECK(row->release.standing == Standing::Good);
  CHECK(row->release.standing_reason.empty());
  CHECK(tests::broken_belief([&] {
          catalog.tell(catalog::set_standing, feed(), policy::Sequence{2}, Standing::Good,
                       catalog::Deed{});
        }) == "sluice: this must hold and does not: a release that is named is recorded\n");
}

TEST_CASE("a refusal is recorded once", "[catalog]") {
  Catalog catalog;
  catalog::QuarantineRow refused{
      .feed = feed(), .part = "daily", .version = "27501", .reason = "its digest is wrong"};
  const auto told = [&](int on) {
    return catalog.tell(catalog::quarantine, refused, catalog::Deed{.at = day(on)});
  };
  CHECK(told(1));
  CHECK(catalog.last_deed() == "relay: refused: clamav daily 27501: its digest is wrong");
  CHECK_FALSE(told(2));
  CHECK(catalog.deeds() == 1);
  refused.reason = "it is too short";
  CHECK(told(2));
  refused.version = "27502";
  CHECK(told(3));
  refused.part = "main";
  CHECK(told(4));
  refused.feed = feed("acme");
  CHECK(told(5));
  CHECK(catalog.deeds() == 5);

  const auto newest = [](relay::db::Connection& db, std::int64_t below, std::size_t most) {
    return catalog::quarantined(db, feed(), below, most);
  };
  const auto rows = catalog.ask(newest, std::int64_t{0}, std::size_t{3});
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].part == "main");
  CHECK(rows[0].at == day(4));
  CHECK(rows[2].reason == "it is too short");
  CHECK(rows[2].at == day(2));
  const auto older = catalog.ask(newest, rows[2].number, std::size_t{9});
  REQUIRE(older.size() == 1);
  CHECK(older[0].number < rows[2].number);
  CHECK(catalog.ask(newest, std::int64_t{0}, std::size_t{9}).size() == 4);
}

TEST_CASE("a refusal without part and version names the feed", "[catalog]") {
  Catalog catalog;
  catalog.tell(catalog::quarantine, catalog::QuarantineRow{.feed = feed(), .reason = "no index"},
               catalog::Deed{.at = day(1)});
  CHECK(catalog.last_deed() == "relay: refused: clamav: no index");
}

// Hidden, because how long it takes is the machine's: relay_catalog_tests "[bench]" prints it.
TEST_CASE("ten thousand releases are read in a moment", "[.][bench]") {
  Catalog catalog;
  catalog.state.write([](db::Transaction& tx) {
    tx.run(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < $1)"
        " INSERT INTO release (feed, sequence, version, tree, content, evidence, evidence_detail,"
        " first_seen) SELECT 'clamav', i, 'daily ' || i || ', main 62, bytecode 335',"
        " printf('%064x', i), 'intelligence', 'legacy-signed', 'RSA over MD5 by the vendor', $2 + "
        "i FROM n",
        10'000, policy::unix_seconds(day(0)));
  });
  const auto begun = std::chrono::steady_clock::now();
  const auto rows = catalog.ask(catalog::releases, feed());
  const auto took = std::chrono::steady_clock::now() - begun;
  CHECK(rows.size() == 10'000);
  CHECK(rows.back().release.version.text() == "daily 10000, main 62, bytecode 335");
  WARN("milliseconds: " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count());
}
