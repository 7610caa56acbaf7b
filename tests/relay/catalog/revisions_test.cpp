#include "relay/catalog/revisions.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::Catalog;
using tests::day;
using tests::digest;

TEST_CASE("a policy text becomes the next revision and is in force", "[catalog]") {
  Catalog catalog;
  CHECK_FALSE(catalog.ask(catalog::revision_in_force));
  const catalog::Deed deed{.at = day(1), .actor = "Aino", .reason = "plants wait a week"};
  const std::string first = "feeds:\n  clamav: {}\n";
  CHECK(catalog.tell(catalog::revise, first, digest('a'), deed) == 1);
  CHECK(catalog.last_deed() == "Aino: policy revised: revision 1: sha256:" + std::string(64, 'a') +
                                   "; plants wait a week");

  const auto found = catalog.ask(catalog::revision_in_force);
  REQUIRE(found);
  CHECK(found->number == 1);
  CHECK(found->digest == digest('a'));
  CHECK(found->text == first);
  CHECK(found->at == day(1));
  CHECK(found->by == "Aino");
  CHECK(found->reason == "plants wait a week");
}

TEST_CASE("a text that is in force already is not a new revision", "[catalog]") {
  Catalog catalog;
  const auto revise = [&](const std::string& text) {
    return catalog.tell(catalog::revise, text, digest('a'), catalog::Deed{.at = day(1)});
  };
  CHECK(revise("a: 1") == 1);
  CHECK(revise("a: 1") == 1);
  CHECK(catalog.deeds() == 1);
  CHECK(revise("a: 2") == 2);
  CHECK(revise("a: 1") == 3);
  CHECK(catalog.ask(catalog::revision_in_force)->text == "a: 1");
  CHECK(catalog.deeds() == 3);
}

TEST_CASE("the highest trusted time only goes up", "[catalog]") {
  Catalog catalog;
  CHECK_FALSE(catalog.ask(catalog::highest_time));
  catalog.tell(catalog::raise_highest_time, day(2));
  CHECK(catalog.ask(catalog::highest_time) == day(2));
  catalog.tell(catalog::raise_highest_time, day(2) - 1s);
  CHECK(catalog.ask(catalog::highest_time) == day(2));
  catalog.tell(catalog::raise_highest_time, day(2) + 1s);
  CHECK(catalog.ask(catalog::highest_time) == day(2) + 1s);
}
