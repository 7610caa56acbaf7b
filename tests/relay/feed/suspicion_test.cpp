#include "relay/feed/suspicion.h"

#include <catch2/catch.hpp>

#include "tests/relay/feed/a_relay.h"
#include "tests/relay/feed/files_vendor.h"

using namespace std::chrono_literals;
using policy::Standing;
using tests::ARelay;
using tests::day;
using tests::FilesVendor;

namespace {

tests::Folder folder_with(const std::string& rule) {
  return {{"a.yar", "the same"}, {"b.yar", rule}};
}

/// A relay that follows one vendor.
struct ASuspectVendor {
  tests::TempFolder folder;
  FilesVendor vendor;
  ARelay relay{folder.path(), vendor.net, FilesVendor::kUpstream};

  relay::feed::Round round(const std::string& rule, policy::Instant at) {
    vendor.publish(folder_with(rule));
    return relay.mirror.round(at, 0);
  }
  std::string name(std::size_t release) {
    return relay.releases().at(release - 1).release.version.text();
  }
  Standing standing(std::size_t release) {
    return relay.releases().at(release - 1).release.standing;
  }
  void trust(std::uint64_t release) {
    relay.database.write([&](auto& tx) {
      relay::catalog::set_standing(tx, tests::kAcme, {release}, Standing::Good,
                                   {.at = day(9), .actor = "ann", .reason = "it is good"});
    });
  }
};

}  // namespace

TEST_CASE("a release that is replaced at once becomes suspect with its replacement accepted",
          "[feed][suspicion]") {
  ASuspectVendor a;
  a.round("one", day(3));
  const auto round = a.round("two", day(3) + 2h - 1s);
  REQUIRE(round.said.size() == 2);
  CHECK(round.said[1] == "feed 'acme': " + a.name(1) + " is suspect: superseded abnormally fast: " +
                             a.name(2) + " came after 1h 59m 59s, less than 2h");
  CHECK(a.standing(1) == Standing::Suspect);
  CHECK(a.relay.releases()[0].release.standing_reason.starts_with("superseded abnormally fast"));
  CHECK(a.standing(2) == Standing::Good);
}

TEST_CASE("a release that lasted long enough stays good", "[feed][suspicion]") {
  ASuspectVendor a;
  a.round("one", day(3));
  CHECK(a.round("two", day(3) + 2h).said.size() == 1);
  CHECK(a.standing(1) == Standing::Good);
}

TEST_CASE("the policy may say what is too soon", "[feed][suspicion]") {
  ASuspectVendor a;
  relay::feed::Mirror strict{
      {.feed = tests::kAcme, .every = 2h, .suspect_if_replaced_within = policy::Span{24h * 2}},
      a.relay.feed,
      a.vendor.net,
      a.relay.store,
      a.relay.database};
  a.round("one", day(3));
  a.vendor.publish(folder_with("two"));
  strict.round(day(4), 0);
  CHECK(a.standing(1) == Standing::Suspect);
}

TEST_CASE("a vendor that goes back makes what came after suspect and nothing new",
          "[feed][suspicion]") {
  ASuspectVendor a;
  a.round("one", day(3));
  a.round("two", day(4));
  a.round("three", day(5));
  const auto round = a.round("one", day(6));
  CHECK(round.changed);
  CHECK(round.said ==
        std::vector<std::string>{
            "feed 'acme': " + a.name(2) + " is suspect: the vendor went back to " + a.name(1),
            "feed 'acme': " + a.name(3) + " is suspect: the vendor went back to " + a.name(1)});
  CHECK(a.relay.releases().size() == 3);
  CHECK(a.standing(1) == Standing::Good);
  CHECK(a.standing(2) == Standing::Suspect);
  CHECK(a.standing(3) == Standing::Suspect);
  CHECK(a.relay.check().succeeded);
  CHECK(a.relay.check().outcome == "the vendor went back to " + a.name(1));
}

TEST_CASE("a person's trust holds while the vendor stays where it went back to",
          "[feed][suspicion]") {
  ASuspectVendor a;
  a.round("one", day(3));
  a.round("two", day(4));
  a.round("one", day(5));
  a.trust(2);
  CHECK_FALSE(a.round("one", day(6)).changed);
  CHECK(a.standing(2) == Standing::Good);

  CHECK_FALSE(a.round("two", day(7)).changed);
  a.round("one", day(8));
  CHECK(a.standing(2) == Standing::Suspect);
  CHECK(a.round("three", day(9)).changed);
  CHECK(a.relay.releases().size() == 3);
}

TEST_CASE("what people have said of a release already is not said again", "[feed][suspicion]") {
  ASuspectVendor a;
  a.round("one", day(3));
  a.round("two", day(4));
  a.relay.database.write([&](auto& tx) {
    relay::catalog::set_standing(tx, tests::kAcme, {2}, Standing::Quarantined,
                                 {.at = day(4), .actor = "ann", .reason = "bad"});
  });
  CHECK_FALSE(a.round("one", day(5)).changed);
  CHECK(a.standing(2) == Standing::Quarantined);
}
