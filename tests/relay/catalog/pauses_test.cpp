#include "relay/catalog/pauses.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/catalog.h"

using namespace relay;
using tests::Catalog;
using tests::day;
using tests::feed;
using tests::group;

TEST_CASE("a pause keeps its times after it was lifted", "[catalog]") {
  Catalog catalog;
  const catalog::Paused what{feed(), group("office"), catalog.accept("daily 1", '1')};
  const auto deed = [](int on) {
    return catalog::Deed{.at = day(on), .actor = "Aino", .reason = "why"};
  };
  CHECK_FALSE(catalog.tell(catalog::resume, what, deed(1)));
  CHECK(catalog.tell(catalog::pause, what, deed(1)));
  CHECK(catalog.last_deed() == "Aino: paused: clamav daily 1 → office: why");
  CHECK_FALSE(catalog.tell(catalog::pause, what, deed(2)));
  CHECK(catalog.tell(catalog::resume, what, deed(3)));
  CHECK(catalog.last_deed() == "Aino: resumed: clamav daily 1 → office: why");
  CHECK(catalog.tell(catalog::pause, what, deed(4)));

  const auto rows = catalog.ask(catalog::pauses, feed());
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].group == group("office"));
  CHECK(rows[0].pause.release == what.release);
  CHECK(rows[0].pause.said.by == "Aino");
  CHECK(rows[0].pause.said.at == day(1));
  CHECK(rows[0].pause.lifted == day(3));
  CHECK(rows[1].pause.said.at == day(4));
  CHECK_FALSE(rows[1].pause.lifted);
  CHECK(catalog.ask(catalog::pauses, feed("acme")).empty());
}
