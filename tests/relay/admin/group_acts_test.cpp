#include "relay/admin/group_acts.h"

#include "relay/catalog/acts.h"
#include "tests/relay/admin/a_desk.h"

using tests::AWaitingDesk;
using tests::json_of;
using tests::Response;
using tests::sentence_of;

namespace {

/// A second feed, "agent", that travels as clamav does.
struct ATwoFeedDesk : AWaitingDesk {
  ATwoFeedDesk() {
    revision.document.feeds.push_back({tests::feed("agent"), policy::ContentClass::Intelligence});
  }

  Response hold(const std::string& body, const std::string& name = "ann",
                const std::string& of = "office") {
    return post("/api/v1/groups/" + of + "/hold", body, name);
  }
  /// The groups that people hold in a feed; "" stands for all of them.
  std::vector<std::string> held(const char* in) {
    std::vector<std::string> groups;
    state.read([&](relay::db::Connection& db) {
      for (const auto& act : relay::catalog::acts(db, tests::feed(in))) {
        groups.push_back(act.group ? act.group->text() : "");
      }
    });
    return groups;
  }
  /// Somebody who operates that group, of one feed or of all.
  void make_operator(const char* name, const std::optional<policy::FeedId>& feed) {
    make(name, {{.role = *relay::people::Role::parse("operator"),
                 .reach = {.feed = feed, .group = tests::group("office")}}});
  }
  /// Of the audit, with those of who signs in.
  std::size_t rows(const std::string& name = "ann") {
    token_of(name);
    return audit().size();
  }
};

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a group is held in every feed at once and let go again", "[admin][acts]") {
  ATwoFeedDesk desk;
  const std::size_t before = desk.rows();
  const auto answer = json_of(desk.hold(R"({"reason":"inventory"})"));
  CHECK(answer["sentence"].text() == "hold of 2 feeds for office is in force");
  CHECK(answer["group"].text() == "office");
  REQUIRE(answer["feeds"].items().size() == 2);
  CHECK(answer["feeds"].items()[0]["feed"].text() == "clamav");
  CHECK(answer["feeds"].items()[0]["explanation"]["group"].text() == "office");
  CHECK(answer["feeds"].items()[1]["feed"].text() == "agent");
  CHECK(desk.held("clamav") == Names{"office"});
  CHECK(desk.held("agent") == Names{"office"});
  CHECK_THAT(desk.why("office"), Catch::Contains("held by ann: inventory"));
  CHECK(desk.rows() == before + 2);
  CHECK(desk.audit()[0].subject == "agent → office");
  CHECK(desk.audit()[1].subject == "clamav → office");

  CHECK(sentence_of(desk.hold(R"({"reason":"again"})")) ==
        "hold of 2 feeds for office is in force");
  CHECK(desk.rows() == before + 2);

  CHECK(sentence_of(desk.hold(R"({"reason":"done","lift":true})")) ==
        "hold of 2 feeds for office is lifted");
  CHECK(desk.held("clamav").empty());
  CHECK(desk.rows() == before + 4);
}

TEST_CASE("what was said of one feed alone is lifted with the group and what is for all stays",
          "[admin][acts]") {
  ATwoFeedDesk desk;
  desk.said("hold", R"({"groups":"all","reason":"x"})");
  CHECK(sentence_of(desk.hold(R"({"reason":"x","lift":true})")) ==
        "409: there is no hold of any feed for office to lift; one for all groups is lifted at "
        "its feed");
  desk.said("hold", R"({"groups":["office"],"reason":"x"})");
  CHECK(sentence_of(desk.hold(R"({"reason":"x","lift":true})")) ==
        "hold of 1 feed for office is lifted");
  CHECK(desk.held("clamav") == Names{""});
}

TEST_CASE("who holds a group may do it in each of its feeds", "[admin][acts][security]") {
  ATwoFeedDesk desk;
  desk.make_operator("bob", tests::feed("clamav"));
  desk.make_operator("cid", std::nullopt);
  const std::size_t before = desk.rows("bob");
  CHECK(sentence_of(desk.hold(R"({"reason":"x"})", "bob")) ==
        "403: this needs one of the roles 'operator', 'policy-editor', 'administrator' or one that "
        "the policy names, which you do not have for agent in office");
  CHECK(desk.held("clamav").empty());
  CHECK(desk.rows("bob") == before + 1);  // The denial.
  CHECK(desk.hold(R"({"reason":"x"})", "cid", "pilot").status == 403);
  CHECK(desk.hold(R"({"reason":"x"})", "cid").status == 200);

  desk.make("eve", {{.role = *relay::people::Role::parse("policy-editor")}});
  CHECK(desk.hold(R"({"reason":"x","lift":true})", "eve").status == 403);
  CHECK(desk.hold(R"({"reason":"x"})", "eve", "pilot").status == 200);
}

TEST_CASE("a group's hold says what is wrong with it", "[admin][acts]") {
  ATwoFeedDesk desk;
  CHECK(desk.hold(R"({"reason":"x"})", "ann", "nowhere").status == 404);
  CHECK(desk.hold(R"({"lift":false})").status == 400);
  CHECK(desk.hold(R"({"reason":"x","groups":["pilot"]})").status == 400);
  desk.revision.document.feeds.clear();
  CHECK(sentence_of(desk.hold(R"({"reason":"x"})")) == "409: the policy has no feed");
}
