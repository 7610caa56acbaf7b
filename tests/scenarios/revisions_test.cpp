#include <catch2/catch.hpp>

#include "tests/scenarios/an_api.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::json::Value;
using tests::AnApi;

namespace {

constexpr const char* kRevisedRules =
    "groups:\n"
    "  - { name: pilot, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - { name: office, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - name: default\n"
    "paths:\n"
    "  - name: software\n"
    "    for: { class: software }\n"
    "    stages:\n"
    "      - groups: [pilot]\n"
    "      - groups: [office, default]\n"
    "        soak: 4d\n"
    "        gate: { bake: 1d }\n";

/// Everybody runs "one"; "two" came to pilot on day 2.
struct ARevision : AnApi {
  ARevision() : AnApi{kRevisedRules} {
    vendor_has("agent.bin", "one");
    sync();
    adopt({"office", "default"});
    pass(48h);
    vendor_has("agent.bin", "two");
    sync();
  }
  Value in_force() { return look("policy/revision"); }
  /// The text in force with one thing said otherwise.
  std::string with(const std::string& old_words, const std::string& new_words) {
    std::string text = in_force()["text"].text();
    const auto at = text.find(old_words);
    REQUIRE(at != std::string::npos);
    return text.replace(at, old_words.size(), new_words);
  }
};

}  // namespace

TEST_CASE("what a check says would open does open then once it is applied", "[scenario][policy]") {
  ARevision story;
  const std::string sooner = story.with("soak: 4d", "soak: 2d");
  const auto check = story.post("policy/check", {{"text", sooner}});
  REQUIRE(check["effects"].items().size() == 2);
  const auto& effect = check["effects"].items()[0];
  CHECK(effect["group"].text() == "office");
  CHECK(effect["before"].text() == "2026-01-07T00:00:00Z");
  CHECK(effect["after"].text() == "2026-01-05T00:00:00Z");
  CHECK(effect["sentence"].text() == "'office' gets " + story.version(2) +
                                         " at 2026-01-05 00:00 UTC instead of at 2026-01-07 00:00"
                                         " UTC");
  CHECK_THAT(story.apply(sooner, story.in_force()["digest"].text()),
             Contains("revision 2 is in force"));
  const auto opens = *policy::parse_rfc3339(effect["after"].text());
  story.pass(opens - story.clock.now() - 1s);
  CHECK(story.get("office", "agent.bin") == "one");
  story.pass(1s);
  CHECK(story.get("office", "agent.bin") == "two");
}

TEST_CASE("of two who edit the same revision the second is told of the first",
          "[scenario][policy]") {
  ARevision story;
  const std::string base = story.in_force()["digest"].text();
  const std::string first = story.with("soak: 4d", "soak: 5d");
  const std::string second = story.with("bake: 1d", "bake: 2d");
  CHECK(story.apply(first, base) == "revision 2 is in force");
  CHECK_THAT(story.apply(second, base),
             Contains("revision 2, which ann put in force at 2026-01-03 00:00 UTC: test") &&
                 Contains("'sluice policy diff --revision 1 --with 2' shows what it changed"));
  CHECK(story.in_force()["number"].number() == 2);
  CHECK(story.apply(story.with("bake: 1d", "bake: 2d"), story.in_force()["digest"].text()) ==
        "revision 3 is in force");
}

TEST_CASE("what opened under one revision is not taken back by the next", "[scenario][policy]") {
  ARevision story;
  story.pass(96h);
  REQUIRE(story.get("office", "agent.bin") == "two");
  const std::string later = story.with("soak: 4d", "soak: 30d");
  CHECK(story.post("policy/check", {{"text", later}})["effects"].items().empty());
  CHECK(story.apply(later, story.in_force()["digest"].text()) == "revision 2 is in force");
  CHECK(story.get("office", "agent.bin") == "two");
}
