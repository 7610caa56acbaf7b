#include "relay/simulation/bands.h"

#include <catch2/catch.hpp>

#include "tests/relay/simulation/an_outcome.h"

using namespace relay::simulation;
using tests::AnOutcome;
using Counts = std::vector<std::uint64_t>;

TEST_CASE("layers are the silent then the bad then good ones from the newest",
          "[simulation][page]") {
  AnOutcome made;
  const auto layers = bands(made.staged(), 0);
  REQUIRE(layers.size() == 4);
  CHECK(layers[0].kind == Band::Kind::Silent);
  CHECK(layers[0].devices == Counts{0, 40, 10});
  CHECK(layers[1].kind == Band::Kind::Bad);
  CHECK(layers[1].name == "bad");
  CHECK(layers[1].devices == Counts{0, 300, 0});
  CHECK(layers[2].kind == Band::Kind::Good);
  CHECK(layers[2].name == "fix");
  CHECK(layers[3].kind == Band::Kind::Before);
  CHECK(layers[3].devices == Counts{400, 0, 0});
  CHECK(bands(made.staged(), 1).size() == 2);
}

TEST_CASE("every device of a group is in one layer at each moment", "[simulation][page]") {
  AnOutcome made;
  made.staged().picture.have[1][0] = {0, 0, 7};
  for (const std::size_t group : {0U, 1U}) {
    Counts sum(3);
    for (const Band& band : bands(made.staged(), group)) {
      for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += band.devices[i];
    }
    CHECK(sum ==
          Counts{group == 0 ? 400U : 600U, group == 0 ? 400U : 600U, group == 0 ? 400U : 607U});
  }
  CHECK(bands(made.staged(), 1).back().kind == Band::Kind::Nothing);
}

TEST_CASE("of many releases neighbours share a layer and bad ones never do", "[simulation][page]") {
  AnOutcome made;
  auto& outcome = made.staged();
  const auto add = [&](std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      auto release = outcome.releases[1];
      release.sequence = policy::Sequence{outcome.picture.have[0].size()};
      outcome.picture.have[0].push_back({0, 0, 1});
      outcome.releases.push_back(release);
    }
  };
  add(kMostBands - 1);
  CHECK(bands(outcome, 0).size() == kMostBands + 3);
  add(1);
  const auto layers = bands(outcome, 0);
  CHECK(layers.size() == 3 + 21);
  CHECK(layers[1].name == "bad");
  CHECK(layers[2].name == "fix");
  CHECK(layers[3].name == "fix to fix");
  CHECK(layers[3].devices == Counts{0, 0, 2});
}

TEST_CASE("struck are all on a bad release and all that are silent", "[simulation][page]") {
  AnOutcome made;
  made.staged().picture.have[1][10] = {0, 5, 1};
  CHECK(struck(made.staged()) == Counts{0, 345, 11});
}
