#include "relay/admin/proposals.h"

#include <thread>

#include "tests/relay/admin/a_desk.h"

using tests::field_of;
using tests::json_of;
using tests::sentence_of;

namespace {

relay::people::Grant of_role(const char* name) {
  return {.role = *relay::people::Role::parse(name)};
}

/// Two administrators, ann and bob; and eve, who has no role.
struct TwoAdministrators : tests::ADesk {
  TwoAdministrators() {
    make("eve", {});
    make("bob", {of_role("operator"), of_role("administrator")});
  }
  std::string grant(const std::string& name, const std::string& role,
                    const std::string& by = "ann") {
    return sentence_of(post("/api/v1/people/" + name + "/grant",
                            R"({"role":")" + role + R"(","reason":"joins us"})", by));
  }
  std::string digest(int number) {
    return json_of(get("/api/v1/proposals/" + std::to_string(number)))["digest"].text();
  }
  tests::Response say(int number, const std::string& what, const std::string& by,
                      const std::string& body) {
    return post("/api/v1/proposals/" + std::to_string(number) + "/" + what, body, by);
  }
  std::string vote(int number, const std::string& by, const std::string& shown = "") {
    const std::string digest_shown = shown.empty() ? digest(number) : shown;
    return sentence_of(
        say(number, "vote", by, R"({"digest":")" + digest_shown + R"(","reason":"looked"})"));
  }
  bool has(const std::string& name, const char* role) {
    return people.find(name)->person.has(role);
  }
};

constexpr const char* kWaits =
    "202: others are 'administrator', too, so proposal 1 waits for one of them: 'sluice vote 1'";

}  // namespace

TEST_CASE("a role is given by two people once there are two administrators",
          "[admin][people][proposal]") {
  TwoAdministrators desk;
  CHECK(desk.grant("eve", "viewer") == kWaits);
  CHECK(!desk.has("eve", "viewer"));

  const auto answer = desk.get("/api/v1/proposals/1", "", "bob");
  const auto shown = json_of(answer);
  CHECK(field_of(answer, "ETag") == "\"" + shown["digest"].text() + "\"");
  CHECK(shown["kind"].text() == "roles");
  CHECK(shown["subject"].text() == "eve");
  CHECK(shown["role"].text() == "administrator");
  CHECK(shown["by"].text() == "ann");
  CHECK(shown["why"].text() == "joins us");
  CHECK(shown["open"].truth());
  CHECK(shown["may"].truth());
  CHECK(shown["body"]["give"].items()[0]["role"].text() == "viewer");
  CHECK_FALSE(json_of(desk.get("/api/v1/proposals/1"))["may"].truth());

  CHECK(desk.vote(1, "ann") == "403: ann proposed it, so somebody else must say yes");
  CHECK(desk.vote(1, "bob", "sha256:" + std::string(64, '0')) ==
        "409: that digest is not of what proposal 1 says: look at it again");
  CHECK(!desk.has("eve", "viewer"));
  CHECK(desk.vote(1, "bob") == "'eve' has 'viewer' everywhere");
  CHECK(desk.has("eve", "viewer"));
  const auto row = desk.audit().front();
  CHECK(row.actor == "ann");
  CHECK(row.via == "proposal 1");
  CHECK_THAT(row.detail, Catch::Contains("proposed by ann: joins us; agreed by bob: looked"));

  const auto ended = json_of(desk.get("/api/v1/proposals/1"));
  CHECK(!ended["open"].truth());
  CHECK(ended["end"]["how"].text() == "done");
  CHECK(ended["votes"].items()[0]["by"].text() == "bob");
  CHECK_THAT(desk.vote(1, "bob"), Catch::StartsWith("409: "));
}

TEST_CASE("what takes two waits and what stops does not", "[admin][people][proposal]") {
  TwoAdministrators desk;
  const auto act = [&](const std::string& path, const std::string& body) {
    return sentence_of(desk.post("/api/v1/people/" + path, body));
  };
  CHECK(act("bob/lift", R"({"role":"operator","reason":"x"})") == kWaits);
  CHECK_THAT(act("eve/password", R"({"password":"a second password of hers","reason":"x"})"),
             Catch::StartsWith("202: "));
  CHECK(act("eve/disable", R"({"reason":"left"})") ==
        "'eve' is disabled, and signed out everywhere");
  CHECK_THAT(act("eve/enable", R"({"reason":"back"})"), Catch::StartsWith("202: "));
  CHECK(act("ann/grant", R"({"role":"viewer","feed":"clamav","reason":"x"})") ==
        "409: nobody does this to his own account: another administrator must");
  CHECK(json_of(desk.get("/api/v1/proposals", "open=yes"))["proposals"].items().size() == 3);
}

TEST_CASE("a proposed password is shown to nobody and counts after the vote",
          "[admin][people][proposal][security]") {
  TwoAdministrators desk;
  desk.post("/api/v1/people/eve/password", R"({"password":"a second password","reason":"x"})");
  const auto shown = tests::text_of(desk.get("/api/v1/proposals/1"));
  CHECK_THAT(shown, !Catch::Contains("scrypt"));
  CHECK(desk.vote(1, "bob") ==
        "'eve' has that password, and chooses another one at the next sign-in");
  CHECK(desk.people.find("eve")->due);
}

TEST_CASE("a proposal is void when what it would change has changed", "[admin][people][proposal]") {
  TwoAdministrators desk;
  desk.grant("eve", "viewer");
  CHECK_THAT(desk.grant("eve", "operator", "bob"), Catch::StartsWith("202: "));
  CHECK(desk.vote(2, "ann") == "'eve' has 'operator' everywhere");
  CHECK_THAT(desk.vote(1, "bob"), Catch::StartsWith("409: "));
  CHECK(json_of(desk.get("/api/v1/proposals/1"))["end"]["how"].text() == "void");
  CHECK(!desk.has("eve", "viewer"));

  desk.grant("eve", "auditor");
  desk.post("/api/v1/people/eve/disable", R"({"reason":"left"})");
  CHECK(desk.vote(3, "bob") ==
        "409: proposal 3 is void: what it would change has changed since it was asked for");
  CHECK(!desk.has("eve", "auditor"));
}

TEST_CASE("one says no and who asked takes it back", "[admin][people][proposal]") {
  TwoAdministrators desk;
  desk.grant("eve", "viewer");
  const std::string why = R"({"reason":"not yet"})";
  CHECK_THAT(sentence_of(desk.say(1, "withdraw", "bob", why)), Catch::StartsWith("403: "));
  CHECK(sentence_of(desk.say(1, "refuse", "bob", why)) == "proposal 1 is refused");
  CHECK_THAT(desk.vote(1, "bob"), Catch::StartsWith("409: "));
  desk.grant("eve", "viewer");
  CHECK(sentence_of(desk.say(2, "withdraw", "ann", why)) == "proposal 2 is withdrawn");
  CHECK(sentence_of(desk.say(9, "refuse", "bob", why)) == "404: there is no proposal 9");
  CHECK(desk.get("/api/v1/proposals/9").status == 404);
}

TEST_CASE("whoever lost the role after his yes has not said it", "[admin][people][proposal]") {
  TwoAdministrators desk;
  desk.make("cid", {});
  CHECK_THAT(desk.grant("cid", "auditor"), Catch::StartsWith("202: "));
  desk.post("/api/v1/people/bob/disable", R"({"reason":"left"})");
  CHECK_FALSE(desk.has("cid", "auditor"));
  const auto shown = json_of(desk.get("/api/v1/proposals/1"));
  CHECK(shown["open"].truth());
  // A disabled account keeps its seat: ann is not alone by disabling the other.
  CHECK_THAT(desk.grant("eve", "viewer"), Catch::StartsWith("202: "));
}

TEST_CASE("a risk is lowered by two people once there are two operators",
          "[admin][judge][proposal]") {
  TwoAdministrators desk;
  desk.accept("3");
  desk.turn();
  const auto lowered = desk.post("/api/v1/feeds/clamav/risk",
                                 R"({"groups":"all","version":"3","risk":"low","reason":"x"})");
  CHECK(sentence_of(lowered) ==
        "202: others are 'operator', too, so proposal 1 waits for one of them: 'sluice vote 1'");
  CHECK_THAT(desk.vote(1, "bob"), Catch::Contains("low"));
}

TEST_CASE("whoever has a role in one place only is nobody's second", "[admin][people][proposal]") {
  tests::ADesk desk;
  desk.accept("3");
  desk.turn();
  desk.make("bob", {{.role = *relay::people::Role::parse("operator"),
                     .reach = {.group = tests::group("office")}}});
  CHECK(sentence_of(desk.post("/api/v1/feeds/clamav/risk",
                              R"({"groups":"all","version":"3","risk":"low","reason":"x"})")) ==
        "3 is of low risk for all groups");
}

TEST_CASE("what could not be done is not proposed", "[admin][people][proposal]") {
  TwoAdministrators desk;
  CHECK(sentence_of(desk.post("/api/v1/feeds/clamav/risk",
                              R"({"groups":"all","version":"9","risk":"low","reason":"x"})")) ==
        "409: feed 'clamav' has no release '9'");
  CHECK(json_of(desk.get("/api/v1/proposals"))["proposals"].items().empty());
}

TEST_CASE("what somebody asked for who is disabled by now is not done",
          "[admin][people][proposal]") {
  TwoAdministrators desk;
  desk.grant("eve", "viewer");
  desk.post("/api/v1/people/ann/disable", R"({"reason":"stolen laptop"})", "bob");
  const auto shown = json_of(desk.get("/api/v1/proposals/1", "", "bob"));
  CHECK(!shown["may"].truth());
  CHECK(sentence_of(desk.say(1, "vote", "bob",
                             R"({"digest":")" + shown["digest"].text() + R"(","reason":"x"})")) ==
        "409: ann, who asked for it, is disabled: somebody else must ask for it");
  CHECK(!desk.has("eve", "viewer"));
}

TEST_CASE("a password that was changed meanwhile is not overwritten by an older wish",
          "[admin][people][proposal]") {
  TwoAdministrators desk;
  desk.post("/api/v1/people/eve/password", R"({"password":"a second password","reason":"x"})");
  REQUIRE(desk.post("/api/v1/session/password", R"({"password":"what eve chose herself"})", "eve")
              .status == 200);
  CHECK(desk.vote(1, "bob") ==
        "409: proposal 1 is void: what it would change has changed since it was asked for");
  CHECK(!desk.people.find("eve")->due);
}

TEST_CASE("fifty yeses of one person at once are one", "[admin][people][proposal]") {
  TwoAdministrators desk;
  desk.make("cid", {of_role("administrator")});
  desk.grant("eve", "viewer");
  const std::string shown = desk.digest(1);
  const auto fields = [&] {
    auto all = desk.signed_in("bob");
    all.push_back({"Content-Type", "application/json"});
    return all;
  }();
  std::atomic<int> done = 0;
  std::atomic<int> told = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 50; ++i) {
      threads.emplace_back([&] {
        const auto answer = desk.ask({.method = tests::Method::Post,
                                      .path = "/api/v1/proposals/1/vote",
                                      .body = R"({"digest":")" + shown + R"(","reason":"looked"})",
                                      .fields = fields});
        if (answer.status == 200) ++done;
        if (answer.status == 409 || answer.status == 503) ++told;
      });
    }
  }
  CHECK(done == 1);
  CHECK(told == 49);
  CHECK(json_of(desk.get("/api/v1/proposals/1"))["votes"].items().size() == 1);
}

TEST_CASE("what a yes is bound to is shown before and a yes to anything else is refused",
          "[admin][acts][proposal]") {
  tests::AWaitingDesk desk;
  const auto shown = json_of(desk.get("/api/v1/feeds/clamav/bound", "groups=office"));
  REQUIRE(shown["bound"].items().size() == 1);
  CHECK(shown["bound"].items()[0]["group"].text() == "office");
  const auto yes = [&](const std::string& digest) {
    return desk.said(
        "approve",
        R"({"groups":["office"],"reason":"looked","ticket":"CHG-7","expect":")" + digest + R"("})");
  };
  CHECK_THAT(yes("sha256:" + std::string(64, '0')),
             Catch::StartsWith("409: it has changed since you looked"));
  CHECK(desk.served("office") == "3");
  CHECK(yes(shown["digest"].text()) == "approved 4 for office");
  CHECK(desk.served("office") == "4");
  CHECK(sentence_of(desk.get("/api/v1/feeds/clamav/bound", "groups=offise")) ==
        "404: the policy has no group 'offise'");
}
