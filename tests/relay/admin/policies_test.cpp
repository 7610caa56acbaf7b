#include "relay/admin/policies.h"

#include "relay/catalog/policy_files.h"
#include "relay/catalog/proposals.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using tests::ADesk;
using tests::json_of;

namespace {

/// Revision 1 came from a file on day 1, revision 2 of bo on day 2 has no gate for office.
struct ATwiceRevised : ADesk {
  ATwiceRevised() {
    revision.number = 2;
    now = tests::day(2);
    revision.document.paths[0].stages[1].gate.reset();
    texts.say["no gate"] = revision.document;
    state.write([this](relay::db::Transaction& tx) {
      relay::catalog::note_policy_file(tx, {"/etc/policy.yaml", tests::digest(1), 1}, deed());
      relay::catalog::revise(tx, "no gate", tests::digest(2),
                             {.at = now, .actor = "bo", .reason = "too slow"});
    });
  }
};

}  // namespace

TEST_CASE("revisions are listed newest first with who and when and why", "[admin][policy]") {
  ATwiceRevised desk;
  const auto answer = json_of(desk.get("/api/v1/policy/revisions"));
  CHECK(answer["in_force"].number() == 2);
  CHECK(answer["next"].null());
  CHECK(answer["proposal"].null());
  REQUIRE(answer["revisions"].items().size() == 2);
  const auto& newest = answer["revisions"].items()[0];
  CHECK(newest["number"].number() == 2);
  CHECK(newest["digest"].text() == "sha256:" + tests::digest(2).hex());
  CHECK(newest["at"].text() == "2026-01-03T00:00:00Z");
  CHECK(newest["actor"].text() == "bo");
  CHECK(newest["reason"].text() == "too slow");
  CHECK(newest["file"].null());
  CHECK(answer["revisions"].items()[1]["file"].text() == "/etc/policy.yaml");
  const auto older = json_of(desk.get("/api/v1/policy/revisions", "after=2"));
  REQUIRE(older["revisions"].items().size() == 1);
  CHECK(older["revisions"].items()[0]["number"].number() == 1);
  CHECK(desk.get("/api/v1/policy/revisions", "after=0").status == 400);
}

TEST_CASE("one revision is shown with its text and the one in force by itself", "[admin][policy]") {
  ATwiceRevised desk;
  CHECK(json_of(desk.get("/api/v1/policy/revision"))["text"].text() == "no gate");
  const auto first = json_of(desk.get("/api/v1/policy/revision", "number=1"));
  CHECK(first["text"].text() == "the policy");
  CHECK(first["file"].text() == "/etc/policy.yaml");
  const auto missing = desk.get("/api/v1/policy/revision", "number=3");
  CHECK(missing.status == 404);
  CHECK(json_of(missing)["detail"].text() == "there is no revision 3; the newest is 2");
  const auto wrong = desk.get("/api/v1/policy/revision", "number=two");
  CHECK(wrong.status == 400);
  CHECK(json_of(wrong)["detail"].text() == "'number' is a whole number from 1");
}

TEST_CASE("two revisions are compared by what they say", "[admin][policy]") {
  ATwiceRevised desk;
  const auto answer = json_of(desk.get("/api/v1/policy/differences"));
  CHECK(answer["from"].number() == 1);
  CHECK(answer["to"].number() == 2);
  REQUIRE(answer["differences"].items().size() == 1);
  CHECK(answer["differences"].items()[0].text() == "path 'intelligence', stage 2: bake 4h is gone");
  CHECK_FALSE(answer["weaker"].items().empty());
  const auto back = json_of(desk.get("/api/v1/policy/differences", "from=2&to=1"));
  CHECK(back["differences"].items()[0].text() == "path 'intelligence', stage 2: bake 4h is new");
  CHECK(back["weaker"].items().empty());
  const auto same = json_of(desk.get("/api/v1/policy/differences", "from=2"));
  CHECK(same["differences"].items().empty());
  CHECK(desk.get("/api/v1/policy/differences", "from=7").status == 404);
}

TEST_CASE("a revision that does not check any more cannot be compared", "[admin][policy]") {
  ATwiceRevised desk;
  desk.texts.say.erase("the policy");
  const auto answer = desk.get("/api/v1/policy/differences");
  CHECK(answer.status == 409);
  CHECK(json_of(answer)["detail"].text() ==
        "revision 1 does not check any more: line 3: that means nothing");
}

TEST_CASE("the proposal that waits is shown with what it would change", "[admin][policy]") {
  ADesk desk;
  desk.make("bo", {{.role = *relay::people::Role::parse("policy-editor")}});
  CHECK(json_of(desk.get("/api/v1/policy/proposal"))["proposal"].null());
  policy::Document sooner = desk.revision.document;
  sooner.paths[0].stages[1].gate->bake = 1h;
  desk.texts.say["sooner"] = sooner;
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::propose(tx, {1, tests::digest(3), "sooner"}, desk.deed("bo"));
  });
  const auto proposal = json_of(desk.get("/api/v1/policy/proposal"))["proposal"];
  CHECK(proposal["number"].number() == 1);
  CHECK(proposal["base"].number() == 1);
  CHECK(proposal["actor"].text() == "bo");
  CHECK(proposal["text"].text() == "sooner");
  CHECK(proposal["check"]["differences"].items().at(0).text() ==
        "path 'intelligence', stage 2: bake 4h → 1h");
  const auto listed = json_of(desk.get("/api/v1/policy/revisions"))["proposal"];
  CHECK(listed["number"].number() == 1);
  CHECK(listed["reason"].text() == "because");
}
