#include "tests/relay/app/cli/a_relay.h"

using namespace tests::cli;

TEST_CASE("a refusal of the relay is shown with its own sentence", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/status"] = {
      403,
      R"({"type":"urn:sluice:not-your-role","status":403,"detail":"this needs\u001b a role"})"};
  const Ended people = relay.run({"status"});
  CHECK(people.code == 1);
  CHECK(people.out.empty());
  CHECK(people.err == "sluice: this needs\\u001b a role\n");

  const Ended machine = relay.run({"status", "--json"});
  CHECK(machine.code == 1);
  CHECK_THAT(machine.out, Catch::Contains("\"type\": \"urn:sluice:not-your-role\""));
}

TEST_CASE("a relay that cannot be reached or talks nonsense fails the command", "[cli]") {
  const relay::app::cli::Caller nobody = [](const Ask&) {
    return policy::Result<Reply, std::string>{
        policy::Refused{std::string{"127.0.0.1:8443: connection refused"}}};
  };
  const auto command = relay::app::cli::parse(Arguments{"status"});
  const Ended unreachable = std::get<Doing>(command->what)({.call = nobody});
  CHECK(unreachable.code == 1);
  CHECK(unreachable.err == "sluice: 127.0.0.1:8443: connection refused\n");

  ARelay relay;
  relay.replies["GET /api/v1/status"] = {200, "<html>"};
  const Ended nonsense = relay.run({"status"});
  CHECK(nonsense.code == 1);
  CHECK_THAT(nonsense.err,
             Catch::StartsWith("sluice: the relay answered 200 with something else than JSON: "));
  relay.replies["GET /api/v1/status"] = {500, "{}"};
  CHECK(relay.run({"status"}).err == "sluice: the relay answered 500\n");
}

TEST_CASE("what a door answers that is not JSON is told with its status and its first line",
          "[cli]") {
  ARelay relay;
  const auto told = [&relay](int status, const std::string& body) {
    relay.replies["GET /api/v1/status"] = {status, body};
    const Ended ended = relay.run({"status"});
    CHECK(ended.code == 1);
    CHECK(ended.out.empty());
    return ended.err;
  };
  CHECK(told(500, "500 Internal Server Error, request 17\nmore\n") ==
        "sluice: the relay failed: status 500, 500 Internal Server Error, request 17\n");
  CHECK(told(502, "<html>\x1b\r\n") == "sluice: the relay failed: status 502, <html>\\u001b\n");
  CHECK(told(500, "") == "sluice: the relay failed: status 500\n");
  CHECK(told(421, "421 Misdirected Request, request 18\n") ==
        "sluice: the relay refused: status 421, 421 Misdirected Request, request 18\n");
  CHECK(told(500, std::string(201, 'x')) ==
        "sluice: the relay failed: status 500, " + std::string(200, 'x') + "\n");
}

TEST_CASE("the answer is printed whole for machines", "[cli]") {
  ARelay relay;
  relay.replies["GET /api/v1/audit"] = {200, R"({"rows":[],"next":null})"};
  const Ended ended = relay.run({"audit", "--json"});
  CHECK(ended.code == 0);
  CHECK(ended.out == "{\n  \"rows\": [],\n  \"next\": null\n}\n");
}
