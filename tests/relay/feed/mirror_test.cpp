#include "relay/feed/mirror.h"

#include <catch2/catch.hpp>

#include "tests/relay/feed/a_relay.h"
#include "tests/relay/feed/files_vendor.h"

using namespace std::chrono_literals;
using relay::net::Unreachable;
using tests::ARelay;
using tests::day;
using tests::FilesVendor;

namespace {

const tests::Folder kFirst{{"a.yar", "rule a"}, {"b.yar", "rule b"}};
const tests::Folder kSecond{{"a.yar", "rule a"}, {"b.yar", "rule b, better"}, {"c.yar", "rule c"}};

// A relay that has the vendor's first release since day 3.
struct AFollower {
  tests::TempFolder folder;
  FilesVendor vendor;
  ARelay relay{folder.path(), vendor.net, FilesVendor::kUpstream};

  AFollower() {
    vendor.publish(kFirst);
    relay.mirror.round(day(3), 0);
  }
  relay::store::Tree tree(std::size_t release) {
    const auto text = relay.store.read(relay.releases().at(release - 1).release.tree, 100'000);
    return *relay::store::parse_tree(text.value());
  }
  std::string served(std::size_t release, const char* path) {
    return relay.store.read(tree(release).find(path)->digest, 100'000).value();
  }
};

}  // namespace

TEST_CASE("what a vendor has is stored and recorded as a release", "[feed][mirror]") {
  tests::TempFolder folder;
  FilesVendor vendor;
  vendor.publish(kFirst);
  ARelay relay{folder.path(), vendor.net, FilesVendor::kUpstream};

  const auto round = relay.mirror.round(day(3), 0.5);

  const auto releases = relay.releases();
  REQUIRE(releases.size() == 1);
  const auto manifest = relay::crypto::sha256(tests::manifest_of(kFirst));
  const std::string version = "manifest " + manifest.hex().substr(0, 12);
  CHECK(releases[0].release.version.text() == version);
  CHECK(releases[0].release.first_seen == day(3));
  CHECK(releases[0].content == policy::ContentClass::Intelligence);
  CHECK(releases[0].evidence == policy::Evidence::TransportOnly);
  CHECK(round.changed);
  CHECK(round.next == day(3) + 2h + 3min);
  CHECK(round.said ==
        std::vector<std::string>{"feed 'acme': accepted " + version + " as release 1"});
  CHECK(relay.check().outcome == "accepted " + version);
  CHECK(relay.check().succeeded_at == day(3));
}

TEST_CASE("a vendor with nothing new changes nothing but the time of the check", "[feed][mirror]") {
  AFollower a;
  const auto audit = a.relay.audit_rows();
  const auto round = a.relay.mirror.round(day(4), 0);
  CHECK_FALSE(round.changed);
  CHECK(round.said == std::vector<std::string>{"feed 'acme': nothing new"});
  CHECK(a.relay.releases().size() == 1);
  CHECK(a.relay.check().at == day(4));
  CHECK(a.relay.audit_rows() == audit);
}

TEST_CASE("bytes that stayed the same keep the time at which they were new", "[feed][mirror]") {
  AFollower a;
  a.vendor.publish(kSecond);
  CHECK(a.relay.mirror.round(day(4), 0).changed);
  CHECK(a.tree(2).find("a.yar")->modified == day(3));
  CHECK(a.tree(2).find("b.yar")->modified == day(4));
  CHECK(a.tree(2).find("c.yar")->modified == day(4));
  CHECK(a.served(1, "b.yar") == "rule b");
  CHECK(a.served(2, "b.yar") == "rule b, better");
}

TEST_CASE("a refused vendor is quarantined once and what was accepted stays", "[feed][mirror]") {
  AFollower a;
  const auto audit = a.relay.audit_rows();
  a.vendor.publish(kSecond);
  a.vendor.net.files[FilesVendor::url("c.yar")] = "rule C";

  const auto round = a.relay.mirror.round(day(4), 0);
  CHECK_FALSE(round.changed);
  REQUIRE(round.said.size() == 1);
  CHECK_THAT(round.said[0], Catch::StartsWith("feed 'acme': c.yar: its SHA-256 is ") &&
                                Catch::EndsWith("; quarantined, what was accepted before stays"));
  CHECK(a.relay.releases().size() == 1);
  REQUIRE(a.relay.quarantined().size() == 1);
  CHECK_THAT(a.relay.quarantined()[0].version, Catch::StartsWith("manifest "));
  CHECK(a.relay.check().alarms.size() == 1);
  CHECK(a.relay.audit_rows() == audit + 1);

  const auto again = a.relay.mirror.round(day(5), 0);
  CHECK_THAT(again.said.at(0), Catch::EndsWith("; quarantined before, and no better now"));
  CHECK(a.relay.quarantined().size() == 1);
  CHECK(a.relay.audit_rows() == audit + 1);

  a.vendor.publish(kSecond);
  CHECK(a.relay.mirror.round(day(6), 0).changed);
  CHECK(a.relay.check().alarms.empty());
  CHECK(a.relay.releases().size() == 2);
}

TEST_CASE("a vendor that is away is asked ever more rarely until it is back", "[feed][mirror]") {
  AFollower a;
  a.vendor.fail({.what = "https://acme.example/feed: connection refused"});
  auto now = day(4);
  policy::Span last{0};
  for (unsigned failures = 1; failures <= 10; ++failures) {
    const auto round = a.relay.mirror.round(now, 0);
    CHECK_FALSE(round.changed);
    CHECK(round.said ==
          std::vector<std::string>{"feed 'acme': https://acme.example/feed: connection refused; "
                                   "next attempt at " +
                                   policy::show(round.next)});
    CHECK(a.relay.check().failures == failures);
    CHECK(a.relay.check().succeeded_at == day(3));
    CHECK(a.relay.check().next_attempt == round.next);
    CHECK(round.next - now >= last);
    last = round.next - now;
    now = round.next;
  }
  CHECK(last == 1h);
  CHECK(a.relay.releases().size() == 1);

  a.vendor.recover();
  CHECK(a.relay.mirror.round(now, 0).next == now + 2h);
  CHECK(a.relay.check().failures == 0);
}

TEST_CASE("a vendor that asks for time gets it", "[feed][mirror]") {
  AFollower a;
  a.vendor.fail({.kind = Unreachable::Kind::Status, .what = "429", .retry_after = 1800s});
  CHECK(a.relay.mirror.round(day(4), 0).next == day(4) + 30min);
}

TEST_CASE("a release that does not fit the disk is not downloaded and the figures say why",
          "[feed][mirror]") {
  tests::TempFolder folder;
  FilesVendor vendor;
  vendor.publish(kFirst);
  constexpr std::uint64_t kExbibyte = std::uint64_t{1} << 60;
  ARelay relay{folder.path(), vendor.net, FilesVendor::kUpstream, kExbibyte};

  const auto round = relay.mirror.round(day(3), 0);
  REQUIRE(round.said.size() == 1);
  CHECK_THAT(round.said[0],
             Catch::StartsWith("feed 'acme': store: ") &&
                 Catch::Contains(" free, this release needs 12 bytes and 'keep_free' is 1 EiB; "
                                 "not downloaded; next attempt at "));
  CHECK(vendor.net.asked == std::vector<std::string>{FilesVendor::url("PULP_MANIFEST")});
  CHECK(relay.releases().empty());
  CHECK_FALSE(relay.check().succeeded);
}

TEST_CASE("a write of the catalog that fails leaves it old and the next round goes on",
          "[feed][mirror]") {
  AFollower a;
  const auto audit = a.relay.audit_rows();
  a.vendor.publish(kSecond);
  a.relay.database.write([](auto& tx) {
    tx.run(
        "CREATE TRIGGER no_disk BEFORE INSERT ON feed_check"
        " BEGIN SELECT RAISE(ABORT, 'no disk'); END");
  });
  CHECK_THROWS_AS(a.relay.mirror.round(day(4), 0), relay::db::Failure);
  CHECK(a.relay.releases().size() == 1);
  CHECK(a.relay.check().at == day(3));
  CHECK(a.relay.audit_rows() == audit);

  a.relay.database.write([](auto& tx) { tx.run("DROP TRIGGER no_disk"); });
  a.vendor.net.asked.clear();
  CHECK(a.relay.mirror.round(day(5), 0).changed);
  CHECK(a.vendor.net.asked == std::vector<std::string>{FilesVendor::url("PULP_MANIFEST")});
  CHECK(a.relay.releases().size() == 2);
  CHECK(a.served(2, "c.yar") == "rule c");
}

TEST_CASE("a file that is lost from the store comes back without a new release", "[feed][mirror]") {
  AFollower a;
  const auto file = *a.tree(1).find("b.yar");
  std::filesystem::remove(a.relay.store.path_of(file.digest));

  const auto round = a.relay.mirror.round(day(4), 0);
  CHECK(round.changed);
  CHECK(round.said ==
        std::vector<std::string>{
            "feed 'acme': 1 file of release 1 had been lost from the store, 1 came back"});
  CHECK(a.relay.store.intact(file.digest));
  CHECK(a.relay.releases().size() == 1);
}

TEST_CASE("a lost file that the vendor has no more is said to stay lost", "[feed][mirror]") {
  AFollower a;
  std::filesystem::remove(a.relay.store.path_of(a.tree(1).find("b.yar")->digest));
  a.vendor.publish(kSecond);
  const auto round = a.relay.mirror.round(day(4), 0);
  REQUIRE(round.said.size() == 2);
  CHECK(round.said[1] ==
        "feed 'acme': 1 file of release 1 had been lost from the store, 0 came back");
}

TEST_CASE("a tree that is lost or damaged does not stop the feed", "[feed][mirror]") {
  AFollower a;
  const auto path = a.relay.store.path_of(a.relay.releases().at(0).release.tree);
  const std::string text = tests::read_file(path);
  std::filesystem::remove(path);
  if (GENERATE(false, true)) tests::write_file(path, std::string(text.size(), 'x'));

  CHECK(a.relay.mirror.round(day(4), 0).changed);
  REQUIRE(a.relay.releases().size() == 2);
  CHECK(a.served(2, "b.yar") == "rule b");
  CHECK_FALSE(a.relay.mirror.round(day(5), 0).changed);
}

TEST_CASE("a restart neither hurries a vendor nor forgets its wish", "[feed][mirror]") {
  tests::TempFolder folder;
  FilesVendor vendor;
  vendor.publish(kFirst);
  policy::Instant next{};
  {
    ARelay relay{folder.path(), vendor.net, FilesVendor::kUpstream};
    CHECK(relay.mirror.due(day(3)) == day(3));
    next = relay.mirror.round(day(3), 0.5).next;
  }
  ARelay relay{folder.path(), vendor.net, FilesVendor::kUpstream};
  CHECK(relay.mirror.due(day(3) + 1h) == next);
  CHECK(relay.mirror.due(day(0)) == day(0) + 2h + 6min);
}

TEST_CASE("a round that is stopped is not the vendor's failure", "[feed][mirror]") {
  AFollower a;
  a.vendor.publish(kSecond);
  std::stop_source stop;
  a.vendor.net.scripts[FilesVendor::url("c.yar")] = [&](const auto& ask, auto&) {
    stop.request_stop();
    CHECK(ask.stop.stop_requested());
    return tests::ScriptedFetcher::Reply{policy::Refused{Unreachable{.what = "stopped"}}};
  };
  const auto round = a.relay.mirror.round(day(4), 0, stop.get_token());
  CHECK_FALSE(round.changed);
  CHECK(round.said == std::vector<std::string>{"feed 'acme': stopped before this round was done"});
  CHECK(a.relay.check().at == day(3));
  CHECK(a.relay.check().succeeded);

  a.vendor.recover();
  a.vendor.net.asked.clear();
  CHECK(a.relay.mirror.round(day(4), 0).changed);
  CHECK(a.vendor.net.asked == std::vector{FilesVendor::url("PULP_MANIFEST"),
                                          FilesVendor::url("c.yar"),
                                          FilesVendor::url("PULP_MANIFEST")});
}
