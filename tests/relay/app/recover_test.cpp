#include "relay/app/recover.h"

#include <catch2/catch.hpp>

#include "relay/catalog/accounts.h"
#include "relay/catalog/grants.h"
#include "relay/catalog/proofs.h"
#include "relay/people/passwords.h"
#include "tests/relay/catalog/with_people.h"

using relay::catalog::Deed;
using tests::day;

namespace {

constexpr relay::crypto::ScryptCost kCheap{.n = 16};

/// ann and bob are administrators, cai an operator.
struct ARelayWithPeople : tests::WithPeople {
  ARelayWithPeople() {
    make("bob");
    make("cai");
    for (const char* const name : {"ann", "bob"}) give(name, "administrator");
    give("cai", "operator");
  }
  policy::Result<std::string, std::string> recover(const char* name) {
    const Deed deed{.at = day(2), .actor = "machine", .reason = "bob is gone"};
    return relay::app::recover_account(state, name, deed, kCheap);
  }
  bool has(const char* name, const char* what) {
    for (const auto& grant : ask(relay::catalog::grants, std::string{name})) {
      if (grant.role.text() == what) return true;
    }
    return false;
  }
};

}  // namespace

TEST_CASE("an account is made an administrator's again at the machine", "[app][people]") {
  ARelayWithPeople relay;
  relay.tell(relay::catalog::disable_account, std::string{"cai"}, relay.by("ann"));
  relay.tell(relay::catalog::begin_factor, std::string{"cai"}, std::string{"seed"},
             relay.by("machine"));
  const auto password = relay.recover("cai");
  REQUIRE(password);
  CHECK(relay.has("cai", "administrator"));
  CHECK(relay.has("cai", "operator"));
  CHECK_FALSE(relay.ask(relay::catalog::account, std::string{"cai"})->disabled);
  CHECK_FALSE(relay.ask(relay::catalog::second_factor, std::string{"cai"}));
  const auto kept = relay.ask(relay::catalog::password, std::string{"cai"});
  REQUIRE(kept);
  CHECK(kept->due);
  CHECK(relay::people::Passwords{kCheap}.ask(*password, kept->phc) ==
        relay::people::Passwords::Answer::Fits);
  for (const auto& row : relay.ask(relay::catalog::audit_rows, 0, 100)) {
    CHECK_THAT(row.detail, !Catch::Contains(*password));
  }
}

TEST_CASE("an administrator who is recovered keeps his roles", "[app][people]") {
  ARelayWithPeople relay;
  CHECK(relay.recover("bob"));
  CHECK(relay.has("bob", "administrator"));
  CHECK(relay.recover("bob"));
}

TEST_CASE("an account that there is not is not made by recovering it", "[app][people]") {
  ARelayWithPeople relay;
  const auto before = relay.deeds();
  CHECK(relay.recover("dan").error() == "there is no account 'dan'");
  CHECK(relay.deeds() == before);
}
