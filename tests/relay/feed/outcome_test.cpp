#include "relay/feed/outcome.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using policy::Span;
using relay::catalog::CheckRow;
using relay::feed::check_row;
using relay::feed::Fault;
using relay::feed::Survey;
using tests::day;

namespace {

const auto kFeed = *policy::FeedId::parse("acme");

CheckRow after(const Survey& survey, double fraction = 0,
               const std::optional<CheckRow>& before = std::nullopt) {
  return check_row({.feed = kFeed,
                    .survey = survey,
                    .before = before,
                    .now = day(3),
                    .every = 2h,
                    .fraction = fraction});
}

}  // namespace

TEST_CASE("a good check is followed by the next after every and up to a twentieth",
          "[feed][outcome]") {
  const CheckRow row = after({});
  CHECK(row.succeeded);
  CHECK(row.outcome == "nothing new");
  CHECK(row.succeeded_at == day(3));
  CHECK(row.next_attempt == day(3) + 2h);
  CHECK(after({}, 0.5).next_attempt == day(3) + 2h + 3min);
  CHECK(after({}, 0.999).next_attempt == day(3) + 2h + 6min - 1s);
}

TEST_CASE("checks that fail in a row are counted and one that succeeds begins again",
          "[feed][outcome]") {
  const Survey away{.faults = {{.what = "https://acme.example/: connection refused"}}};
  const CheckRow first = after(away, 0, after({}));
  CHECK_FALSE(first.succeeded);
  CHECK(first.failures == 1);
  CHECK(first.outcome == "https://acme.example/: connection refused");
  CHECK(first.alarms.empty());
  CHECK(first.succeeded_at == day(3));
  const CheckRow second = after(away, 0, first);
  CHECK(second.failures == 2);
  CHECK(*second.next_attempt >= *first.next_attempt);
  const CheckRow third = after({}, 0, second);
  CHECK(third.failures == 0);
  CHECK(third.succeeded);
}

TEST_CASE("a vendor that says when to come back is not asked before", "[feed][outcome]") {
  Survey busy{.faults = {{.what = "https://acme.example/: 429", .retry_after = 3600s}}};
  CHECK(after(busy).next_attempt == day(3) + 1h);
  busy.faults[0].retry_after = 3601s;
  CHECK(after(busy).next_attempt == day(3) + 1h);
  busy.faults[0].retry_after = 3599s;
  CHECK(after(busy).next_attempt == day(3) + 3599s);
}

TEST_CASE("a refused part is an alarm and not a failed check", "[feed][outcome]") {
  const CheckRow row = after({.faults = {{.kind = Fault::Kind::Refused,
                                          .part = "main",
                                          .version = "63",
                                          .what = "its signature does not verify"}}});
  CHECK(row.succeeded);
  CHECK(row.outcome == "main 63: its signature does not verify");
  CHECK(row.alarms == std::vector<std::string>{"main 63: its signature does not verify"});
  CHECK(row.next_attempt == day(3) + 2h);
}

TEST_CASE("a refusal of all of the feed fails the check and is not hurried", "[feed][outcome]") {
  const CheckRow row = after(
      {.faults = {{.kind = Fault::Kind::Refused, .what = "PULP_MANIFEST: it lists no file"}}});
  CHECK_FALSE(row.succeeded);
  CHECK(row.failures == 1);
  CHECK(row.alarms.size() == 1);
  CHECK(row.next_attempt == day(3) + 2h);
}

TEST_CASE("an unreachable part is an alarm and asked for again soon", "[feed][outcome]") {
  const CheckRow row = after({.faults = {{.part = "main", .what = "connection refused"}}});
  CHECK_FALSE(row.succeeded);
  CHECK(row.alarms == std::vector<std::string>{"main: connection refused"});
  CHECK(*row.next_attempt < day(3) + 2h);
}

TEST_CASE("what was accepted is the outcome even where a part was refused", "[feed][outcome]") {
  const Survey survey{.faults = {{.kind = Fault::Kind::Refused, .part = "main", .what = "wrong"}}};
  const CheckRow row = check_row({.feed = kFeed,
                                  .survey = survey,
                                  .accepted = policy::VersionText::parse("daily 4"),
                                  .now = day(3),
                                  .every = 2h});
  CHECK(row.outcome == "accepted daily 4");
  CHECK(row.alarms == std::vector<std::string>{"main: wrong"});
}

TEST_CASE("no next attempt is later than the longest wait", "[feed][outcome][property]") {
  const auto every = GENERATE(Span{60s}, Span{15min}, Span{2h}, Span{240h});
  const auto fraction = GENERATE(0.0, 0.3, 0.999);
  const auto failures = GENERATE(0U, 1U, 5U, 100U);
  const Survey away{.faults = {{.what = "away", .retry_after = 9999s}}};
  for (const Survey& survey : {Survey{}, away}) {
    const CheckRow row = check_row({.feed = kFeed,
                                    .survey = survey,
                                    .before = CheckRow{.feed = kFeed, .failures = failures},
                                    .now = day(3),
                                    .every = every,
                                    .fraction = fraction});
    CHECK(*row.next_attempt > day(3));
    CHECK(*row.next_attempt <= day(3) + relay::feed::longest_wait(every));
  }
}
