#include "relay/ledger/adoption.h"

#include <catch2/catch.hpp>

#include "tests/relay/ledger/a_book.h"

using namespace std::chrono_literals;
using relay::ledger::adoption;
using relay::ledger::Adoption;
using relay::ledger::slot;
using relay::ledger::TakesThen;
using tests::ABook;

namespace {

std::optional<Adoption> of(ABook& a, std::uint64_t release) {
  return adoption(a.book.feeds().at(tests::acme()).accounts.at(0), {release});
}

}  // namespace

TEST_CASE("takes are told by when they were made and by what became of them",
          "[ledger][adoption]") {
  ABook a;
  for (std::uint64_t device = 1; device <= 3; ++device) a.hourly("pilot", device, 1);
  a.pass(1h);
  CHECK_FALSE(of(a, 2));
  const auto first = slot(a.now);
  a.take("pilot", 1, 2);
  a.take("pilot", 2, 2);
  a.pass(1h);
  const auto second = slot(a.now);
  a.ask("pilot", 1, 2);
  a.take("pilot", 3, 2);
  const auto soon = of(a, 2);
  REQUIRE(soon);
  CHECK(soon->group == tests::group("pilot"));
  CHECK(soon->tally.taken == 3);
  CHECK(soon->tally.survived == 1);
  CHECK(soon->takes == std::map<relay::ledger::Slot, TakesThen>{
                           {first, {.taken = 2, .survived = 1}}, {second, {.taken = 1}}});
  CHECK_FALSE(of(a, 1));

  a.pass(12h);  // Nobody comes again.
  CHECK(of(a, 2)->takes ==
        std::map<relay::ledger::Slot, TakesThen>{{first, {.taken = 2, .survived = 1, .silent = 1}},
                                                 {second, {.taken = 1, .silent = 1}}});
}

TEST_CASE("old takes are told by the hour", "[ledger][adoption]") {
  ABook a;
  for (std::uint64_t device = 1; device <= 2; ++device) a.hourly("pilot", device, 1);
  a.pass(10min);
  a.take("pilot", 1, 2);
  a.pass(10min);
  a.take("pilot", 2, 2);
  CHECK(of(a, 2)->takes.size() == 2);
  a.pass(50h);
  REQUIRE(of(a, 2)->takes.size() == 1);
  const auto [at, takes] = *of(a, 2)->takes.begin();
  CHECK(at % relay::ledger::kHour == 0);
  CHECK(takes.taken == 2);
}
