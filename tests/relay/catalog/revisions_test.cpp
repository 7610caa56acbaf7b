#include "relay/catalog/revisions.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
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
  CHECK(catalog.ask(catalog::revision_with, digest('a')) == 3);
  CHECK_FALSE(catalog.ask(catalog::revision_with, digest('b')));
  CHECK(catalog.deeds() == 3);
}

TEST_CASE("revisions are read page by page and each by its number", "[catalog]") {
  Catalog catalog;
  for (const char* text : {"a: 1", "a: 2", "a: 3"}) {
    catalog.tell(catalog::revise, std::string{text}, digest('a'),
                 catalog::Deed{.at = day(1), .actor = "Aino", .reason = text});
  }
  const auto newest = catalog.ask(catalog::revisions, std::int64_t{0}, std::size_t{2});
  REQUIRE(newest.size() == 2);
  CHECK(newest[0].number == 3);
  CHECK(newest[0].by == "Aino");
  CHECK(newest[0].reason == "a: 3");
  CHECK(newest[0].at == day(1));
  CHECK(newest[0].digest == digest('a'));
  const auto rest = catalog.ask(catalog::revisions, newest[1].number, std::size_t{2});
  REQUIRE(rest.size() == 1);
  CHECK(rest[0].number == 1);

  CHECK(catalog.ask(catalog::revision, std::int64_t{2})->text == "a: 2");
  CHECK_FALSE(catalog.ask(catalog::revision, std::int64_t{4}));
}
