#include "config/weakening.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using Sentences = std::vector<std::string>;

namespace {

config::Policy policy_with_feed(const std::string& settings) {
  const tests::APolicy policy{.feeds =
                                  "feeds:\n  vendor: { class: intelligence, " + settings + " }\n"};
  auto reading = policy.read();
  REQUIRE(reading.value);
  return std::move(*reading.value);
}

const std::string kClamav = "kind: clamav, upstream: https://vendor.example";

}  // namespace

TEST_CASE("trust that a feed's releases need less is weaker", "[config][weakening]") {
  const auto plain = policy_with_feed(kClamav);
  CHECK(config::weakened(plain, plain).empty());
  const auto trusted = policy_with_feed(kClamav + ", trust: [more.pem]");
  CHECK(config::weakened(plain, trusted) == Sentences{"feed 'vendor': more keys are trusted"});
  CHECK(config::weakened(trusted, plain).empty());
  const auto required = policy_with_feed(kClamav + ", detached_signatures: required");
  CHECK(config::weakened(required, plain) ==
        Sentences{"feed 'vendor': detached signatures required → optional"});
  CHECK(config::weakened(plain, required).empty());
}

TEST_CASE("another origin is weaker where nobody signs", "[config][weakening]") {
  CHECK(config::weakened(policy_with_feed(kClamav),
                         policy_with_feed("kind: clamav, upstream: https://b.example"))
            .empty());
  CHECK(config::weakened(policy_with_feed("kind: files, directory: a"),
                         policy_with_feed("kind: files, directory: b")) ==
        Sentences{"feed 'vendor': another origin, and nothing but the origin vouches for its "
                  "releases"});
  CHECK(config::weakened(policy_with_feed(kClamav), policy_with_feed("kind: files, directory: a"))
            .front() == "feed 'vendor': another kind proves its releases");
}

TEST_CASE("rules that are weaker are found in the whole policy", "[config][weakening]") {
  const auto before = *tests::with_rule("soak: 2h").read().value;
  const auto after = *tests::with_rule("soak: 1h").read().value;
  CHECK(config::weakened(before, after) == Sentences{"path 'all', stage 2: soak 2h → 1h"});
}
