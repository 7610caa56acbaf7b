#include <atomic>
#include <catch2/catch.hpp>
#include <thread>

#include "tests/relay/people/a_directory.h"

using namespace relay::people;
using namespace std::chrono_literals;
using tests::address;
using tests::ADirectory;
using tests::kAway;
using tests::kHome;
using tests::kPassword;
using NotDone = SetupRefused::Kind;

namespace {

FirstAccount first_account(const ADirectory& a, const std::string& token,
                           const char* name = "ann") {
  return {
      .token = token, .name = name, .password = kPassword, .source = address(kHome), .now = a.now};
}

std::optional<NotDone> setup_refusal(ADirectory& a, const FirstAccount& wanted) {
  const auto done = a.people->set_up(wanted);
  if (done) return std::nullopt;
  return done.error().kind;
}

}  // namespace

TEST_CASE("whoever has the token of the machine makes the first account", "[people][setup]") {
  ADirectory a;
  CHECK_FALSE(a.people->is_set_up());
  CHECK(a.people->single_person());
  const auto refused = a.people->sign_in(a.attempt());
  CHECK(refused.error().kind == NotSignedIn::Kind::NotSetUp);
  const Started ann = a.set_up();
  CHECK(a.audit(20) ==
        std::vector<std::string>{
            "machine: signed in: ann: with the token of the machine",
            "machine: role given: administrator → ann, everywhere: with the token of the machine",
            "machine: role given: viewer → ann, everywhere: with the token of the machine",
            "machine: role given: release-manager → ann, everywhere: with the token of the machine",
            "machine: role given: policy-editor → ann, everywhere: with the token of the machine",
            "machine: role given: operator → ann, everywhere: with the token of the machine",
            "machine: role given: auditor → ann, everywhere: with the token of the machine",
            "machine: password set: ann: with the token of the machine",
            "machine: account made: ann: with the token of the machine",
            "machine: set-up done: the first account: with the token of the machine",
            "relay: set-up allowed: the first account: "});
  CHECK(a.people->is_set_up());
  CHECK(a.people->single_person());
  CHECK(ann.caller.person.approving({}).size() == 1);
  CHECK(a.shows(ann.token)->sure);
  CHECK_FALSE(a.people->open_setup(a.now));
  CHECK_FALSE(a.refusal(a.attempt()));
  a.start_again();
  CHECK(a.people->is_set_up());
  CHECK_FALSE(a.people->open_setup(a.now));
}

TEST_CASE("the token of set-up is dead after an hour and after use", "[people][setup]") {
  ADirectory a;
  CHECK(setup_refusal(a, first_account(a, "")) == NotDone::Over);
  const auto old = *a.people->open_setup(a.now);
  CHECK(old.starts_with("sluice_setup_"));
  const auto token = *a.people->open_setup(a.now);
  CHECK(setup_refusal(a, first_account(a, old)) == NotDone::WrongToken);
  a.now += 1h;
  CHECK(setup_refusal(a, first_account(a, token)) == NotDone::Over);
  a.now -= 1s;
  a.start_again();
  CHECK_FALSE(setup_refusal(a, first_account(a, token)));
  CHECK(setup_refusal(a, first_account(a, token, "bob")) == NotDone::Done);
  CHECK(a.people->people().size() == 1);
}

TEST_CASE("a token of set-up that is guessed at twenty times is dead", "[people][setup][hostile]") {
  ADirectory a;
  const auto token = *a.people->open_setup(a.now);
  const auto guess = [&] {
    a.now += 61s;
    return setup_refusal(a, first_account(a, "sluice_setup_wrong"));
  };
  for (int i = 0; i < 19; ++i) REQUIRE(guess() == NotDone::WrongToken);
  SECTION("nineteen are not enough") {
    a.now += 61s;
    CHECK_FALSE(setup_refusal(a, first_account(a, token)));
  }
  SECTION("twenty are") {
    CHECK(guess() == NotDone::WrongToken);
    CHECK(a.audit(1)[0] == "relay: set-up voided: the first account: it was guessed at too often");
    a.now += 61s;
    CHECK(setup_refusal(a, first_account(a, token)) == NotDone::Over);
    a.now += 61s;
    CHECK_FALSE(setup_refusal(a, first_account(a, *a.people->open_setup(a.now))));
  }
}

TEST_CASE("who guesses at the token of set-up waits", "[people][setup][hostile]") {
  ADirectory a;
  const auto token = *a.people->open_setup(a.now);
  for (int i = 0; i < 5; ++i)
    CHECK(setup_refusal(a, first_account(a, "wrong")) == NotDone::WrongToken);
  const auto refused = a.people->set_up(first_account(a, token));
  CHECK(refused.error().kind == NotDone::TooMany);
  CHECK(refused.error().wait == 1s);
}

TEST_CASE("a first account is named and has a password like any other", "[people][setup]") {
  ADirectory a;
  const auto token = *a.people->open_setup(a.now);
  auto wanted = first_account(a, token, "administrator");
  CHECK(setup_refusal(a, wanted) == NotDone::BadName);
  wanted.name = "ann";
  wanted.password = "password";
  CHECK(a.people->set_up(wanted).error().what ==
        "this password is among those that everybody tries first; take several words");
  wanted.password = kPassword;
  CHECK_FALSE(setup_refusal(a, wanted));
}

TEST_CASE("of several set-ups at once exactly one is done", "[people][setup][threads]") {
  ADirectory a;
  const auto token = *a.people->open_setup(a.now);
  std::atomic<int> done = 0;
  std::atomic<int> late = 0;
  {
    std::vector<std::jthread> all;
    for (const char* const name : {"ann", "bob", "cai", "dan"}) {
      all.emplace_back([&, name] {
        const auto one = a.people->set_up(first_account(a, token, name));
        if (one) ++done;
        if (!one && one.error().what == "the relay is set up already; sign in") ++late;
      });
    }
  }
  CHECK(done == 1);
  CHECK(late == 3);
  CHECK(a.people->people().size() == 1);
}
