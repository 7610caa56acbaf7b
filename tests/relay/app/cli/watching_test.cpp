#include "tests/relay/app/cli/a_relay.h"

using namespace tests::cli;

namespace {

constexpr const char* kStream =
    "retry: 2000\n\n"
    "id: r-0\nevent: reset\n"
    R"(data: {"event":"reset","feed":null,"group":null,"number":null})"
    "\n\n:\n\n"
    "id: r-1\nevent: status\n"
    R"(data: {"event":"status","feed":"clamav","group":"office","number":null})"
    "\n\nid: r-2\nevent: audit\n"
    R"(data: {"event":"audit","feed":null,"group":null,"number":4711})"
    "\n\nid: r-3\nevent: people\n"
    R"(data: {"event":"people","feed":null,"group":null,"number":null})"
    "\n\nevent: people\ndata: {\"event\":\"pe";

}  // namespace

TEST_CASE("whoever watches is told of each event as it comes", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/events"] = {200, kStream};
  const Ended people = relay.run({"watch"});
  CHECK(people.code == 0);
  CHECK(relay.said == "from here on\nstatus: clamav → office\naudit: 4711\npeople\n");
  CHECK(people.out.empty());
  CHECK(people.err == "the relay has ended it: it stops, or you are signed out\n");

  relay.said.clear();
  CHECK(relay.run({"watch", "--json"}).code == 0);
  CHECK(relay.said == R"({"event":"reset","feed":null,"group":null,"number":null})"
                      "\n"
                      R"({"event":"status","feed":"clamav","group":"office","number":null})"
                      "\n"
                      R"({"event":"audit","feed":null,"group":null,"number":4711})"
                      "\n"
                      R"({"event":"people","feed":null,"group":null,"number":null})"
                      "\n");
}

TEST_CASE("who may not watch is told why", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/events"] = {
      429, R"({"detail": "you follow 8 streams of events already: close one of them"})"};
  const Ended ended = relay.run({"watch"});
  CHECK(ended.code == 1);
  CHECK(ended.err == "sluice: you follow 8 streams of events already: close one of them\n");
  CHECK(relay.said.empty());
}
