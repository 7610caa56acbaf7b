#include "relay/rollout/copies.h"

#include <catch2/catch.hpp>

#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using relay::rollout::Copies;
using tests::ARelay;
using tests::day;

namespace {

/// Each release's daily.cvd says when it was built; main.cvd was built long ago.
struct AClamRelay : ARelay {
  void accept_built(const std::string& name, policy::Instant built) {
    const auto file = [&](const std::string& path, const std::string& bytes, policy::Instant at) {
      const auto blob = store.put(bytes);
      return relay::store::File{.path = path,
                                .digest = blob.digest,
                                .size = blob.size,
                                .role = relay::store::Role::Pointer,
                                .modified = now,
                                .also_valid_for = at};
    };
    relay::store::Tree tree;
    tree.files = {file("daily.cvd", name, built), file("main.cvd", "main", day(-9))};
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::accept(tx,
                             {.feed = tests::feed("clamav"),
                              .version = tests::version(name),
                              .tree = store.put(relay::store::render(tree)).digest,
                              .content = policy::ContentClass::Intelligence},
                             {.at = now});
    });
    now += 4h;
    turn();
  }
  relay::rollout::CopiesPtr copies(const char* group) { return publication(group).copies; }
};

}  // namespace

TEST_CASE("a world tells which release brought a copy from the oldest that is given on",
          "[rollout]") {
  AClamRelay relay;
  relay.accept_built("1", day(0));
  relay.accept_built("2", day(0) + 1h);
  REQUIRE(relay.served("pilot") == "2");
  const auto first = relay.copies("pilot");
  REQUIRE(first);
  CHECK(*first == Copies{{"daily.cvd", {{day(0) + 1h, {2}}}}, {"main.cvd", {{day(-9), {2}}}}});
  relay.turn();
  CHECK(relay.copies("pilot") == first);

  // What is withheld from everybody is known as well.
  relay.say(relay::catalog::ActKind::Hold, {"pilot"});
  relay.accept_built("3", day(0) + 2h);
  REQUIRE(relay.served("pilot") == "2");
  const Copies daily{{"daily.cvd", {{day(0) + 1h, {2}}, {day(0) + 2h, {3}}}},
                     {"main.cvd", {{day(-9), {2}}}}};
  CHECK(*relay.copies("pilot") == daily);
}

TEST_CASE("where files name no time clients say nothing of what they have", "[rollout]") {
  ARelay relay;
  relay.accept("1");
  relay.turn();
  REQUIRE(relay.served("pilot") == "1");
  CHECK(relay.publication("pilot").copies == nullptr);
}
