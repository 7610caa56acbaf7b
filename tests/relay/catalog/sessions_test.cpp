#include "relay/catalog/sessions.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::day;
using tests::digest;
using tests::WithPeople;

namespace {

void sign_in(WithPeople& catalog, const char* of, char mark) {
  catalog.tell(catalog::begin_session, WithPeople::session(of, mark), catalog.by(of));
}
std::size_t open_of_ann(WithPeople& catalog, policy::Instant now = day(1)) {
  return catalog.ask(catalog::open_sessions, std::string{"ann"}, now).size();
}

}  // namespace

TEST_CASE("a session lasts until it is ended or over", "[catalog][people]") {
  WithPeople catalog;
  sign_in(catalog, "ann", '1');
  CHECK(catalog.last_deed() == "ann: signed in: ann: why");
  sign_in(catalog, "ann", '2');
  CHECK(open_of_ann(catalog, day(1) + 59min) == 2);
  CHECK(open_of_ann(catalog, day(1) + 1h) == 0);
  CHECK(catalog.tell(catalog::end_session, digest('1'), catalog.by("ann")));
  CHECK(catalog.last_deed() == "ann: signed out: ann: why");
  CHECK_FALSE(catalog.tell(catalog::end_session, digest('1'), catalog.by("ann")));
  CHECK_FALSE(catalog.tell(catalog::end_session, digest('9'), catalog.by("ann")));
  catalog.tell(catalog::note_seen, digest('1'), day(1) + 7min);
  catalog.tell(catalog::note_seen, digest('2'), day(1) + 7min);
  catalog.tell(catalog::note_seen, digest('2'), day(1) + 3min);
  const auto left = catalog.ask(catalog::open_sessions, std::string{"ann"}, day(1));
  REQUIRE(left.size() == 1);
  CHECK(left[0].digest == digest('2'));
  CHECK(left[0].shown_as == catalog::SessionKind::Bearer);
  CHECK(left[0].source == "10.1.9.3");
  CHECK(left[0].seen == day(1) + 7min);
  CHECK(left[0].until == day(1) + 1h);
  CHECK(left[0].sure_until == day(1) + 5min);
  CHECK_THAT(catalog.says("UPDATE session SET ended_at = NULL"),
             Catch::Contains("a session that ended does not come back"));
}

TEST_CASE("all sessions of an account end but the one that asks", "[catalog][people]") {
  WithPeople catalog;
  catalog.make("bob");
  for (const char mark : {'1', '2', '3'}) sign_in(catalog, "ann", mark);
  sign_in(catalog, "bob", '4');
  CHECK(catalog.tell(catalog::end_sessions, std::string{"ann"}, std::optional{digest('2')},
                     catalog.by("ann")) == 2);
  CHECK(catalog.last_deed() == "ann: sessions ended: ann: 2: why");
  CHECK(open_of_ann(catalog) == 1);
  CHECK(catalog.tell(catalog::end_sessions, std::string{"ann"}, std::optional<policy::Digest>{},
                     catalog.by("ann")) == 1);
  const auto deeds = catalog.deeds();
  CHECK(catalog.tell(catalog::end_sessions, std::string{"ann"}, std::optional<policy::Digest>{},
                     catalog.by("ann")) == 0);
  CHECK(catalog.deeds() == deeds);
  CHECK(catalog.ask(catalog::open_sessions, std::string{"bob"}, day(1)).size() == 1);
}

TEST_CASE("where somebody came from is known while the session is kept", "[catalog][people]") {
  WithPeople catalog;
  sign_in(catalog, "ann", '1');
  sign_in(catalog, "ann", '2');
  const auto sources = [&](policy::Instant after) {
    return catalog.ask(catalog::sources_of, std::string{"ann"}, after);
  };
  CHECK(sources(day(1) - 1s) == std::vector<std::string>{"10.1.9.3"});
  CHECK(sources(day(1)).empty());
  catalog.tell(catalog::end_session, digest('1'), catalog.by("ann"));
  catalog.tell(catalog::forget_sessions, day(1), day(1) + 2h);
  CHECK(sources(day(0)).size() == 1);
  catalog.tell(catalog::forget_sessions, day(1) + 1s, day(1) + 59min);
  CHECK(open_of_ann(catalog) == 1);
  catalog.tell(catalog::forget_sessions, day(1) + 1s, day(1) + 1h);
  CHECK(sources(day(0)).empty());
}
