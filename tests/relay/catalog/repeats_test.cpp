#include "relay/catalog/repeats.h"

#include <catch2/catch.hpp>

#include "tests/relay/catalog/with_people.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::day;
using tests::digest;
using tests::failure_of;
using tests::WithPeople;

namespace {

catalog::Repeat repeat(const char* key = "key-1234", const char* of = "ann") {
  return {.account = of, .key = key, .request = digest('1')};
}

}  // namespace

TEST_CASE("a request is begun once and ends once and its answer stays", "[catalog][repeat]") {
  WithPeople catalog;
  catalog.make("bob");
  const auto deeds = catalog.deeds();
  const auto status = [&](const catalog::Repeat& one) {
    const auto earlier = catalog.ask(catalog::earlier_of, one);
    return earlier ? earlier->status : -1;
  };
  CHECK(status(repeat()) == -1);
  catalog.tell(catalog::begin_repeat, repeat(), day(1));
  CHECK(status(repeat()) == 0);
  CHECK(status(repeat("key-1234", "bob")) == -1);
  CHECK_THAT(failure_of([&] { catalog.tell(catalog::begin_repeat, repeat(), day(1)); }),
             Catch::Contains("UNIQUE"));
  catalog.tell(catalog::end_repeat, repeat(), 202, std::optional<std::string>{"done"});
  const auto earlier = catalog.ask(catalog::earlier_of, repeat());
  CHECK((earlier->status == 202 && earlier->body == "done" && earlier->request == digest('1')));
  CHECK_THAT(failure_of([&] {
               catalog.tell(catalog::end_repeat, repeat(), 200, std::optional<std::string>{});
             }),
             Catch::Contains("what was answered is never changed"));
  catalog.tell(catalog::drop_repeat, repeat());
  CHECK(status(repeat()) == 202);
  CHECK(catalog.ask(catalog::repeats_of, std::string{"ann"}) == 1);
  CHECK(catalog.ask(catalog::repeats_of, std::string{"bob"}) == 0);
  CHECK(catalog.deeds() == deeds);
}

TEST_CASE("what was begun and not done is dropped and what is a day old is forgotten",
          "[catalog][repeat]") {
  WithPeople catalog;
  const auto is_kept = [&] { return catalog.ask(catalog::earlier_of, repeat()).has_value(); };
  catalog.tell(catalog::begin_repeat, repeat(), day(1));
  catalog.tell(catalog::drop_repeat, repeat());
  CHECK_FALSE(is_kept());
  catalog.tell(catalog::begin_repeat, repeat(), day(1));
  catalog.tell(catalog::forget_repeats, day(2) - 1s);
  CHECK(is_kept());
  catalog.tell(catalog::forget_repeats, day(2));
  CHECK_FALSE(is_kept());
}

TEST_CASE("the database refuses what no request can be", "[catalog][repeat][schema]") {
  WithPeople catalog;
  catalog.make("bob");
  catalog.tell(catalog::begin_repeat, repeat(), day(1));
  const std::string values = "', '" + std::string(64, 'a') + "', 0, ";
  const auto insert = [&](const std::string& account, const std::string& key,
                          const std::string& end) {
    return catalog.says("INSERT INTO repeat (account, key, request, at, status, body) VALUES ('" +
                        account + "', '" + key + values + end + ")");
  };
  CHECK(insert("ann", "12345678", "0, NULL") == "accepted");
  CHECK(insert("ann", std::string(64, 'x'), "299, ''") == "accepted");
  CHECK_THAT(insert("eve", "12345678", "0, NULL"), Catch::Contains("FOREIGN KEY"));
  CHECK_THAT(insert("ann", "1234567", "0, NULL"), Catch::Contains("CHECK"));
  CHECK_THAT(insert("ann", std::string(65, 'x'), "0, NULL"), Catch::Contains("CHECK"));
  CHECK_THAT(insert("ann", "12345678", "300, ''"), Catch::Contains("CHECK"));
  CHECK_THAT(insert("ann", "12345678", "0, ''"), Catch::Contains("CHECK"));
  for (const std::string& change :
       {std::string{"at = 7"}, std::string{"key = 'another-key'"},
        "request = '" + std::string(64, 'b') + "'", std::string{"account = 'bob'"}}) {
    CAPTURE(change);
    CHECK_THAT(catalog.says("UPDATE repeat SET status = 200, " + change),
               Catch::Contains("what was answered is never changed"));
  }
}
