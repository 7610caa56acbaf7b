#include "config/feed_spec.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using config::FeedKind;
using tests::APolicy;

namespace {

APolicy with_feed(const std::string& settings) {
  return {.feeds = "feeds:\n  clamav: { " + settings + " }\n"};
}

config::FeedSpec good_feed(const std::string& settings) {
  const APolicy policy = with_feed(settings);
  CHECK(policy.problems().empty());
  const auto reading = policy.read();
  REQUIRE(reading.value);
  REQUIRE(reading.value->feeds.size() == 1);
  return reading.value->feeds[0];
}

const std::string kOrigin = "upstream: https://vendor.example";

}  // namespace

TEST_CASE("a ClamAV feed needs only its kind and an upstream", "[config][feed]") {
  const auto feed = good_feed("kind: clamav, " + kOrigin);
  CHECK(feed.id.text() == "clamav");
  CHECK(feed.kind == FeedKind::Clamav);
  CHECK(feed.upstreams == std::vector<std::string>{"https://vendor.example"});
  CHECK(feed.content == policy::ContentClass::Intelligence);
  CHECK(feed.every == 2h);
  CHECK(feed.clamav.databases == std::vector<std::string>{"main", "daily", "bytecode"});
  CHECK(feed.clamav.cdiffs == 30U);
  CHECK_FALSE(feed.clamav.detached_signatures_required);
  CHECK(feed.mark == policy::Mark{2});
}

TEST_CASE("every setting of a feed is read", "[config][feed]") {
  const auto feed = good_feed(
      "kind: clamav, upstream: [\"https://a.example/x/\", \"file:///srv/usb\"], every: 1m, "
      "user_agent: me, class: intelligence, trust: [keys/root.pem, /k/b.pem], "
      "databases: [test], cdiffs: 0, detached_signatures: required");
  CHECK(feed.upstreams == std::vector<std::string>{"https://a.example/x", "file:///srv/usb"});
  CHECK(feed.every == 1min);
  CHECK(feed.user_agent == "me");
  CHECK(feed.trust == std::vector<std::filesystem::path>{"keys/root.pem", "/k/b.pem"});
  CHECK(feed.clamav.databases == std::vector<std::string>{"test"});
  CHECK(feed.clamav.cdiffs == 0U);
  CHECK(feed.clamav.detached_signatures_required);
}

TEST_CASE("a feed of files comes from a folder beside the policy", "[config][feed]") {
  const std::string text =
      "feeds: { sample: { kind: files, directory: sample, class: intelligence } }\n" +
      APolicy{}.groups + APolicy{}.paths;
  const auto reading =
      config::read_policy("config/quickstart/policy.yaml", text, tests::an_outside());
  REQUIRE(reading.value);
  CHECK(reading.value->feeds[0].kind == FeedKind::Files);
  CHECK(reading.value->feeds[0].directory == "config/quickstart/sample");
  CHECK(reading.value->feeds[0].upstreams.empty());
}

TEST_CASE("a kind that this version does not know is refused with those it knows",
          "[config][feed]") {
  CHECK(with_feed("kind: apt, upstream: https://v.example").problems() ==
        "policy.yaml:2:19: 'apt' is not a kind of feed that this version knows; known: clamav, "
        "files\n"
        "  2 |   clamav: { kind: apt, upstream: https://v.example }\n"
        "                        ^\n");
  CHECK(with_feed("kind: clamv, upstream: https://v.example").problems() ==
        "policy.yaml:2:19: 'clamv' is not a kind of feed that this version knows; did you mean "
        "'clamav'?\n"
        "  2 |   clamav: { kind: clamv, upstream: https://v.example }\n"
        "                        ^\n");
}

TEST_CASE("a feed comes from an upstream or a directory and never both", "[config][feed]") {
  CHECK(with_feed("kind: clamav").problems() ==
        "policy.yaml:2:3: feed 'clamav' needs an 'upstream' or a 'directory'\n"
        "  2 |   clamav: { kind: clamav }\n"
        "        ^\n");
  CHECK(with_feed("kind: clamav, upstream: []").problems() ==
        "policy.yaml:2:3: feed 'clamav' needs an 'upstream' or a 'directory'\n"
        "  2 |   clamav: { kind: clamav, upstream: [] }\n"
        "        ^\n");
  CHECK(with_feed("kind: clamav, directory: x, upstream: https://v.example").problems() ==
        "policy.yaml:2:27: a feed has an 'upstream' or a 'directory', not both\n"
        "  2 |   clamav: { kind: clamav, directory: x, upstream: https://v.example }\n"
        "                                ^\n");
  CHECK(with_feed("kind: clamav, upstream: vendor.example").problems() ==
        "policy.yaml:2:37: expected a URL such as https://updates.vendor.example, found "
        "'vendor.example'; a URL here begins with https, http or file, then ://\n"
        "  2 |   clamav: { kind: clamav, upstream: vendor.example }\n"
        "                                          ^\n");
}

TEST_CASE("a vendor is asked once a minute at most", "[config][feed]") {
  good_feed("kind: clamav, every: 60s, " + kOrigin);
  CHECK(with_feed("kind: clamav, every: 59s, " + kOrigin).problems() ==
        "policy.yaml:2:34: 'every' is at least 1m, so that vendors are not pestered\n"
        "  2 |   clamav: { kind: clamav, every: 59s, upstream: https://vendor.example }\n"
        "                                       ^\n");
}

TEST_CASE("settings of another kind are refused and not ignored", "[config][feed]") {
  CHECK(with_feed("kind: files, class: intelligence, directory: x, trust: k.pem").problems() ==
        "policy.yaml:2:61: 'trust' is not a setting of a feed of kind files\n"
        "  2 |   clamav: { kind: files, class: intelligence, directory: x, trust: k.pem }\n"
        "                                                                  ^\n");
  CHECK(with_feed("kind: files, directory: x").problems() ==
        "policy.yaml:2:11: 'class' of a feed is missing\n"
        "  2 |   clamav: { kind: files, directory: x }\n"
        "                ^\n");
  CHECK(with_feed("kind: clamav, suites: [a], " + kOrigin).problems() ==
        "policy.yaml:2:27: 'suites' of a feed is not supported by this version\n"
        "  2 |   clamav: { kind: clamav, suites: [a], upstream: https://vendor.example }\n"
        "                                ^\n");
}

TEST_CASE("a feed's name is not one of the relay's own URLs", "[config][feed]") {
  const auto* const name = GENERATE("g", "v1", "healthz", "api");
  const APolicy policy{.feeds = std::string{"feeds:\n  "} + name + ": { kind: clamav, " + kOrigin +
                                " }\n"};
  CHECK(policy.problems().starts_with(
      std::string{"policy.yaml:2:3: '"} + name +
      "' cannot be the name of a feed; its URLs would be the relay's own\n"));
}

TEST_CASE("a feed that cannot be named or is there twice is refused", "[config][feed]") {
  CHECK(APolicy{.feeds = "feeds:\n  ClamAV: { kind: clamav, " + kOrigin + " }\n"}.problems() ==
        "policy.yaml:2:3: 'ClamAV' cannot be the name of a feed; a name is 1 to 64 of a-z 0-9 - _ "
        ". beginning with a letter or digit\n"
        "  2 |   ClamAV: { kind: clamav, upstream: https://vendor.example }\n"
        "        ^\n");
  CHECK(APolicy{.feeds = "feeds:\n  a: { kind: clamav, " + kOrigin + " }\n  a: { kind: clamav, " +
                         kOrigin + " }\n"}
            .problems() ==
        "policy.yaml:3:3: feed 'a' is there twice; it is already in line 2\n"
        "  3 |   a: { kind: clamav, upstream: https://vendor.example }\n"
        "        ^\n");
}

TEST_CASE("databases are named once and without their ending", "[config][feed]") {
  CHECK(with_feed("kind: clamav, databases: [daily.cvd, main, main], " + kOrigin).problems() ==
        "policy.yaml:2:39: expected a database's name without .cvd, found 'daily.cvd'\n"
        "  2 |   clamav: { kind: clamav, databases: [daily.cvd, main, main], upstream: "
        "https://vendor.example }\n"
        "                                            ^\n"
        "policy.yaml:2:56: database 'main' stands twice in this list\n"
        "  2 |   clamav: { kind: clamav, databases: [daily.cvd, main, main], upstream: "
        "https://vendor.example }\n"
        "                                                             ^\n");
  CHECK(with_feed("kind: clamav, databases: [], " + kOrigin).problems() ==
        "policy.yaml:2:38: a feed without databases mirrors nothing; leave 'databases' out for "
        "main, daily and bytecode\n"
        "  2 |   clamav: { kind: clamav, databases: [], upstream: https://vendor.example }\n"
        "                                           ^\n");
}

TEST_CASE("cdiffs are counted from none to a thousand", "[config][feed]") {
  CHECK(good_feed("kind: clamav, cdiffs: 1000, " + kOrigin).clamav.cdiffs == 1'000U);
  CHECK(with_feed("kind: clamav, cdiffs: 1001, " + kOrigin)
            .problems()
            .starts_with("policy.yaml:2:35: expected a number from 0 to 1000, found '1001'\n"));
}

TEST_CASE("a feed says how soon a replaced release is suspect", "[config][feed]") {
  const auto within = [](const std::string& settings) {
    return with_feed("kind: clamav, " + kOrigin + ", " + settings);
  };
  const auto reading = within("every: 30m, suspect_if_replaced_within: 2h").read();
  CHECK(reading.problems.empty());
  REQUIRE(reading.value);
  CHECK(reading.value->rules.feeds.at(0).suspect_if_replaced_within == std::chrono::hours{2});
  CHECK_FALSE(APolicy{}.read().value->rules.feeds.at(0).suspect_if_replaced_within);
  CHECK(within("suspect_if_replaced_within: 0s").problems().find("expected a duration above 0s") !=
        std::string::npos);
}

TEST_CASE("a feed that is asked too seldom to see a replaced release is warned of",
          "[config][feed]") {
  const auto policy =
      with_feed("kind: clamav, " + kOrigin + ", every: 31m, suspect_if_replaced_within: 2h");
  CHECK(policy.problems() ==
        "policy.yaml:2:73: warning: a release that the vendor replaces within 2h is likely never "
        "seen when it is asked every 31m; 'every' is at most a quarter of it\n"
        "  2 |   clamav: { kind: clamav, upstream: https://vendor.example, every: 31m, "
        "suspect_if_replaced_within: 2h }\n" +
            std::string(78, ' ') + "^\n");
  CHECK(policy.read().value);
}
