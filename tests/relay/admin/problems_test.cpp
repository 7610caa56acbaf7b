#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using relay::json::Value;
using tests::ADesk;
using tests::json_of;

namespace {

/// "path (line:column): message" of each problem of a refused body.
std::string places(const tests::Response& response) {
  CHECK(response.status == 400);
  const auto problem = json_of(response);
  std::string all;
  for (const Value& one : problem["problems"].items()) {
    all += (all.empty() ? "" : "; ") + one["path"].text();
    if (!one["line"].null()) {
      all += " (" + std::to_string(one["line"].number()) + ":" +
             std::to_string(one["column"].number()) + ")";
    }
    all += ": " + one["message"].text();
  }
  return all;
}

std::string nested(std::size_t depth) {
  return std::string(depth, '[') + std::string(depth, ']');
}

}  // namespace

TEST_CASE("a problem is told for programs and for people", "[admin][problem]") {
  ADesk desk;
  const auto response = desk.post("/api/v1/stop", R"({"reason":7})");
  CHECK(tests::field_of(response, "Content-Type") == "application/problem+json");
  CHECK(tests::text_of(response) ==
        R"({"type":"urn:sluice:bad-body","title":"Bad Request","status":400,"kind":"bad-body",)"
        R"("detail":"reason: expected a text, found a number","problems":[{"path":"reason",)"
        R"("line":null,"column":null,"message":"expected a text, found a number"}]})"
        "\n");
  const auto unknown = json_of(desk.get("/api/v1/feeds/nobody/halts"));
  CHECK(unknown["kind"].text() == "unknown-feed");
  CHECK(unknown["problems"] == Value{Value::List{}});
}

TEST_CASE("what is wrong with a body is refused at its place", "[admin][problem][hostile]") {
  ADesk desk;
  const auto grant = [&](const std::string& body) {
    return places(desk.post("/api/v1/people", body));
  };
  const std::string eve = R"({"name":"eve","password":"a long way","reason":"x","roles":)";
  CHECK(grant(eve + R"([{"role":7},{"role":"viewer","feed":true,"until":1}]})") ==
        "roles[0].role: expected a text, found a number; roles[1].until: unknown; "
        "roles[1].feed: expected a text, found true or false");
  CHECK(grant("{}") ==
        "name: expected a text, found nothing; password: expected a text, found nothing; "
        "reason: expected a text, found nothing; roles: expected a list, found nothing");
  CHECK(grant(eve + R"([{"role":"viewer","role":"operator"}]})") ==
        "roles[0].role: not JSON: the field 'role' stands twice in one record");
  CHECK(grant(eve + R"([{"role":)" + nested(20) + "}]}") == "roles[0].role" + [] {
    std::string path;
    for (int i = 0; i < 13; ++i) path += "[0]";
    return path;
  }() + ": not JSON: lists and records are more than 16 deep");
  CHECK(grant(eve + R"([{"role":1.5}]})") ==
        "roles[0].role: not JSON as we read it: a number is not whole or needs more than 64 bits");
  const std::string reason(501, 'x');
  CHECK(places(desk.post("/api/v1/stop", R"({"reason":")" + reason + R"("})")) ==
        "reason: expected one line of 1 to 500 characters");
  CHECK(places(desk.post("/api/v1/stop", R"({"reason":")" + std::string(65'536, 'x') + R"("})")) ==
        ": not read: more than 65536 bytes");
  CHECK_THAT(places(desk.post("/api/v1/stop", R"({"reason":"x","lift":tru})")),
             Catch::StartsWith("lift: not JSON: "));
  CHECK(places(desk.post("/api/v1/stop", "[]")) == ": expected a record, found a list");
}

TEST_CASE("of many problems the first hundred are told and the others counted",
          "[admin][problem][hostile]") {
  ADesk desk;
  const auto refused = [&](std::size_t wrong) {
    std::string groups;
    for (std::size_t i = 0; i < wrong; ++i) groups += (groups.empty() ? "7" : ",7");
    return json_of(
        desk.post("/api/v1/feeds/clamav/hold", R"({"groups":[)" + groups + R"(],"reason":"x"})"));
  };
  CHECK(refused(100)["problems"].items().size() == 100);
  CHECK_THAT(refused(100)["detail"].text(),
             Catch::EndsWith("; groups[99]: expected a text, found a number"));
  CHECK(refused(102)["problems"].items().size() == 100);
  CHECK_THAT(refused(102)["detail"].text(),
             Catch::EndsWith("; groups[99]: expected a text, found a number; and 2 more"));
}

TEST_CASE("a policy that does not check is refused at its lines", "[admin][problem][policy]") {
  ADesk desk;
  desk.texts.outcome = policy::Refused{relay::admin::NotAccepted{
      relay::admin::NotAccepted::Kind::BadText, "policy.yaml:3:5: that means nothing"}};
  CHECK(places(
            desk.post("/api/v1/policy/apply", R"({"text":"nonsense","reason":"x","base":"sha256:)" +
                                                  tests::digest(1).hex() + R"("})")) ==
        "text (3:5): that means nothing");
}
