#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/relay/people/a_directory.h"

using namespace relay::people;
using namespace std::chrono_literals;
using tests::ADirectory;
using tests::kAway;
using tests::kHome;
using tests::kPassword;
using Refused = NotSignedIn::Kind;

TEST_CASE("who signs in is known by what he was given from then on", "[people]") {
  ADirectory a;
  a.set_up();
  a.make("bob", {"operator", "boss"});
  const Started bob = a.sign_in("bob");
  CHECK(bob.token.starts_with("sluice_session_"));
  CHECK(a.audit(1)[0] == "bob: signed in: bob: ");
  const bool again = GENERATE(false, true);
  if (again) a.start_again();
  const auto caller = a.shows(bob.token);
  REQUIRE(caller);
  CHECK(caller->person.name == "bob");
  CHECK(caller->person.has("boss"));
  CHECK(caller->by == Caller::By::Bearer);
  CHECK(caller->via == via_of(caller->shown));
  CHECK(caller->sure);
  CHECK_FALSE(caller->due);
  CHECK(caller->csrf == bob.caller.csrf);
  CHECK(caller->csrf.size() == 43);
  CHECK(caller->until == a.now + 12h);
  CHECK_FALSE(a.shows(bob.token + "x"));
  CHECK_FALSE(a.shows(""));
}

TEST_CASE("who has shown a session may go on while it lasts and does not keep it so", "[people]") {
  ADirectory a;
  a.set_up();
  a.make("bob");
  const Caller bob = a.sign_in("bob").caller;
  const policy::Instant begun = a.now;
  const auto still = [&] { return a.people->still(bob, a.now); };
  SECTION("unused it lasts until it is idle") {
    a.now = begun + 15min - 1s;
    CHECK(still()->has("operator"));
    a.expect(GiveRole{.name = "bob", .role = *Role::parse("boss")});
    CHECK(still()->has("boss"));
    a.now = begun + 15min;
    CHECK_FALSE(still());
  }
  SECTION("used it lasts until its end") {
    const Started used = a.sign_in("bob");
    for (a.now = begun; a.now < begun + 12h; a.now += 10min) REQUIRE(a.shows(used.token));
    a.now = begun + 12h - 1s;
    CHECK(a.people->still(used.caller, a.now));
    a.now = begun + 12h;
    CHECK_FALSE(a.people->still(used.caller, a.now));
  }
  SECTION("not when the account is disabled") {
    a.expect(Disable{"bob"});
    CHECK_FALSE(still());
  }
  SECTION("not of nobody") {
    Caller stranger = bob;
    stranger.person.name = "eve";
    CHECK_FALSE(a.people->still(stranger, a.now));
    stranger.person.name = "ann";
    CHECK_FALSE(a.people->still(stranger, a.now));
  }
}

TEST_CASE("unknown and wrong and disabled and without a password are one answer and one work",
          "[people][hostile]") {
  ADirectory a;
  a.set_up();
  a.make("bob");
  a.make("cai");
  a.expect(MakeAccount{.name = "dan"});
  a.expect(Disable{"cai"});
  const auto before = a.people->hashes();
  std::uint64_t asked = 0;
  for (const char* const name : {"bob", "cai", "dan", "eve", "", "Bob", "bob\n"}) {
    CAPTURE(name);
    const bool right = std::string_view{name} == "cai";
    const auto refused = a.people->sign_in(a.attempt(name, right ? kPassword : "wrong", kAway));
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Refused::Wrong);
    CHECK(a.people->hashes() - before == ++asked);
    a.now += 16min;
  }
  CHECK_FALSE(a.refusal(a.attempt("bob")));
  CHECK(a.people->hashes() - before == asked + 1);
}

TEST_CASE("what is typed where a name belongs is in no record", "[people][hostile]") {
  ADirectory a;
  a.set_up();
  a.refusal(a.attempt("my secret password", "ann", kAway));
  CHECK(a.audit(1)[0] ==
        "relay: refused: signing in: from 192.0.2.7: name, password or code is wrong");
}

TEST_CASE("a session is always a new token and the one before ends with it", "[people][hostile]") {
  ADirectory a;
  a.set_up();
  const Started first = a.sign_in();
  // Fixation: a token that somebody else has chosen never becomes a session.
  auto planted = a.attempt();
  planted.before = relay::people::new_session_token().digest;
  const auto second = a.people->sign_in(planted);
  REQUIRE(second);
  CHECK_FALSE(second->caller.shown == *planted.before);
  CHECK(second->token != first.token);
  CHECK(a.shows(first.token));
  // Step-up.
  a.now += 10min;
  auto caller = a.shows(first.token);
  CHECK_FALSE(caller->sure);
  CHECK(a.people->make_sure(*caller, a.attempt("eve", "wrong")).error().kind == Refused::Wrong);
  CHECK(a.shows(first.token));
  const auto sure = a.people->make_sure(*caller, a.attempt("eve"));
  REQUIRE(sure);
  CHECK(sure->caller.person.name == "ann");
  CHECK(a.shows(sure->token)->sure);
  CHECK_FALSE(a.shows(first.token));
  a.start_again();
  CHECK_FALSE(a.shows(first.token));
  CHECK(a.shows(sure->token));
}

TEST_CASE("a cookie is no bearer token and a bearer token no cookie", "[people][hostile]") {
  ADirectory a;
  a.set_up();
  auto wanted = a.attempt();
  wanted.as = SessionKind::Cookie;
  const auto cookie = a.people->sign_in(wanted)->token;
  const auto bearer = a.sign_in().token;
  CHECK(a.people->caller({.cookie = cookie}, a.now)->by == Caller::By::Cookie);
  CHECK_FALSE(a.people->caller({.bearer = cookie}, a.now));
  CHECK_FALSE(a.people->caller({.cookie = bearer}, a.now));
  CHECK_FALSE(a.people->caller({.cookie = cookie, .bearer = bearer}, a.now));
  const auto caller = a.people->caller({.cookie = cookie}, a.now);
  const auto sure = a.people->make_sure(*caller, a.attempt());
  CHECK(sure->caller.by == Caller::By::Cookie);
}

TEST_CASE("a session ends a quarter of an hour after it was shown last", "[people]") {
  ADirectory a;
  a.set_up();
  const auto token = a.sign_in().token;
  for (int i = 0; i < 4; ++i) {
    a.now += 15min - 1s;
    CHECK(a.shows(token));
    if (i == 2) {
      a.people->tidy(a.now);
      a.start_again();
    }
  }
  a.now += 15min;
  CHECK_FALSE(a.shows(token));
  a.people->tidy(a.now);
  CHECK(a.audit(1)[0] == "relay: signed out: ann: nobody showed it for too long");
  // Not even by a clock that is set back.
  a.now -= 10min;
  CHECK_FALSE(a.shows(token));
  a.start_again();
  CHECK_FALSE(a.shows(token));
}

TEST_CASE("a session ends twelve hours after the sign-in and is sure for five minutes",
          "[people]") {
  ADirectory a;
  a.set_up();
  const auto token = a.sign_in().token;
  const auto begun = a.now;
  a.now = begun + 5min - 1s;
  CHECK(a.shows(token)->sure);
  a.now = begun + 5min;
  CHECK_FALSE(a.shows(token)->sure);
  while (a.now < begun + 12h - 10min) {
    a.now += 10min;
    REQUIRE(a.shows(token));
  }
  a.now = begun + 12h - 1s;
  CHECK(a.shows(token));
  a.now = begun + 12h;
  CHECK_FALSE(a.shows(token));
}

TEST_CASE("signing out ends that session and no other", "[people]") {
  ADirectory a;
  a.set_up();
  const auto one = a.sign_in();
  const auto other = a.sign_in();
  CHECK(a.people->sign_out(one.caller, a.by("ann")));
  CHECK(a.audit(1)[0] == "ann: signed out: ann: why");
  CHECK_FALSE(a.people->sign_out(one.caller, a.by("ann")));
  const bool again = GENERATE(false, true);
  if (again) a.start_again();
  CHECK_FALSE(a.shows(one.token));
  CHECK(a.shows(other.token));
}

TEST_CASE("who guesses waits and whoever signs in from where he did before does not",
          "[people][hostile]") {
  ADirectory a;
  a.set_up();
  for (int i = 0; i < 5; ++i) CHECK(a.refusal(a.attempt("ann", "wrong", kAway)) == Refused::Wrong);
  const auto hashes = a.people->hashes();
  const auto refused = a.people->sign_in(a.attempt("ann", kPassword, kAway));
  CHECK(refused.error().kind == Refused::TooMany);
  CHECK(refused.error().wait == 1s);
  CHECK(a.people->hashes() == hashes);
  // A thousand others guess at the same name.
  int looked_at = 0;
  for (int i = 0; i < 1'000; ++i) {
    const std::string from = "10.2." + std::to_string(i / 250) + "." + std::to_string(i % 250);
    looked_at += a.refusal(a.attempt("ann", "wrong", from.c_str())) == Refused::Wrong ? 1 : 0;
  }
  CHECK(looked_at == 5);
  CHECK(a.refusal(a.attempt("ann", kPassword, "10.3.0.1")) == Refused::TooMany);
  CHECK_FALSE(a.refusal(a.attempt("ann", kPassword, kHome)));
  a.start_again();
  for (int i = 0; i < 11; ++i) {
    a.refusal(a.attempt("ann", "wrong", ("10.4.0." + std::to_string(i + 1)).c_str()));
  }
  CHECK_FALSE(a.refusal(a.attempt("ann", kPassword, kHome)));
  // For thirty days.
  a.now += 30 * 24h;
  a.start_again();
  for (int i = 0; i < 11; ++i) {
    a.refusal(a.attempt("ann", "wrong", ("10.4.0." + std::to_string(i + 1)).c_str()));
  }
  CHECK(a.refusal(a.attempt("ann", kPassword, kHome)) == Refused::TooMany);
  a.now += 30s;
  CHECK_FALSE(a.refusal(a.attempt("ann", kPassword, kHome)));
}

TEST_CASE("a password is hashed anew when the cost has changed", "[people]") {
  ADirectory a;
  a.set_up();
  const auto phc = [&] {
    return a.state.read(
        [](relay::db::Connection& db) { return relay::catalog::password(db, "ann")->phc; });
  };
  CHECK(phc().starts_with("$scrypt$ln=4,"));
  a.start_again({32, 8, 1});
  CHECK(a.refusal(a.attempt("ann", "wrong")) == Refused::Wrong);
  CHECK(phc().starts_with("$scrypt$ln=4,"));
  a.sign_in();
  CHECK(phc().starts_with("$scrypt$ln=5,"));
  const auto kept = phc();
  a.sign_in();
  CHECK(phc() == kept);
}

TEST_CASE("fifty sign in and out at once and memory is what is recorded", "[people][threads]") {
  ADirectory a;
  a.set_up();
  a.make("bob");
  std::atomic<int> begun = 0;
  std::atomic<bool> over = false;
  const auto token = a.sign_in("bob").token;
  std::jthread asking{[&] {
    while (!over) static_cast<void>(a.people->caller({.bearer = token}, a.now));
  }};
  {
    std::vector<std::jthread> all;
    for (int i = 0; i < 50; ++i) {
      all.emplace_back([&, i] {
        const auto started = a.people->sign_in(a.attempt(i % 2 == 0 ? "ann" : "bob"));
        if (!started) return;
        ++begun;
        if (i % 4 == 0) a.people->sign_out(started->caller, a.by("ann"));
        if (i % 10 == 1) a.people->tidy(a.now);
      });
    }
  }
  over = true;
  asking.join();
  CHECK(begun >= 4);
  std::size_t in_memory = 0;
  for (const About& one : a.people->people()) in_memory += one.sessions;
  a.start_again();
  std::size_t recorded = 0;
  for (const About& one : a.people->people()) recorded += one.sessions;
  CHECK(in_memory == recorded);
}
