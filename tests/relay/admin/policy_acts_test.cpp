#include "relay/admin/policy_acts.h"

#include "relay/catalog/proposals.h"
#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::admin::Accepted;
using relay::admin::NotAccepted;
using relay::json::Value;
using tests::AWaitingDesk;
using tests::json_of;
using tests::Response;

namespace {

/// 4 bakes in pilot until it has for four hours; "later" asks a day of it, "sooner" nothing.
struct ACandidate : AWaitingDesk {
  ACandidate() {
    policy::Document later = revision.document;
    later.paths[0].stages[1].gate->bake = 24h;
    texts.say["later"] = later;
    policy::Document sooner = revision.document;
    sooner.paths[0].stages[1].approve.clear();
    texts.say["sooner"] = sooner;
  }
  static std::string base() { return "sha256:" + tests::digest(1).hex(); }
  Response check(const std::string& text) {
    return post("/api/v1/policy/check", relay::json::write(Value::Record{{"text", text}}));
  }
  Response apply(const std::string& text, const std::string& from = base()) {
    return post(
        "/api/v1/policy/apply",
        relay::json::write(Value::Record{{"text", text}, {"reason", "as agreed"}, {"base", from}}));
  }
};

std::string detail(const Response& response) {
  return std::to_string(response.status) + ": " + json_of(response)["detail"].text();
}

std::string first(const Value& list) {
  return list.items().empty() ? "" : list.items()[0].text();
}

}  // namespace

TEST_CASE("a text is checked against what is in force and changes nothing", "[admin][policy]") {
  ACandidate desk;
  desk.token_of("ann");
  const auto rows = desk.audit().size();
  const auto response = desk.check("sooner");
  REQUIRE(response.status == 200);
  const auto answer = json_of(response);
  CHECK(answer["good"].truth());
  CHECK(answer["problems"].items().empty());
  CHECK(answer["digest"].text() == "sha256:" + relay::crypto::sha256("sooner").hex());
  CHECK(answer["base"]["number"].number() == 1);
  CHECK(answer["base"]["digest"].text() == ACandidate::base());
  CHECK(first(answer["differences"]) ==
        "path 'intelligence', stage 2: approval 1 release-manager is gone");
  CHECK_FALSE(answer["weaker"].items().empty());
  REQUIRE(answer["effects"].items().size() == 2);
  const auto& effect = answer["effects"].items()[0];
  CHECK(effect["feed"].text() == "clamav");
  CHECK(effect["group"].text() == "office");
  CHECK(effect["version"].text() == "4");
  CHECK(effect["before"].null());
  CHECK(effect["after"].text() == policy::rfc3339(desk.now));
  CHECK(effect["sentence"].text() == "'office' gets 4 now, which was not in sight");
  CHECK(desk.audit().size() == rows);
  CHECK(desk.texts.applied.empty());
}

TEST_CASE("a text that means nothing has its problems and no effects", "[admin][policy]") {
  ACandidate desk;
  const auto answer = json_of(desk.check("nonsense"));
  CHECK_FALSE(answer["good"].truth());
  REQUIRE(answer["problems"].items().size() == 1);
  const auto& problem = answer["problems"].items()[0];
  CHECK(problem["severity"].text() == "error");
  CHECK(problem["line"].number() == 3);
  CHECK(problem["column"].number() == 5);
  CHECK(problem["sentence"].text() == "that means nothing");
  CHECK(problem["shown"].text() == "policy.yaml:3:5: that means nothing\n");
  CHECK(problem["missing"].null());
  CHECK(answer["differences"].items().empty());
  CHECK(answer["effects"].items().empty());

  desk.texts.missing = "soak";
  CHECK(json_of(desk.check("nonsense"))["problems"].items()[0]["missing"].text() == "soak");
}

TEST_CASE("an applied text is answered with its number and what it changes", "[admin][policy]") {
  ACandidate desk;
  desk.texts.outcome = Accepted{Accepted::As::Revision, 2};
  const auto answer = json_of(desk.apply("later"));
  CHECK(answer["sentence"].text() == "revision 2 is in force");
  CHECK(answer["revision"].number() == 2);
  CHECK(answer["proposal"].null());
  CHECK(first(answer["check"]["differences"]) == "path 'intelligence', stage 2: bake 4h → 1d");
  REQUIRE(desk.texts.applied.size() == 1);
  CHECK(desk.texts.applied[0].text == "later");
  CHECK(desk.texts.applied[0].base == tests::digest(1));
  CHECK(desk.texts.deeds[0].actor == "ann");
  CHECK(desk.texts.deeds[0].reason == "as agreed");
  CHECK(desk.texts.deeds[0].at == desk.now);
}

TEST_CASE("a weaker text of one person alone is answered with a warning", "[admin][policy]") {
  ACandidate desk;
  desk.revision.single_person = true;
  desk.texts.outcome = Accepted{Accepted::As::Revision, 2};
  CHECK(json_of(desk.apply("sooner"))["sentence"].text() ==
        "revision 2 is in force; it protects less than the one before, and no second person looked "
        "at it, for nobody else is 'policy-editor'");
  CHECK(json_of(desk.apply("later"))["sentence"].text() == "revision 2 is in force");
}

TEST_CASE("a weaker text that waits says how it is approved", "[admin][policy]") {
  ACandidate desk;
  desk.texts.outcome = Accepted{Accepted::As::Proposal, 7};
  const auto answer = json_of(desk.apply("sooner"));
  CHECK(answer["revision"].null());
  CHECK(answer["proposal"].number() == 7);
  CHECK(answer["sentence"].text() ==
        "proposal 7 protects less than the revision in force, so it waits for a second person: "
        "'sluice policy approve 7'");
}

TEST_CASE("who edited an older revision is told who was faster and what to do", "[admin][policy]") {
  ACandidate desk;
  desk.texts.outcome = policy::Refused{NotAccepted{NotAccepted::Kind::OtherBase, ""}};
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::revise(tx, "later", tests::digest(2),
                           {.at = desk.now, .actor = "bo", .reason = "the plants"});
  });
  const auto response = desk.apply("sooner");
  CHECK(json_of(response)["type"].text() == "urn:sluice:other-revision");
  CHECK(detail(response) ==
        "409: the text was made from another revision than the one in force, revision 2, which bo "
        "put in force at 2026-01-04 00:00 UTC: the plants; 'sluice policy diff --revision 1 --with "
        "2' shows what it changed. Bring your change into that text and apply it again");
  const std::string unknown = "sha256:" + std::string(64, '7');
  CHECK_THAT(detail(desk.apply("sooner", unknown)), Contains("'sluice policy show' has its text"));
}

TEST_CASE("a text that is not taken is answered with why", "[admin][policy]") {
  ACandidate desk;
  desk.texts.outcome = policy::Refused{NotAccepted{NotAccepted::Kind::BadText, "bad"}};
  CHECK(detail(desk.apply("later")) == "400: bad");
  desk.texts.outcome = policy::Refused{NotAccepted{NotAccepted::Kind::NotNow, "not now"}};
  CHECK(detail(desk.apply("later")) == "409: not now");
  desk.texts.outcome = policy::Refused{NotAccepted{NotAccepted::Kind::Unknown, "none"}};
  CHECK(detail(desk.post("/api/v1/policy/approve", R"({"proposal":9,"reason":"x"})")) ==
        "404: none");
}

TEST_CASE("a second person's yes names the proposal", "[admin][policy]") {
  ACandidate desk;
  desk.make("bo", {{.role = *relay::people::Role::parse("policy-editor")}});
  desk.texts.outcome = Accepted{Accepted::As::Revision, 2};
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::propose(tx, {1, tests::digest(3), "sooner"}, desk.deed("bo"));
  });
  const auto answer =
      json_of(desk.post("/api/v1/policy/approve", R"({"proposal":1,"reason":"I looked"})"));
  CHECK(answer["sentence"].text() == "revision 2 is in force");
  CHECK(first(answer["check"]["differences"]) ==
        "path 'intelligence', stage 2: approval 1 release-manager is gone");
  CHECK(desk.texts.approved == std::vector<std::int64_t>{1});
  CHECK(desk.texts.deeds[0].reason == "I looked");
}

TEST_CASE("a body must say text and reason and base", "[admin][policy]") {
  ACandidate desk;
  CHECK(detail(desk.post("/api/v1/policy/apply", R"({"text":"later"})")) ==
        "400: reason: expected a text, found nothing; base: expected a text, found nothing");
  CHECK(detail(desk.apply("later", "sha256:abc")) ==
        "400: base: expected a digest: \"sha256:\" and 64 digits");
  CHECK(detail(desk.check("")) == "400: text: expected the text of a policy, found an empty one");
  CHECK(detail(desk.post("/api/v1/policy/check", R"({"text":"x","force":true})")) ==
        "400: force: unknown");
  CHECK(detail(desk.post("/api/v1/policy/approve", R"({"reason":"x"})")) ==
        "400: proposal: expected a number, found nothing");
  CHECK(desk.texts.deeds.empty());
}

TEST_CASE("a policy text that could mislead who reads it is refused", "[admin][policy][hostile]") {
  ACandidate desk;
  for (const char* const text : {"a: 1 # \x1b[2J", "a: 1 # \xe2\x80\xae", "a: \x7f"}) {
    CHECK(detail(desk.check(text)) ==
          "400: text: has control characters, or such as turn the direction of writing");
  }
  CHECK(desk.check("a: 1\r\n\tb: \xc3\xa9\n").status == 200);
}

TEST_CASE("a policy text has at most a megabyte", "[admin][policy]") {
  ACandidate desk;
  const std::string longest(relay::admin::kLongestPolicy, '\n');
  CHECK(desk.check(longest).status == 200);
  CHECK(detail(desk.check(longest + "\n")) == "400: text: longer than 1 MB, which no policy is");
}
