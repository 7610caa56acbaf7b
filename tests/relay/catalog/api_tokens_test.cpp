#include "relay/catalog/api_tokens.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::day;
using tests::digest;
using tests::WithPeople;

TEST_CASE("a token for programs lasts until it is revoked or over", "[catalog][people]") {
  WithPeople catalog;
  const catalog::NewApiToken wanted{.digest = digest('5'),
                                    .account = std::string{"ann"},
                                    .name = "ci",
                                    .scope = "look operate",
                                    .until = day(2)};
  CHECK(catalog.tell(catalog::make_api_token, wanted, catalog.by("ann")) == 1);
  CHECK(catalog.last_deed() ==
        "ann: token made: token 1 'ci' of ann: may look operate until 2026-01-03 00:00 UTC; why");
  auto another = wanted;
  another.digest = digest('6');
  CHECK(catalog.tell(catalog::make_api_token, another, catalog.by("ann")) == 2);
  const auto found = catalog.ask(catalog::api_tokens, std::string{"ann"}, day(2) - 1s);
  REQUIRE(found.size() == 2);
  CHECK(found[0].number == 1);
  CHECK(found[0].token.digest == digest('5'));
  CHECK(found[0].token.scope == "look operate");
  CHECK(found[0].at == day(1));
  CHECK(catalog.ask(catalog::api_tokens, std::string{"ann"}, day(2)).empty());
  CHECK_FALSE(catalog.tell(catalog::revoke_api_token, std::string{"bob"}, 1, catalog.by("ann")));
  CHECK(catalog.tell(catalog::revoke_api_token, std::string{"ann"}, 1, catalog.by("ann")));
  CHECK(catalog.last_deed() == "ann: token revoked: token 1 'ci' of ann: why");
  CHECK_FALSE(catalog.tell(catalog::revoke_api_token, std::string{"ann"}, 1, catalog.by("ann")));
  CHECK(catalog.ask(catalog::api_tokens, std::string{"ann"}, day(1)).size() == 1);
}
