#include "tests/relay/app/cli/a_relay.h"

using namespace tests::cli;

namespace {

/// The answer to a sync whose round came to its end.
Reply synced(const std::string& sentence, bool succeeded = true, const std::string& alarms = "") {
  return {200, R"({"sentence":")" + sentence + R"(","check":{"succeeded":)" +
                   (succeeded ? "true" : "false") + R"(,"alarms":[)" + alarms + "]}}"};
}

}  // namespace

TEST_CASE("a sync of every feed goes on when one fails and says so", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/status"] = {
      200, R"({"feeds":[{"feed":"one"},{"feed":"two"},{"feed":"three"}]})"};
  relay.replies["POST /api/v1/feeds/one/sync"] = synced("nothing new");
  relay.replies["POST /api/v1/feeds/two/sync"] = {409, R"({"detail":"connection refused"})"};
  relay.replies["POST /api/v1/feeds/three/sync"] = synced("accepted 2");

  const Ended people = relay.run({"sync"});
  CHECK(people.code == 1);
  CHECK(people.out == "one: nothing new\nthree: accepted 2\n");
  CHECK(people.err == "two: connection refused\n");
  CHECK(relay.asked.at(1).body == "{}");

  const Ended machine = relay.run({"sync", "--json"});
  CHECK(machine.code == 1);
  CHECK_THAT(machine.out,
             Catch::Contains("\"done\": false,\n      \"sentence\": \"connection refused\""));

  const Ended one = relay.run({"sync", "one"});
  CHECK(one.code == 0);
  CHECK(one.out == "one: nothing new\n");
}

TEST_CASE("a sync whose round failed or refused something has failed", "[cli]") {
  ARelay relay;
  const auto failed = [&relay](const Reply& reply) {
    relay.replies["POST /api/v1/feeds/one/sync"] = reply;
    const Ended ended = relay.run({"sync", "one"});
    CHECK(ended.code == 1);
    CHECK(ended.out.empty());
    CHECK_THAT(relay.run({"sync", "one", "--json"}).out, Catch::Contains("\"done\": false"));
    return ended.err;
  };
  CHECK(failed(synced("404 Not Found", false)) == "one: 404 Not Found\n");
  CHECK(failed(synced("accepted 2", true, R"({"sentence":"main: its signature is wrong"})")) ==
        "one: accepted 2\n");
  CHECK(failed({200, R"({"sentence":"stopped","check":null})"}) == "one: stopped\n");
}
