#include "relay/catalog/halts.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using How = policy::Halt::Acknowledged::How;
using tests::Catalog;
using tests::day;
using tests::feed;
using tests::group;

namespace {

/// Three releases; the second was halted in pilot.
class AHalt : public Catalog {
 public:
  AHalt() {
    for (const char digit : {'1', '2', '3'}) accept((std::string{"daily "} + digit).c_str(), digit);
    number = tell(catalog::halt, feed(), policy::Sequence{2}, std::optional{group("pilot")},
                  catalog::Deed{.at = day(2), .reason = "silence 9 of 20"});
  }
  bool acknowledge(How how, std::optional<policy::Sequence> fixed_by = std::nullopt) {
    const catalog::Acknowledgement decided{
        .feed = feed(), .halt = number, .how = how, .fixed_by = fixed_by};
    return tell(catalog::acknowledge, decided,
                catalog::Deed{.at = day(3), .actor = "Aino", .reason = "seen"});
  }
  policy::Halt only() {
    const auto rows = ask(catalog::halts, feed());
    REQUIRE(rows.size() == 1);
    return rows[0].halt;
  }
  std::int64_t number = 0;
};

}  // namespace

TEST_CASE("a halt stands with its evidence until it is acknowledged", "[catalog]") {
  AHalt catalog;
  CHECK(catalog.last_deed() == "relay: halted: clamav daily 2 → pilot: silence 9 of 20");
  CHECK(catalog.only().release == policy::Sequence{2});
  CHECK(catalog.only().group == group("pilot"));
  CHECK(catalog.only().at == day(2));
  CHECK(catalog.only().why == "silence 9 of 20");
  CHECK(catalog.only().holds());

  CHECK(catalog.acknowledge(How::Resume));
  CHECK(catalog.last_deed() == "Aino: halt acknowledged: resume: clamav daily 2 → pilot: seen");
  CHECK_FALSE(catalog.only().holds());
  CHECK(catalog.only().acknowledged->said.by == "Aino");
  CHECK(catalog.ask(catalog::halts, feed("acme")).empty());
}

TEST_CASE("the release that has the fix can be named later", "[catalog]") {
  AHalt catalog;
  CHECK(catalog.acknowledge(How::Block));
  CHECK_FALSE(catalog.only().acknowledged->fixed_by);
  CHECK_FALSE(catalog.acknowledge(How::Block));
  CHECK(catalog.acknowledge(How::Block, policy::Sequence{3}));
  CHECK(catalog.only().acknowledged->fixed_by == policy::Sequence{3});
  CHECK(catalog.last_deed() ==
        "Aino: halt acknowledged: block: clamav daily 2 → pilot: fixed by clamav daily 3; seen");
}

TEST_CASE("a fix is a later release", "[catalog]") {
  AHalt catalog;
  CHECK_THAT(tests::failure_of([&] { catalog.acknowledge(How::Block, policy::Sequence{2}); }),
             Catch::Contains("later release"));
  CHECK_FALSE(catalog.only().acknowledged);
}
