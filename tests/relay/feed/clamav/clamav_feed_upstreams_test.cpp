#include <catch2/catch.hpp>

#include "relay/feed/clamav/clamav_feed.h"
#include "tests/relay/feed/clamav/a_clamav.h"

using tests::AClamav;
using tests::day;

namespace {

/// After daily 27500 was taken: two upstreams, which both have it.
struct Two : AClamav {
  Two() {
    settings.databases = {"daily"};
    take();
    settings.upstreams = {"https://one.example", "https://two.example"};
    for (const char* upstream : {"one", "two"}) at(upstream) = file("daily.cvd");
  }
  std::string& at(const std::string& upstream) {
    return fetcher.files["https://" + upstream + ".example/daily.cvd"];
  }
  void publish_at(const std::string& upstream, std::uint64_t version) {
    at(upstream) = vendor.cvd("daily", version, day(1));
  }
  void tamper_at(const std::string& upstream) {
    char& byte = at(upstream)[600];
    byte = static_cast<char>(byte ^ 1);
  }
  bool asked_of(const std::string& upstream) const {
    return std::ranges::count(fetcher.asked, "https://" + upstream + ".example/daily.cvd") > 0;
  }
};

std::string version_of(const relay::feed::Survey& found) {
  return found.candidate ? found.candidate->version.text() : "no release";
}

constexpr const char* kStale =
    "refused daily 27499: https://one.example: it is older than 27500, which was accepted at "
    "2026-01-02 00:00 UTC; not taken";

}  // namespace

TEST_CASE("an upstream that lags is a fault and the next one's newer database is taken",
          "[clamav][upstreams]") {
  Two given;
  given.publish_at("one", 27'499);
  given.publish_at("two", 27'501);
  const auto found = given.survey(day(2));
  CHECK(version_of(found) == "daily 27501");
  CHECK(tests::show(found.faults) == kStale);
}

TEST_CASE("an upstream that lags before one that has what we have is a fault and no more",
          "[clamav][upstreams]") {
  Two given;
  given.publish_at("one", 27'499);
  const auto found = given.survey(day(2));
  CHECK(version_of(found) == "no release");
  CHECK(tests::show(found.faults) == kStale);
  CHECK(given.asked_of("two"));
}

TEST_CASE("an upstream that was tampered with is a fault and the next one's database is taken",
          "[clamav][upstreams]") {
  Two given;
  given.publish_at("two", 27'501);
  given.at("one") = given.at("two");
  given.tamper_at("one");
  const auto found = given.survey(day(2));
  CHECK(version_of(found) == "daily 27501");
  CHECK(given.stored(found.candidate->tree, "daily.cvd") == given.at("two"));
  REQUIRE(found.faults.size() == 1);
  CHECK(tests::show(found.faults)
            .starts_with("refused daily 27501: https://one.example: its bytes have the MD5 "));
}

TEST_CASE("what was refused takes no room from the next upstream", "[clamav][upstreams]") {
  Two given;
  given.publish_at("two", 27'501);
  given.at("one") = given.at("two");
  given.tamper_at("one");
  const auto size = given.at("two").size();
  CHECK(version_of(given.survey(day(2), size)) == "daily 27501");

  const auto full = given.survey(day(2), size - 1);
  CHECK(version_of(full) == "no release");
  REQUIRE(full.faults.size() == 1);
  CHECK(full.faults[0].kind == relay::feed::Fault::Kind::DiskFull);
  CHECK_FALSE(given.asked_of("two"));
}

TEST_CASE("a full disk after a refusal ends it and both are told", "[clamav][upstreams]") {
  Two given;
  given.publish_at("one", 27'499);
  given.publish_at("two", 27'501);
  const auto found = given.survey(day(2), given.at("two").size() - 1);
  CHECK(version_of(found) == "no release");
  REQUIRE(found.faults.size() == 2);
  CHECK(tests::show({found.faults[0]}) == kStale);
  CHECK(found.faults[1].kind == relay::feed::Fault::Kind::DiskFull);
}

TEST_CASE("an upstream behind a good one is not asked", "[clamav][upstreams]") {
  Two given;
  given.publish_at("one", 27'501);
  given.publish_at("two", 27'499);
  const auto found = given.survey(day(2));
  CHECK(version_of(found) == "daily 27501");
  CHECK(found.faults.empty());
  CHECK_FALSE(given.asked_of("two"));
}

TEST_CASE("what we had stays when no upstream is good and each refusal is told",
          "[clamav][upstreams]") {
  Two given;
  given.settings.upstreams.push_back("https://away.example");
  given.publish_at("one", 27'499);
  given.publish_at("two", 27'501);
  given.tamper_at("two");
  given.settings.databases.push_back("main");
  given.fetcher.files["https://one.example/main.cvd"] = given.vendor.cvd("main", 63, day(1));
  const auto found = given.survey(day(2));
  REQUIRE(version_of(found) == "daily 27500, main 63");
  CHECK(*found.candidate->tree.find("daily.cvd") == *given.known.newest->find("daily.cvd"));
  REQUIRE(found.faults.size() == 3);
  CHECK(tests::show({found.faults[0]}) == kStale);
  CHECK(tests::show({found.faults[1]}).starts_with("refused daily 27501: https://two.example: "));
  CHECK(tests::show({found.faults[2]}) ==
        "missing daily: https://away.example/daily.cvd: 404 Not Found");
}

TEST_CASE("a database that was lost is fetched from the upstream that still has its bytes",
          "[clamav][upstreams]") {
  Two given;
  const auto* const lost = given.known.newest->find("daily.cvd");
  std::filesystem::remove(given.store.path_of(lost->digest));
  given.at("one") = given.vendor.cvd("daily", 27'500, day(3));
  const auto found = given.survey(day(2));
  CHECK(tests::show(found.faults) ==
        "refused daily 27500: https://one.example: its bytes changed under the same version; not "
        "taken");
  CHECK(given.store.has(lost->digest, lost->size));
}
