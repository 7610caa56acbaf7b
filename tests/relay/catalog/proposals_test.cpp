#include "relay/catalog/proposals.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/full_catalog.h"

using namespace relay;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::FullCatalog;
using tests::kDigest;

namespace {

std::int64_t propose(Catalog& catalog, std::int64_t base, const std::string& text) {
  return catalog.tell(catalog::propose, catalog::NewProposal{base, digest('5'), text},
                      catalog::Deed{.at = day(1), .actor = "Aino", .reason = "too slow"});
}

}  // namespace

TEST_CASE("a proposal is kept whole for a second person", "[catalog][proposal]") {
  Catalog catalog;
  catalog.revise("a: 1");
  CHECK_FALSE(catalog.ask(catalog::open_proposal));
  CHECK(propose(catalog, 1, "a: 2") == 1);
  CHECK(catalog.last_deed() == "Aino: policy proposed: proposal 1: sha256:" + std::string(64, '5') +
                                   " instead of revision 1; too slow");
  const auto open = catalog.ask(catalog::open_proposal);
  REQUIRE(open);
  CHECK(open->number == 1);
  CHECK(open->proposed.base == 1);
  CHECK(open->proposed.digest == digest('5'));
  CHECK(open->proposed.text == "a: 2");
  CHECK(open->at == day(1));
  CHECK(open->by == "Aino");
  CHECK(open->reason == "too slow");
}

TEST_CASE("another proposal takes the place of the one before", "[catalog][proposal]") {
  Catalog catalog;
  catalog.revise("a: 1");
  propose(catalog, 1, "a: 2");
  CHECK(propose(catalog, 1, "a: 3") == 2);
  CHECK(catalog.ask(catalog::open_proposal)->proposed.text == "a: 3");
}

TEST_CASE("a revision ends what was proposed before it for good", "[catalog][proposal]") {
  Catalog catalog;
  catalog.revise("a: 1");
  propose(catalog, 1, "a: 2");
  catalog.revise("a: 3");
  CHECK_FALSE(catalog.ask(catalog::open_proposal));
  catalog.revise("a: 1");
  CHECK_FALSE(catalog.ask(catalog::open_proposal));
}

TEST_CASE("the schema takes what is right for a proposal and nothing else", "[catalog][schema]") {
  FullCatalog catalog;
  const std::string proposal =
      "INSERT INTO proposal (number, base, digest, text, person, reason, at) VALUES (";
  CHECK(catalog.accepts(proposal + "2, 1, '" + kDigest + "', 't', 'A', '', 0)"));
  CHECK_FALSE(catalog.accepts(proposal + "3, 1, '" + kDigest + "', 't', 'A', '', 0)"));
  CHECK_FALSE(catalog.accepts(proposal + "1, 1, '" + kDigest + "', 't', 'A', '', 0)"));
  CHECK_FALSE(catalog.accepts(proposal + "2, 2, '" + kDigest + "', 't', 'A', '', 0)"));
  CHECK_FALSE(catalog.accepts(proposal + "2, 1, 'aa', 't', 'A', '', 0)"));
  CHECK_FALSE(catalog.accepts(proposal + "2, 1, '" + kDigest + "', 't', '', '', 0)"));
  CHECK_FALSE(catalog.accepts(proposal + "2, 1, '" + kDigest + "', 't', 'A', '', -1)"));
}
