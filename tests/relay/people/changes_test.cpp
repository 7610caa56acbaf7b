#include "relay/people/changes.h"

#include <catch2/catch.hpp>

#include "tests/relay/people/a_directory.h"

using namespace relay::people;
using namespace std::chrono_literals;
using tests::ADirectory;
using tests::kPassword;

namespace {

Role named(const char* name) {
  return *Role::parse(name);
}

/// ann may everything, bob is an operator.
class WithTwo : public ADirectory {
 public:
  WithTwo() {
    set_up();
    make("bob");
  }
  std::int64_t grant_of(const char* name, const char* what) {
    const auto found = people->find(name);
    for (const Grant& one : found->person.grants) {
      if (one.role.text() == what) return one.number;
    }
    return 0;
  }
};

}  // namespace

TEST_CASE("an account is made with roles and a password that must be changed", "[people]") {
  ADirectory a;
  a.set_up();
  a.expect(MakeAccount{.name = "bob",
                       .grants = {{.role = role(kOperator)}, {.role = role(kOperator)}},
                       .phc = *a.people->hashed(kPassword)});
  const auto bob = a.people->find("bob");
  REQUIRE(bob);
  CHECK(bob->row.by == "ann");
  CHECK(bob->due);
  CHECK(bob->person.grants.size() == 1);
  const auto session = a.sign_in("bob");
  CHECK(session.caller.due);
  a.expect(SetPassword{
      .name = "bob", .phc = *a.people->hashed(kPassword), .keep = session.caller.shown});
  CHECK_FALSE(a.shows(session.token)->due);
  CHECK(a.change(MakeAccount{.name = "bob"}) ==
        "there is an account 'bob' already, and a name is never given again");
  CHECK(a.change(MakeAccount{.name = "relay"}) ==
        "'relay' stands for nobody in the records; take another name");
  for (const Change& unknown :
       {Change{GiveRole{"eve", named("boss")}}, Change{TakeRole{"eve", 1}}, Change{Disable{"eve"}},
        Change{Enable{"eve"}}, Change{SetPassword{.name = "eve"}}, Change{RemoveFactor{"eve"}},
        Change{EndSessions{"eve"}}, Change{MakeToken{.owner = "eve"}}}) {
    CHECK(a.change(unknown) == "there is no account 'eve'");
  }
}

TEST_CASE("a role counts at once for whoever is signed in and until it is taken", "[people]") {
  WithTwo a;
  const auto session = a.sign_in("bob");
  const auto before = a.people->find("bob")->changes;
  CHECK(a.change(GiveRole{"bob", named("boss")}).empty());
  CHECK(a.people->find("bob")->changes == before + 1);
  CHECK(a.shows(session.token)->person.has("boss"));
  CHECK(a.change(GiveRole{"bob", named("boss")}) == "'bob' has 'boss' everywhere already");
  CHECK(a.change(TakeRole{"bob", a.grant_of("bob", "boss")}).empty());
  CHECK_FALSE(a.shows(session.token)->person.has("boss"));
  CHECK(a.change(TakeRole{"bob", 99}) == "'bob' has no grant 99");
  CHECK(a.change(TakeRole{"ann", a.grant_of("ann", "administrator")}) ==
        "'ann' is the last administrator: give somebody else that role first");
  CHECK(a.change(Disable{"ann"}, "bob") ==
        "'ann' is the last administrator: nobody could enable anybody again");
}

TEST_CASE("from the second administrator on nobody gives himself a role", "[people][hostile]") {
  WithTwo a;
  CHECK(a.change(GiveRole{"ann", named("boss")}).empty());
  CHECK(a.change(GiveRole{"bob", role(kAdministrator)}).empty());
  const std::string own = "nobody gives himself a role: another administrator must";
  CHECK(a.change(GiveRole{"ann", named("owner")}) == own);
  CHECK(a.change(Disable{"bob"}).empty());
  CHECK(a.change(GiveRole{"ann", named("owner")}) == own);
  CHECK(a.change(TakeRole{"ann", a.grant_of("ann", "administrator")}) ==
        "'ann' is the last administrator: give somebody else that role first");
  CHECK(a.change(Enable{"bob"}, "bob") == "nobody enables himself");
  CHECK(a.change(Enable{"bob"}).empty());
  CHECK(a.change(GiveRole{"ann", named("owner")}, "machine").empty());
  CHECK(a.change(TakeRole{"ann", a.grant_of("ann", "administrator")}, "machine").empty());
}

TEST_CASE("one person is enough until another may do more than look", "[people]") {
  ADirectory a;
  a.set_up();
  CHECK(a.people->alone(kAdministrator, "ann"));
  CHECK(a.people->alone("boss", "ann"));
  a.make("bob", {"viewer", "auditor"});
  CHECK(a.people->single_person());
  a.expect(GiveRole{"bob", named("boss"), {.feed = *policy::FeedId::parse("clamav")}});
  CHECK_FALSE(a.people->single_person());
  CHECK(a.people->alone("boss", "ann"));  // Who has it in one place only is nobody's second.
  a.expect(GiveRole{"bob", named("boss"), {}});
  CHECK_FALSE(a.people->alone("boss", "ann"));
  CHECK(a.people->alone("boss", "bob"));
  CHECK(a.people->alone(kAdministrator, "ann"));
  CHECK_FALSE(a.people->alone(kAdministrator, "bob"));
  // Whoever disables the other is not alone for that.
  a.expect(Disable{"bob"});
  a.start_again();
  CHECK_FALSE(a.people->single_person());
  CHECK_FALSE(a.people->alone("boss", "ann"));
  a.expect(TakeRole{"bob", a.people->find("bob")->person.grants.back().number});
  CHECK(a.people->alone("boss", "ann"));
  a.expect(TakeRole{"bob", a.people->find("bob")->person.grants.back().number});
  CHECK(a.people->single_person());
}

TEST_CASE("whoever is disabled is out at once with everything he shows", "[people][hostile]") {
  WithTwo a;
  const auto session = a.sign_in("bob");
  const NewToken token = new_api_token();
  a.expect(MakeToken{.owner = "bob",
                     .name = "ci",
                     .scopes = Scopes{}.with(Scope::Look),
                     .until = a.now + 24h,
                     .digest = token.digest});
  CHECK(a.shows(token.text));
  CHECK(a.change(Disable{"bob"}).empty());
  CHECK(a.change(Disable{"bob"}) == "'bob' is disabled already");
  CHECK_FALSE(a.shows(session.token));
  CHECK_FALSE(a.shows(token.text));
  CHECK(a.refusal(a.attempt("bob")) == NotSignedIn::Kind::Wrong);
  a.start_again();
  CHECK_FALSE(a.shows(session.token));
  CHECK_FALSE(a.shows(token.text));
  CHECK(a.people->find("bob")->row.disabled->by == "ann");
  // Enabled again, the session does not come back; the token, which lasts, does.
  CHECK(a.change(Enable{"bob"}).empty());
  CHECK(a.change(Enable{"bob"}) == "'bob' is not disabled");
  CHECK_FALSE(a.shows(session.token));
  CHECK(a.shows(token.text));
  CHECK_FALSE(a.refusal(a.attempt("bob")));
}

TEST_CASE("another password ends every other session", "[people]") {
  WithTwo a;
  const auto one = a.sign_in("bob");
  const auto other = a.sign_in("bob");
  const auto phc = *a.people->hashed("quite another password");
  CHECK(a.change(SetPassword{.name = "bob", .phc = phc, .keep = one.caller.shown}, "bob").empty());
  CHECK(a.shows(one.token));
  CHECK_FALSE(a.shows(other.token));
  CHECK(a.refusal(a.attempt("bob")) == NotSignedIn::Kind::Wrong);
  CHECK_FALSE(a.refusal(a.attempt("bob", "quite another password")));
  CHECK(a.change(EndSessions{"bob"}).empty());
  CHECK_FALSE(a.shows(one.token));
  CHECK(a.people->find("bob")->sessions == 0);
}

TEST_CASE("a token for programs acts for its owner within its scope and time", "[people]") {
  WithTwo a;
  const NewToken token = new_api_token();
  MakeToken wanted{.owner = "bob",
                   .name = "ci",
                   .scopes = *Scopes::parse("look operate"),
                   .until = a.now + 24h,
                   .digest = token.digest};
  CHECK(a.change(wanted, "bob").empty());
  CHECK(a.audit(1)[0] ==
        "bob: token made: token 1 'ci' of bob: may look operate until 2026-01-03 00:00 UTC; why");
  const auto caller = a.shows(token.text);
  REQUIRE(caller);
  CHECK(caller->by == Caller::By::Token);
  CHECK(caller->via == "token 1 ci");
  CHECK(caller->person.has("operator"));
  CHECK(caller->scopes.text() == "look operate");
  CHECK_FALSE(caller->sure);
  CHECK(caller->csrf.empty());
  CHECK_FALSE(a.people->caller({.cookie = token.text}, a.now));
  const auto refused = a.people->make_sure(*caller, a.attempt("bob"));
  CHECK(refused.error().kind == NotSignedIn::Kind::Wrong);
  CHECK_FALSE(a.people->sign_out(*caller, a.by("bob")));
  a.now += 24h - 1s;
  CHECK(a.shows(token.text));
  a.now += 1s;
  CHECK_FALSE(a.shows(token.text));
  a.now -= 1h;
  CHECK(a.change(RevokeToken{"ann", 1}) == "'ann' has no token 1");
  CHECK(a.change(RevokeToken{"bob", 1}).empty());
  CHECK_FALSE(a.shows(token.text));
  CHECK(a.change(RevokeToken{"bob", 1}) == "'bob' has no token 1");
}

TEST_CASE("a token has a scope and a name and an end within 366 days", "[people]") {
  WithTwo a;
  const MakeToken good{.owner = "bob",
                       .name = std::string(64, 'n'),
                       .scopes = Scopes{}.with(Scope::Audit),
                       .until = a.now + 366 * 24h,
                       .digest = new_api_token().digest};
  auto wanted = good;
  wanted.scopes = {};
  CHECK(a.change(wanted) == "a token is for something: give it a scope");
  for (const std::string& name : {std::string{}, std::string(65, 'n')}) {
    wanted = good;
    wanted.name = name;
    CHECK(a.change(wanted) == "a token's name is 1 to 64 bytes");
  }
  for (const auto until : {a.now, a.now + 366 * 24h + 1s}) {
    wanted = good;
    wanted.until = until;
    CHECK(a.change(wanted) ==
          "a token ends later than now and within 366 days, not at " + policy::show(until));
  }
  CHECK(a.change(good).empty());
}

TEST_CASE("a change in somebody's transaction counts once that is over", "[people]") {
  WithTwo a;
  const auto session = a.sign_in("bob");
  const Change wanted = Disable{"bob"};
  std::function<void()> counts;
  a.state.write(
      [&](relay::db::Transaction& tx) { counts = *a.people->record(tx, wanted, a.by("ann")); });
  CHECK(a.shows(session.token));
  counts();
  CHECK_FALSE(a.shows(session.token));
  // What is rolled back never was.
  CHECK_THROWS_AS(a.state.write([&](relay::db::Transaction& tx) {
    static_cast<void>(*a.people->record(tx, Enable{"bob"}, a.by("ann")));
    throw relay::db::Failure{"no room"};
  }),
                  relay::db::Failure);
  CHECK(a.people->find("bob")->row.disabled);
}

TEST_CASE("what cannot be recorded does not count", "[people][hostile]") {
  WithTwo a;
  const auto session = a.sign_in("bob");
  a.state.write([](relay::db::Transaction& tx) {
    tx.run(
        "CREATE TRIGGER full_disk BEFORE INSERT ON audit"
        " BEGIN SELECT RAISE(ABORT, 'no room'); END");
  });
  CHECK_THROWS_AS(a.people->change(Disable{"bob"}, a.by("ann")), relay::db::Failure);
  CHECK_THROWS_AS(a.people->sign_in(a.attempt("bob")), relay::db::Failure);
  CHECK(a.shows(session.token));
  CHECK(a.people->find("bob")->sessions == 1);
  a.state.write([](relay::db::Transaction& tx) { tx.run("DROP TRIGGER full_disk"); });
  CHECK(a.change(Disable{"bob"}).empty());
  CHECK_FALSE(a.shows(session.token));
}

TEST_CASE("what was recorded and cannot be read lets nobody in and keeps its seat",
          "[people][hostile]") {
  WithTwo a;
  const auto session = a.sign_in("bob");
  const auto rename = [&](const char* sql) {
    a.state.write([&](relay::db::Transaction& tx) { tx.run(sql); });
  };
  rename("ALTER TABLE recovery_code RENAME TO gone");
  CHECK_THROWS_AS(a.people->change(GiveRole{"bob", named("boss")}, a.by("ann")),
                  relay::db::Failure);
  CHECK_FALSE(a.shows(session.token));
  CHECK(a.refusal(a.attempt("bob")) == NotSignedIn::Kind::Wrong);
  CHECK_FALSE(a.people->alone("operator", "ann"));
  CHECK_THROWS_AS(a.people->tidy(a.now), relay::db::Failure);
  CHECK_FALSE(a.shows(session.token));
  rename("ALTER TABLE gone RENAME TO recovery_code");
  a.people->tidy(a.now);
  CHECK(a.shows(session.token)->person.has("boss"));
}
