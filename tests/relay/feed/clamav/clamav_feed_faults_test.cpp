#include <catch2/catch.hpp>

#include "relay/feed/clamav/clamav_feed.h"
#include "tests/relay/feed/clamav/a_clamav.h"

using relay::net::Unreachable;
using tests::AClamav;
using tests::day;
using tests::ScriptedFetcher;

namespace {

/// After main 62 and daily 27500 were taken: what becomes of the next daily.
struct Next : AClamav {
  Next() {
    take();
    publish("daily", 27'501, day(1));
    file("daily-27501.cdiff") = vendor.cdiff("daily", 27'501);
  }
  void flip(const std::string& name, std::size_t at) {
    auto& bytes = file(name);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
  }
  /// Surveys; there must be no release, and this one fault.
  std::string refused(policy::Instant now = day(2)) {
    const auto found = survey(now);
    CHECK_FALSE(found.candidate.has_value());
    return tests::show(found.faults);
  }
};

ScriptedFetcher::Script failing(Unreachable::Kind kind, const std::string& what) {
  return [=](const auto& ask, auto&) -> ScriptedFetcher::Reply {
    return policy::Refused{Unreachable{kind, ask.url + ": " + what, std::nullopt}};
  };
}

}  // namespace

TEST_CASE("a flipped byte anywhere in a database keeps the last good one", "[clamav]") {
  for (const std::size_t at :
       {std::size_t{0}, std::size_t{60}, std::size_t{120}, std::size_t{600}}) {
    CAPTURE(at);
    Next given;
    given.flip("daily.cvd", at);
    CHECK(given.refused().starts_with("refused daily"));
  }
}

TEST_CASE("a changed body is told by its MD5", "[clamav]") {
  Next given;
  given.flip("daily.cvd", 600);
  const std::string why = given.refused();
  CHECK(why.starts_with("refused daily 27501: its bytes have the MD5 "));
  CHECK(why.ends_with("; not taken"));
}

TEST_CASE("a database signed by another key is refused", "[clamav]") {
  Next given;
  given.settings.keys = relay::feed::clamav::vendor_keys();
  CHECK(given.refused() == "refused daily 27501: the signature in its header is wrong; not taken");
}

TEST_CASE("a version that was lifted in the header alone is refused", "[clamav]") {
  Next given;
  auto& bytes = given.file("daily.cvd");
  bytes.replace(bytes.find(":27501:"), 7, ":27502:");
  CHECK(given.refused() ==
        "refused daily 27502: its header says version 27502 but the signed .info says 27501; not "
        "taken");
}

TEST_CASE("a time that was changed in the header alone is refused", "[clamav]") {
  Next given;
  auto& bytes = given.file("daily.cvd");
  bytes.replace(bytes.find(":1767312000"), 11, ":1767312001");
  CHECK(given.refused() ==
        "refused daily 27501: its header says time 2026-01-02T00:00:01Z but the signed .info says "
        "2026-01-02T00:00:00Z; not taken");
}

TEST_CASE("a database that is shorter or longer than signed is refused", "[clamav]") {
  Next given;
  given.file("daily.cvd").pop_back();
  CHECK(given.refused().starts_with("refused daily 27501: its bytes have the MD5 "));
  given.publish("daily", 27'501, day(1));
  given.file("daily.cvd") += "x";
  CHECK(given.refused().starts_with("refused daily 27501: its bytes have the MD5 "));
  given.file("daily.cvd").resize(100);
  CHECK(given.refused() ==
        "refused daily: its header is 100 bytes, a database begins with 512; not taken");
}

TEST_CASE("a page instead of a database is refused", "[clamav]") {
  Next given;
  given.file("daily.cvd") = "<html>" + std::string(1'000, ' ') + "</html>";
  CHECK(given.refused() ==
        "refused daily: it is not a ClamAV database: it does not begin with 'ClamAV-VDB'; not "
        "taken");
}

TEST_CASE("an older database after a newer one is refused though it is signed", "[clamav]") {
  Next given;
  given.publish("daily", 27'499, day(0));
  CHECK(given.refused() ==
        "refused daily 27499: it is older than 27500, which was accepted at 2026-01-02 00:00 UTC; "
        "not taken");
}

TEST_CASE("other bytes under an accepted version are refused though they are signed", "[clamav]") {
  Next given;
  given.publish("daily", 27'500, day(3));
  CHECK(given.refused().starts_with(
      "refused daily 27500: it changed under the same version: its header has the MD5 "));
}

TEST_CASE("other bytes under an accepted version are refused when ours were lost too", "[clamav]") {
  Next given;
  std::filesystem::remove(given.store.path_of(given.known.newest->find("daily.cvd")->digest));
  given.publish("daily", 27'500, day(3));
  CHECK(given.refused() ==
        "refused daily 27500: its bytes changed under the same version; not taken");
}

TEST_CASE("one bad database does not stop the others", "[clamav]") {
  Next given;
  given.settings.databases.push_back("bytecode");
  given.publish("bytecode", 335, day(1));
  given.publish("main", 63, day(1));
  given.flip("daily.cvd", 600);
  const auto found = given.survey(day(2));
  REQUIRE(found.candidate.has_value());
  CHECK(found.candidate->version.text() == "daily 27500, main 63, bytecode 335");
  CHECK(*found.candidate->tree.find("daily.cvd") == *given.known.newest->find("daily.cvd"));
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].part == "daily");
}

TEST_CASE("a database that we never had and that is bad is not in the release", "[clamav]") {
  AClamav given;
  given.file("daily.cvd")[600] ^= 1;
  const auto found = given.survey();
  CHECK(found.candidate->version.text() == "main 62");
  CHECK(found.candidate->tree.find("daily.cvd") == nullptr);
  CHECK(found.faults.size() == 1);
}

TEST_CASE("a vendor who does not answer leaves everything as it was", "[clamav]") {
  Next given;
  for (const char* name : {"daily", "main"}) {
    given.fetcher.scripts[std::string{"https://clamav.example/"} + name + ".cvd"] =
        failing(Unreachable::Kind::NoConnection, "connection refused");
  }
  CHECK(given.refused() ==
        "unreachable daily: https://clamav.example/daily.cvd: connection refused\n"
        "unreachable main: https://clamav.example/main.cvd: connection refused");
}

TEST_CASE("the next upstream is asked when one does not answer", "[clamav]") {
  Next given;
  given.settings.upstreams = {"https://away.example/", "https://clamav.example/"};
  const auto found = given.survey(day(2));
  CHECK(found.faults.empty());
  CHECK(found.candidate->version.text() == "daily 27501, main 62");
  CHECK(given.fetcher.asked[0] == "https://away.example/daily.cvd");
}

TEST_CASE("all upstreams that did not answer are named", "[clamav]") {
  Next given;
  given.settings.databases = {"daily"};
  given.settings.upstreams = {"https://a.example", "https://b.example"};
  CHECK(tests::show(given.survey(day(2)).faults) ==
        "missing daily: https://a.example/daily.cvd: 404 Not Found; "
        "https://b.example/daily.cvd: 404 Not Found");
}

TEST_CASE("a feed without upstreams says so", "[clamav]") {
  AClamav given;
  given.settings.upstreams.clear();
  given.settings.databases = {"daily"};
  CHECK(tests::show(given.survey().faults) == "unreachable daily: no upstream is set");
}

TEST_CASE("a database that changes between look and download is left for the next attempt",
          "[clamav]") {
  Next given;
  const std::string announced = given.file("daily.cvd");
  const std::string newer = given.vendor.cvd("daily", 27'502, day(1));
  given.fetcher.scripts["https://clamav.example/daily.cvd"] = [=](const auto& ask, auto& sink) {
    return ScriptedFetcher::serve(ask.range ? announced : newer, ask, sink);
  };
  CHECK(given.refused() == "unreachable daily 27501: it changed while it was read; not taken");
}

TEST_CASE("a database that changes while the others are read makes no release", "[clamav]") {
  Next given;
  const std::string announced = given.file("daily.cvd");
  const std::string newer = given.vendor.cvd("daily", 27'502, day(1));
  int times = 0;
  given.fetcher.scripts["https://clamav.example/daily.cvd"] = [&](const auto& ask, auto& sink) {
    return ScriptedFetcher::serve(++times <= 2 ? announced : newer, ask, sink);
  };
  CHECK(given.refused() ==
        "unreachable daily 27501: it changed to version 27502 while the release was put together; "
        "no release this time");
  CHECK(times == 3);
  given.fetcher.scripts.clear();
  CHECK(given.survey(day(2)).candidate->version.text() == "daily 27501, main 62");
}

TEST_CASE("a vendor who goes away before the second look makes no release", "[clamav]") {
  Next given;
  const std::string announced = given.file("daily.cvd");
  int times = 0;
  given.fetcher.scripts["https://clamav.example/daily.cvd"] =
      [&](const auto& ask, auto& sink) -> ScriptedFetcher::Reply {
    if (++times <= 2) return ScriptedFetcher::serve(announced, ask, sink);
    return policy::Refused{
        Unreachable{Unreachable::Kind::Status, ask.url + ": 503", std::chrono::seconds{60}}};
  };
  const auto found = given.survey(day(2));
  CHECK_FALSE(found.candidate.has_value());
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].what == "https://clamav.example/daily.cvd: 503; no release this time");
  CHECK(found.faults[0].retry_after == std::chrono::seconds{60});
}

TEST_CASE("a database that does not fit the disk is not downloaded", "[clamav]") {
  Next given;
  const auto size = given.file("daily.cvd").size() + given.file("daily-27501.cdiff").size();
  CHECK(given.survey(day(2), size).candidate.has_value());

  Next full;
  const auto found = full.survey(day(2), full.file("daily.cvd").size() - 1);
  CHECK_FALSE(found.candidate.has_value());
  REQUIRE(found.faults.size() == 1);
  CHECK(found.faults[0].kind == relay::feed::Fault::Kind::DiskFull);
  CHECK(found.faults[0].version == "27501");
}

TEST_CASE("a changed patch is left out and its database still goes", "[clamav]") {
  Next given;
  given.flip("daily-27501.cdiff", 40);
  const auto found = given.survey(day(2));
  REQUIRE(found.candidate.has_value());
  CHECK(found.candidate->version.text() == "daily 27501, main 62");
  CHECK(found.candidate->tree.find("daily-27501.cdiff") == nullptr);
  CHECK(tests::show(found.faults) ==
        "refused daily 27501: daily-27501.cdiff: its signature is wrong; not taken");
}

TEST_CASE("a patch to another version is left out", "[clamav]") {
  Next given;
  given.file("daily-27501.cdiff") = given.vendor.cdiff("daily", 27'400);
  CHECK(tests::show(given.survey(day(2)).faults) ==
        "refused daily 27501: daily-27501.cdiff: it is the patch to version 27400; not taken");
}

TEST_CASE("patches after one that cannot be fetched now are not asked for", "[clamav]") {
  Next given;
  given.publish("daily", 27'503, day(1));
  given.fetcher.scripts["https://clamav.example/daily-27503.cdiff"] =
      failing(Unreachable::Kind::TooSlow, "too slow");
  const auto found = given.survey(day(2));
  CHECK(found.candidate->version.text() == "daily 27503, main 62");
  CHECK(tests::show(found.faults) ==
        "unreachable daily 27503: https://clamav.example/daily-27503.cdiff: too slow");
  CHECK_FALSE(given.asked("daily-27502.cdiff"));
}

TEST_CASE("a refused database leaves no draft behind", "[clamav]") {
  Next given;
  given.flip("daily.cvd", 600);
  given.refused();
  CHECK(std::filesystem::is_empty(given.folder / "store" / "drafts"));
}
