#include "relay/feed/clamav/clamav_feed.h"

#include <catch2/catch.hpp>

#include "relay/net/folder_fetcher.h"
#include "tests/relay/feed/clamav/a_clamav.h"
#include "tests/support/vendor_data.h"

using relay::store::File;
using relay::store::Gap;
using relay::store::Role;
using tests::AClamav;
using tests::day;

namespace {

std::vector<std::string> paths(const relay::store::Tree& tree) {
  std::vector<std::string> all;
  for (const auto& file : tree.files) all.push_back(file.path);
  return all;
}

}  // namespace

TEST_CASE("a release is all databases of the feed", "[clamav]") {
  AClamav given;
  given.settings.databases = {"zoo", "main", "bytecode", "daily", "main"};
  given.publish("bytecode", 335, day(0));
  given.publish("zoo", 1, day(0));
  const auto found = given.survey();
  CHECK(tests::show(found.faults).empty());
  REQUIRE(found.candidate.has_value());
  CHECK(found.candidate->version.text() == "daily 27500, main 62, bytecode 335, zoo 1");
  CHECK(paths(found.candidate->tree) ==
        std::vector<std::string>{"bytecode.cvd", "daily.cvd", "main.cvd", "zoo.cvd"});
}

TEST_CASE("a database is served as a pointer that its own build time is valid for too",
          "[clamav]") {
  AClamav given;
  given.publish("daily", 27'500, day(0) + policy::Span{77});
  const auto found = given.survey(day(1));
  REQUIRE(found.candidate.has_value());
  const File* const file = found.candidate->tree.find("daily.cvd");
  REQUIRE(file != nullptr);
  CHECK(file->role == Role::Pointer);
  CHECK(file->media_type == "application/octet-stream");
  CHECK(file->modified == day(1));
  CHECK(file->also_valid_for == day(0) + policy::Span{77});
  CHECK(given.stored(found.candidate->tree, "daily.cvd") == given.file("daily.cvd"));
  CHECK(found.candidate->vendor_time == day(0) + policy::Span{77});
}

TEST_CASE("each database's version and bytes are recorded", "[clamav]") {
  AClamav given;
  const auto found = given.survey(day(1));
  REQUIRE(found.candidate->parts.size() == 2);
  const auto& daily = found.candidate->parts[0];
  CHECK(daily.part == "daily");
  CHECK(daily.version == 27'500);
  CHECK(daily.digest == found.candidate->tree.find("daily.cvd")->digest);
  CHECK(daily.accepted_at == day(1));
}

TEST_CASE("patches that the tree lacks are answered as empty up to its own version", "[clamav]") {
  AClamav given;
  CHECK(given.survey().candidate->tree.gaps ==
        std::vector<Gap>{{.before = "daily-", .after = ".cdiff", .first = 1, .last = 27'500},
                         {.before = "main-", .after = ".cdiff", .first = 1, .last = 62}});
}

TEST_CASE("nothing new costs a look at each header and makes no release", "[clamav]") {
  AClamav given;
  given.take();
  const auto found = given.survey(day(2));
  CHECK_FALSE(found.candidate.has_value());
  CHECK(found.faults.empty());
  CHECK(given.fetcher.asked == std::vector<std::string>{"https://clamav.example/daily.cvd",
                                                        "https://clamav.example/main.cvd"});
}

TEST_CASE("one newer database makes a new release with the others as they were", "[clamav]") {
  AClamav given;
  const auto first = given.take(day(1));
  given.publish("daily", 27'501, day(1));
  const auto second = given.take(day(2));
  CHECK(second.candidate->version.text() == "daily 27501, main 62");
  CHECK(second.candidate->vendor_time == day(1));
  CHECK(*second.candidate->tree.find("main.cvd") == *first.candidate->tree.find("main.cvd"));
  CHECK(second.candidate->tree.find("daily.cvd")->modified == day(2));
  CHECK(second.candidate->parts[0].accepted_at == day(2));
  CHECK(second.candidate->parts[1].accepted_at == day(1));
}

TEST_CASE("the vendor is asked with the feed's own user agent", "[clamav]") {
  AClamav given;
  given.settings.user_agent = "Sluice/1 (corp.example)";
  std::vector<std::string> agents;
  const std::string bytes = given.file("main.cvd");
  given.fetcher.scripts["https://clamav.example/main.cvd"] = [&](const auto& ask, auto& sink) {
    agents.push_back(ask.user_agent);
    return tests::ScriptedFetcher::serve(bytes, ask, sink);
  };
  given.take();
  CHECK(agents == std::vector<std::string>(3, "Sluice/1 (corp.example)"));
}

TEST_CASE("at first sight patches are taken back to the first gap", "[clamav]") {
  AClamav given;
  for (const auto version : {27'500, 27'499, 27'498, 27'496}) {
    given.publish_patch("daily", static_cast<std::uint64_t>(version));
  }
  const auto found = given.survey();
  CHECK(found.faults.empty());
  CHECK(paths(found.candidate->tree) ==
        std::vector<std::string>{"daily-27498.cdiff", "daily-27499.cdiff", "daily-27500.cdiff",
                                 "daily.cvd", "main.cvd"});
  CHECK(found.candidate->tree.find("daily-27499.cdiff")->role == Role::Immutable);
  CHECK(given.stored(found.candidate->tree, "daily-27499.cdiff") ==
        given.file("daily-27499.cdiff"));
}

TEST_CASE("at first sight at most ten patches are taken", "[clamav]") {
  AClamav given;
  for (std::uint64_t version = 27'480; version <= 27'500; ++version) {
    given.publish_patch("daily", version);
  }
  const auto found = given.survey();
  CHECK(found.candidate->tree.find("daily-27491.cdiff") != nullptr);
  CHECK(found.candidate->tree.find("daily-27490.cdiff") == nullptr);
}

TEST_CASE("later all patches since the last one are taken and earlier ones stay", "[clamav]") {
  AClamav given;
  given.publish_patch("daily", 27'500);
  given.take();
  given.publish("daily", 27'503, day(1));
  given.publish_patch("daily", 27'501);
  given.publish_patch("daily", 27'503);
  const auto found = given.take(day(2));
  CHECK(found.faults.empty());
  CHECK(paths(found.candidate->tree) ==
        std::vector<std::string>{"daily-27500.cdiff", "daily-27501.cdiff", "daily-27503.cdiff",
                                 "daily.cvd", "main.cvd"});
  CHECK(found.candidate->tree.find("daily-27500.cdiff")->modified == day(1));
  CHECK(found.candidate->tree.find("daily-27503.cdiff")->modified == day(2));
  CHECK(given.asked("daily-27502.cdiff"));
  CHECK_FALSE(given.asked("daily-27500.cdiff"));
}

TEST_CASE("as many patches are kept as the feed says and those are the newest", "[clamav]") {
  AClamav given;
  given.settings.cdiffs = 2;
  given.publish_patch("daily", 27'499);
  given.publish_patch("daily", 27'500);
  given.publish_sign("daily-27499.cdiff");
  const auto first = given.take();
  CHECK(first.candidate->tree.find("daily-27499.cdiff.sign") != nullptr);
  given.publish("daily", 27'501, day(1));
  given.publish_patch("daily", 27'501);
  CHECK(
      paths(given.take(day(2)).candidate->tree) ==
      std::vector<std::string>{"daily-27500.cdiff", "daily-27501.cdiff", "daily.cvd", "main.cvd"});
  given.settings.cdiffs = 0;
  given.publish("daily", 27'502, day(2));
  given.publish_patch("daily", 27'502);
  CHECK(paths(given.take(day(3)).candidate->tree) ==
        std::vector<std::string>{"daily.cvd", "main.cvd"});
}

TEST_CASE("a patch of no bytes is mirrored as it is", "[clamav]") {
  AClamav given;
  given.file("daily-27500.cdiff") = "";
  const auto found = given.survey();
  CHECK(found.faults.empty());
  REQUIRE(found.candidate->tree.find("daily-27500.cdiff") != nullptr);
  CHECK(found.candidate->tree.find("daily-27500.cdiff")->size == 0);
}

TEST_CASE("bytes that the store lost are fetched again without a new release", "[clamav]") {
  AClamav given;
  const auto first = given.take();
  const auto digest = first.candidate->tree.find("daily.cvd")->digest;
  std::filesystem::remove(given.store.path_of(digest));
  CHECK_FALSE(given.survey(day(2)).candidate.has_value());
  CHECK(given.store.intact(digest));
}

TEST_CASE("bytes that the store lost come back with the next release too", "[clamav]") {
  AClamav given;
  given.take();
  std::filesystem::remove(given.store.path_of(given.known.newest->find("main.cvd")->digest));
  given.publish("daily", 27'501, day(1));
  const auto found = given.survey(day(2));
  REQUIRE(found.candidate.has_value());
  CHECK(given.stored(found.candidate->tree, "main.cvd") == given.file("main.cvd"));
  CHECK(found.candidate->parts[1].accepted_at == day(1));
}

TEST_CASE("a release is never made without a database whose bytes were lost", "[clamav]") {
  AClamav given;
  given.take();
  std::filesystem::remove(given.store.path_of(given.known.newest->find("main.cvd")->digest));
  given.withdraw("main.cvd");
  given.publish("daily", 27'501, day(1));
  const auto found = given.survey(day(2));
  CHECK_FALSE(found.candidate.has_value());
  CHECK(tests::show(found.faults) ==
        "missing main: https://clamav.example/main.cvd: 404 Not Found");
}

TEST_CASE("a tree that was lost is made again from the vendor", "[clamav]") {
  AClamav given;
  const auto first = given.take();
  given.known.newest.reset();
  const auto found = given.survey(day(1));
  REQUIRE(found.candidate.has_value());
  CHECK(render(found.candidate->tree) == render(first.candidate->tree));
}

TEST_CASE("a database that the feed no longer names leaves the next release", "[clamav]") {
  AClamav given;
  given.take();
  given.settings.databases = {"daily"};
  const auto found = given.survey(day(2));
  REQUIRE(found.candidate.has_value());
  CHECK(found.candidate->version.text() == "daily 27500");
  CHECK(paths(found.candidate->tree) == std::vector<std::string>{"daily.cvd"});
}

TEST_CASE("more databases than a version text holds are counted", "[clamav]") {
  AClamav given;
  given.settings.databases.clear();
  for (char c = 'a'; c <= 'f'; ++c) {
    const std::string name(60, c);
    given.settings.databases.push_back(name);
    given.publish(name, 1, day(0));
  }
  const auto found = given.survey();
  REQUIRE(found.candidate.has_value());
  CHECK(found.candidate->version.text() == std::string(60, 'a') + " 1, " + std::string(60, 'b') +
                                               " 1, " + std::string(60, 'c') + " 1, 3 more");
}

TEST_CASE("a folder that somebody carried here is read as a vendor is", "[clamav]") {
  AClamav given;
  given.publish_patch("daily", 27'500);
  const auto carried = given.folder / "usb";
  for (const char* name : {"main.cvd", "daily.cvd", "daily-27500.cdiff"}) {
    tests::write_file(carried / name, given.file(name));
  }
  given.settings.upstreams = {"file://" + carried.string()};
  relay::net::FolderFetcher folders{{carried}};
  relay::feed::Visit visit{.fetcher = folders,
                           .store = given.store,
                           .known = given.known,
                           .now = day(1),
                           .room = 1'000'000};
  const auto found = relay::feed::clamav::ClamavFeed{given.settings}.survey(visit);
  CHECK(tests::show(found.faults).empty());
  REQUIRE(found.candidate.has_value());
  CHECK(found.candidate->version.text() == "daily 27500, main 62");
  CHECK(found.candidate->tree.find("daily-27500.cdiff") != nullptr);
  CHECK(tests::read_file(carried / "daily.cvd") == given.file("daily.cvd"));
}

TEST_CASE("the vendor's real databases make a release and then the next", "[clamav][real]") {
  const auto folder = tests::vendor_data("clamav");
  if (!folder) return;
  AClamav given;
  given.settings.databases = {"test"};
  given.settings.keys = relay::feed::clamav::vendor_keys();
  const auto publish = [&](int version) {
    const std::string name = "test-" + std::to_string(version);
    given.file("test.cvd") = tests::read_file(*folder / (name + ".cvd"));
    for (const char* ending : {".cvd.sign", ".cdiff", ".cdiff.sign"}) {
      given.file(name + ending) = tests::read_file(*folder / (name + ending));
    }
  };
  const auto june = *policy::parse_rfc3339("2026-06-15T12:00:00Z");
  publish(3);
  const auto third = given.take(june);
  CHECK(third.faults.empty());
  CHECK(third.candidate->version.text() == "test 3");
  CHECK(third.candidate->evidence == policy::Evidence::LegacySigned);

  publish(4);
  given.settings.roots.add(
      *relay::crypto::Roots::parse(tests::read_file(*folder / "clamav-test.crt")));
  const auto fourth = given.take(june);
  CHECK(fourth.faults.empty());
  CHECK(fourth.candidate->version.text() == "test 4");
  CHECK(fourth.candidate->evidence == policy::Evidence::VendorSigned);
  CHECK(paths(fourth.candidate->tree) ==
        std::vector<std::string>{"test-3.cdiff", "test-3.cdiff.sign", "test-4.cdiff",
                                 "test-4.cdiff.sign", "test-4.cvd.sign", "test.cvd"});
}
