#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "relay/catalog/bypasses.h"
#include "relay/catalog/rollouts.h"
#include "tests/relay/catalog/with_people.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::day;
using tests::digest;
using tests::failure_of;
using tests::feed;
using tests::group;
using tests::WithPeople;

namespace {

const std::string kDigestText(64, 'a');

/// One row in every table that says who people are.
class FullPeople : public WithPeople {
 public:
  FullPeople() {
    make("bob");
    give("ann", "administrator");
    tell(catalog::set_password, std::string{"ann"},
         catalog::PasswordRow{"$scrypt$ln=4,r=8,p=1$c2FsdA$aGFzaA"}, by("ann"));
    tell(catalog::begin_factor, std::string{"ann"}, std::string{"sealed"}, by("ann"));
    tell(catalog::set_recovery_codes, std::string{"ann"}, std::vector{digest('1')}, by("ann"));
    tell(catalog::begin_session, session("ann", '2'), by("ann"));
    tell(catalog::make_api_token, catalog::NewApiToken{digest('3'), "ann", "ci", "look", day(2)},
         by("ann"));
    tell(catalog::disable_account, std::string{"bob"}, by("ann"));
  }
};

/// A release that waits for an approval, and a bypass that bob has asked for.
class Waiting : public WithPeople {
 public:
  Waiting() {
    make("bob");
    release = accept("daily 1", '1');
    const policy::Bypass asked{.release = release,
                               .groups = {group("office")},
                               .skips = policy::Skips{}.with(policy::Skippable::Soak),
                               .until = day(2)};
    bypass = tell(catalog::ask_bypass, feed(), asked, by("bob"));
  }
  /// What the database says to a yes of ann's.
  std::string yes(const char* what, const char* where = "office", const char* who = "ann") {
    const policy::Approval approval{.release = release,
                                    .tree = digest('1'),
                                    .stage = digest('2'),
                                    .person = who,
                                    .role = what,
                                    .at = day(1)};
    return failure_of([&] {
      tell(catalog::approve, feed(), group(where), catalog::NewApproval{approval}, by(who));
    });
  }
  std::string grant(const char* who, const char* what = "boss") {
    return failure_of([&] { tell(catalog::grant_bypass, bypass, std::string{what}, by(who)); });
  }

  policy::Sequence release{};
  std::int64_t bypass = 0;
};

}  // namespace

TEST_CASE("the schema takes what is right for people and nothing else", "[catalog][schema]") {
  FullPeople catalog;
  struct Statement {
    std::string sql;
    bool right;
  };
  const std::string account = "INSERT INTO account (name, person, reason, at) VALUES ";
  const std::string session =
      "INSERT INTO session (digest, account, shown_as, source, at, seen, until, sure_until)"
      " VALUES ('" +
      kDigestText + "', ";
  const std::string token =
      "INSERT INTO api_token (digest, account, name, scope, until, reason, at) VALUES ('" +
      kDigestText + "', 'ann', 'ci', ";
  const std::vector<Statement> all{
      {account + "('cai', 'ann', '', 0)", true},
      {account + "('cai', 'cai', '', 0)", false},
      {account + "('ann', 'bob', '', 0)", false},
      {account + "('Cai', 'ann', '', 0)", false},
      {account + "('.cai', 'ann', '', 0)", false},
      {account + "('', 'ann', '', 0)", false},
      {account + "('" + std::string(64, 'a') + "', 'ann', '', 0)", true},
      {account + "('" + std::string(65, 'a') + "', 'ann', '', 0)", false},
      {account + "('administrator', 'ann', '', 0)", false},
      {account + "('relay', 'ann', '', 0)", false},
      {account + "('machine', 'ann', '', 0)", false},
      {session + "'ann', 'cookie', '', 9, 9, 43209, 10)", true},
      {session + "'ann', 'cookie', '', 9, 9, 43210, 10)", false},
      {session + "'ann', 'cookie', '', 9, 8, 20, 10)", false},
      {session + "'ann', 'cookie', '', 9, 9, 20, 21)", false},
      {session + "'ann', 'paper', '', 9, 9, 20, 20)", false},
      {session + "'bob', 'cookie', '', 9, 9, 20, 20)", false},
      {token + "'look', 31622409, '', 9)", true},
      {token + "'look', 31622410, '', 9)", false},
      {token + "'look', 9, '', 9)", false},
      {token + "'', 20, '', 9)", false},
      {"INSERT INTO setup (digest, at, until) VALUES ('" + kDigestText + "', 0, 1)", false},
      {"INSERT INTO role_grant (account, role, person, reason, at)"
       " VALUES ('ann', 'Boss', 'bob', '', 0)",
       false},
      {"INSERT INTO role_grant (account, role, person, reason, at)"
       " VALUES ('cai', 'boss', 'bob', '', 0)",
       false},
      {"INSERT INTO password VALUES ('bob', 'secret', 0, 0)", false},
  };
  for (const Statement& given : all) {
    CAPTURE(given.sql);
    CHECK((catalog.says(given.sql) == "accepted") == given.right);
  }
}

TEST_CASE("who people are is not changed and not taken back", "[catalog][schema]") {
  FullPeople catalog;
  for (const std::string& statement : std::vector<std::string>{
           "UPDATE account SET name = 'cai'", "UPDATE account SET reason = ''",
           "DELETE FROM account", "UPDATE account_disabled SET reason = ''",
           "DELETE FROM account_disabled", "UPDATE role_grant SET role = 'boss'",
           "UPDATE role_grant SET feed = 'clamav'", "DELETE FROM role_grant",
           "UPDATE session SET account = 'bob'", "UPDATE session SET until = until + 1",
           "UPDATE session SET shown_as = 'cookie'", "UPDATE api_token SET scope = 'operate'",
           "UPDATE api_token SET until = until + 1", "DELETE FROM api_token",
           "INSERT OR REPLACE INTO account SELECT * FROM account",
           "INSERT OR REPLACE INTO role_grant SELECT * FROM role_grant",
           "INSERT OR REPLACE INTO api_token SELECT * FROM api_token",
           "INSERT OR REPLACE INTO account_disabled SELECT * FROM account_disabled"}) {
    CAPTURE(statement);
    CHECK_THAT(catalog.says(statement),
               Catch::Contains("the database says: ") && !Catch::Contains("no such"));
  }
}

TEST_CASE("a yes is by an enabled account that has the role for that feed and group",
          "[catalog][schema][hostile]") {
  Waiting catalog;
  const auto nobody = Catch::Contains("a yes is by an enabled account in its role");
  CHECK_THAT(catalog.yes("boss"), nobody);
  catalog.give("ann", "boss", {.group = group("pilot")});
  CHECK_THAT(catalog.yes("boss"), nobody);
  CHECK_THAT(catalog.yes("other", "pilot"), nobody);
  CHECK_THAT(catalog.yes("boss", "pilot", "Ann"), nobody);
  CHECK(catalog.yes("boss", "pilot").empty());
  const auto everywhere = *catalog.give("ann", "boss");
  catalog.tell(catalog::disable_account, std::string{"ann"}, catalog.by("bob"));
  CHECK_THAT(catalog.yes("boss"), nobody);
  catalog.tell(catalog::enable_account, std::string{"ann"}, catalog.by("bob"));
  catalog.tell(catalog::take_role, std::string{"ann"}, everywhere, catalog.by("bob"));
  CHECK_THAT(catalog.yes("boss"), nobody);
  catalog.give("ann", "boss", {.feed = feed()});
  CHECK(catalog.yes("boss").empty());
}

TEST_CASE("a direct insert of a second yes or of one's own grant is refused",
          "[catalog][schema][hostile]") {
  Waiting catalog;
  for (const char* const name : {"boss", "owner"}) {
    catalog.give("ann", name);
    catalog.give("bob", name);
  }
  CHECK(catalog.yes("boss").empty());
  CHECK_THAT(catalog.says("INSERT INTO approval (feed, group_id, release, tree, stage, person,"
                          " role, at) SELECT feed, group_id, release, tree, stage, person,"
                          " 'owner', at FROM approval"),
             Catch::Contains("UNIQUE constraint failed"));
  CHECK_THAT(catalog.grant("bob"), Catch::Contains("does not grant it"));
  CHECK_THAT(catalog.says("INSERT INTO bypass_grant VALUES (1, 'bob', 'boss', 0)"),
             Catch::Contains("whoever asked for a bypass does not grant it"));
  CHECK_THAT(catalog.grant("ann", "viewer"), Catch::Contains("an enabled account in its role"));
  CHECK_THAT(catalog.grant("cai"), Catch::Contains("an enabled account in its role"));
  CHECK(catalog.grant("ann").empty());
}

TEST_CASE("without any account names are what they were", "[catalog][schema]") {
  tests::Catalog catalog;
  const auto release = catalog.accept("daily 1", '1');
  const policy::Approval approval{.release = release,
                                  .tree = digest('1'),
                                  .stage = digest('2'),
                                  .person = "administrator",
                                  .role = "boss",
                                  .at = day(1)};
  CHECK(catalog.tell(catalog::approve, feed(), group("office"), catalog::NewApproval{approval},
                     catalog::Deed{.at = day(1), .actor = "administrator"}));
}

TEST_CASE("two administrators give and take roles by what was agreed to", "[catalog][schema]") {
  WithPeople catalog;
  for (const char* const name : {"bob", "cai"}) catalog.make(name);
  const auto deed = [](const char* who, std::int64_t proposal) {
    auto made = WithPeople::by(who);
    made.proposal = proposal;
    return made;
  };
  const auto give = [&](const char* name, const char* what, std::int64_t proposal) {
    return failure_of([&] {
      catalog.tell(catalog::give_role, std::string{name}, tests::role(what), catalog::Reach{},
                   deed("ann", proposal));
    });
  };
  const auto take = [&](std::int64_t grant, const char* who, std::int64_t proposal) {
    return failure_of(
        [&] { catalog.tell(catalog::take_role, std::string{"cai"}, grant, deed(who, proposal)); });
  };
  const auto grant = catalog.give("cai", "viewer");
  catalog.give("ann", "administrator");
  CHECK(give("cai", "boss", 0).empty());
  CHECK(give("bob", "administrator", 0).empty());
  CHECK_THAT(give("cai", "clerk", 0), Catch::Contains("two administrators give a role"));
  CHECK_THAT(take(*grant, "ann", 0), Catch::Contains("two administrators take a role away"));

  const auto propose = [&](const char* subject) {
    catalog.tell([&](db::Transaction& tx) {
      catalog::propose(tx,
                       {.kind = "roles",
                        .subject = subject,
                        .base = "p1",
                        .body = "{}",
                        .role = "administrator",
                        .until = day(8)},
                       digest('5'), WithPeople::by("ann"));
    });
  };
  const auto agree = [&](std::int64_t number) {
    CHECK(catalog.tell(catalog::vote, number, digest('5'), WithPeople::by("bob")));
  };
  const auto end = [&](std::int64_t number) {
    catalog.tell(catalog::end_proposal, number, catalog::Ending::Done, WithPeople::by("bob"));
  };
  propose("cai");
  CHECK_THAT(give("cai", "clerk", 1), Catch::Contains("two administrators give a role"));
  agree(1);
  CHECK_THAT(give("cai", "clerk", 1), Catch::Contains("two administrators give a role"));
  end(1);
  CHECK_THAT(give("bob", "clerk", 1), Catch::Contains("two administrators give a role"));
  propose("ann");
  agree(2);
  end(2);
  CHECK_THAT(give("ann", "clerk", 2), Catch::Contains("nobody gives himself a role"));
  CHECK(give("cai", "clerk", 1).empty());
  CHECK(take(*grant, "ann", 1).empty());
  CHECK(take(*catalog.give("cai", "viewer"), "machine", 0).empty());
}
