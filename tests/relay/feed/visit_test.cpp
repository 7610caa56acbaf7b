#include "relay/feed/visit.h"

#include <catch2/catch.hpp>

#include "relay/feed/amount.h"
#include "tests/support/day.h"
#include "tests/support/scripted_fetcher.h"
#include "tests/support/temp_folder.h"

using relay::feed::Fault;
using relay::feed::fetch_file;
using relay::feed::fetch_text;
using relay::net::Unreachable;
using tests::ScriptedFetcher;

namespace {

constexpr const char* kUrl = "https://acme.example/a";

// A visit to a vendor that has ten bytes.
struct AVisit {
  tests::TempFolder folder;
  relay::store::Store store{folder.path()};
  ScriptedFetcher vendor;
  relay::feed::Known known;
  relay::feed::Visit visit{
      .fetcher = vendor, .store = store, .known = known, .now = tests::day(3), .room = 1000};

  AVisit() { vendor.files[kUrl] = "0123456789"; }
  void answer(ScriptedFetcher::Script script) { vendor.scripts[kUrl] = std::move(script); }
};

}  // namespace

TEST_CASE("a file comes into a draft and takes its part of the room", "[feed][visit]") {
  AVisit a;
  auto fetched = fetch_file(a.visit, "daily", {.url = kUrl, .size_cap = 10});
  REQUIRE(fetched);
  CHECK(fetched->draft.size() == 10);
  CHECK(fetched->answer.status == 200);
  CHECK(a.visit.room == 990);
  const auto blob = a.store.keep(std::move(fetched->draft));
  CHECK(a.store.read(blob.digest, 10) == "0123456789");
}

TEST_CASE("a body above the cap is refused rather than tried again", "[feed][visit]") {
  AVisit a;
  const auto fetched = fetch_file(a.visit, "daily", {.url = kUrl, .size_cap = 9});
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().kind == Fault::Kind::Refused);
  CHECK(fetched.error().part == "daily");
  CHECK(a.visit.room == 1000);
}

TEST_CASE("a file that fits the room exactly is downloaded and one byte more is not",
          "[feed][visit]") {
  AVisit a;
  a.visit.keep_free = 2048;
  a.visit.room = 10;
  CHECK(fetch_file(a.visit, "", {.url = kUrl, .size_cap = 500}));

  a.visit.room = 9;
  const auto fetched = fetch_file(a.visit, "daily", {.url = kUrl, .size_cap = 500});
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().kind == Fault::Kind::DiskFull);
  CHECK(fetched.error().part == "daily");
  CHECK_THAT(fetched.error().what,
             Catch::StartsWith("store: ") &&
                 Catch::EndsWith(" free, this release needs more than 9 bytes and "
                                 "'keep_free' is 2 KiB; not downloaded"));
}

TEST_CASE("with no room at all the vendor is not even asked for a file", "[feed][visit]") {
  AVisit a;
  a.visit.keep_free = 2048;
  a.visit.room = 0;
  const auto fetched = fetch_file(a.visit, "", {.url = kUrl, .size_cap = 500});
  REQUIRE_FALSE(fetched);
  CHECK(fetched.error().kind == Fault::Kind::DiskFull);
  CHECK_THAT(fetched.error().what,
             Catch::StartsWith("store: 0 bytes free above 'keep_free' (") &&
                 Catch::EndsWith(" free, 'keep_free' is 2 KiB); not downloaded"));
  CHECK(a.vendor.asked.empty());
  CHECK(fetch_text(a.visit, "", {.url = kUrl, .size_cap = 500}));
}

TEST_CASE("why there is no answer becomes a fault with the same sentence", "[feed][visit]") {
  struct Case {
    Unreachable::Kind why;
    Fault::Kind kind;
  };
  const auto one = GENERATE(values<Case>({
      {Unreachable::Kind::NoConnection, Fault::Kind::Unreachable},
      {Unreachable::Kind::Status, Fault::Kind::Unreachable},
      {Unreachable::Kind::TooLong, Fault::Kind::Refused},
      {Unreachable::Kind::TooShort, Fault::Kind::Unreachable},
      {Unreachable::Kind::TooSlow, Fault::Kind::Unreachable},
      {Unreachable::Kind::NotWanted, Fault::Kind::Unreachable},
      {Unreachable::Kind::Missing, Fault::Kind::Missing},
  }));
  AVisit a;
  a.answer([&](const auto&, auto&) -> ScriptedFetcher::Reply {
    return policy::Refused{
        Unreachable{one.why, "https://acme.example/a: no", std::chrono::seconds{90}}};
  });
  const auto file = fetch_file(a.visit, "main", {.url = kUrl, .size_cap = 10});
  const auto text = fetch_text(a.visit, "main", {.url = kUrl, .size_cap = 10});
  REQUIRE_FALSE(file);
  REQUIRE_FALSE(text);
  for (const Fault& fault : {file.error(), text.error()}) {
    CHECK(fault.kind == one.kind);
    CHECK(fault.part == "main");
    CHECK(fault.what == "https://acme.example/a: no");
    CHECK(fault.retry_after == std::chrono::seconds{90});
  }
}

TEST_CASE("a transfer that begins again leaves nothing of its first beginning", "[feed][visit]") {
  AVisit a;
  a.answer([](const relay::net::Ask& ask, relay::net::Sink& sink) {
    const std::string broken = "0123";
    sink.append(std::as_bytes(std::span{broken}));
    sink.restart();
    return ScriptedFetcher::serve("abcdef", ask, sink);
  });
  const auto file = fetch_file(a.visit, "", {.url = kUrl, .size_cap = 10});
  REQUIRE(file);
  CHECK(tests::read_file(file->draft.path()) == "abcdef");
  const auto text = fetch_text(a.visit, "", {.url = kUrl, .size_cap = 10});
  REQUIRE(text);
  CHECK(text->text == "abcdef");
}

TEST_CASE("part of a file can be asked for", "[feed][visit]") {
  AVisit a;
  const auto text =
      fetch_text(a.visit, "", {.url = kUrl, .range = relay::net::ByteRange{2, 4}, .size_cap = 3});
  REQUIRE(text);
  CHECK(text->text == "234");
  CHECK(text->answer.status == 206);
}
