#include <catch2/catch.hpp>

#include "tests/config/shown.h"
#include "tests/support/temp_folder.h"

/// The files that come with the product are right, and are what the quick start promises.

namespace {

std::string shipped(const std::string& file) {
  const auto text = tests::read_file(std::filesystem::path{SLUICE_SOURCE} / file);
  REQUIRE_FALSE(text.empty());
  return text;
}

}  // namespace

TEST_CASE("the settings that come with the product have no problem", "[config][shipped]") {
  const std::string file = GENERATE("config/quickstart/sluice.yaml", "config/example/sluice.yaml");
  const auto text = shipped(file);
  const auto reading = config::read_settings(file, text);
  CHECK(tests::shown(reading, text).empty());
  CHECK(reading.value);
}

TEST_CASE("the quick start's policy has no problem", "[config][shipped]") {
  const std::string file = "config/quickstart/policy.yaml";
  const auto text = shipped(file);
  const auto reading = config::read_policy(file, text, tests::an_outside());
  CHECK(tests::shown(reading, text).empty());
  CHECK(reading.value);
}

TEST_CASE("the example of every setting is warned only of what it shows", "[config][shipped]") {
  const std::string file = "config/example/policy.yaml";
  const auto text = shipped(file);
  const auto reading = config::read_policy(file, text, tests::an_outside());
  REQUIRE(reading.value);
  std::vector<std::string> warnings;
  for (const auto& problem : reading.problems) warnings.push_back(problem.sentence);
  CHECK(warnings ==
        std::vector<std::string>{
            "no feed's clients report failures to this version; 'failed' limits what monitoring "
            "and people report"});
}

TEST_CASE("the quick start keeps its state below the project and its doors on this machine",
          "[config][shipped]") {
  const std::string file = "config/quickstart/sluice.yaml";
  const auto settings = config::read_settings(file, shipped(file)).value;
  REQUIRE(settings);
  CHECK(settings->data_folder == "sluice-data");
  CHECK(settings->policy_file == "config/quickstart/policy.yaml");
  CHECK(settings->doors.endpoints.listen == config::Listen{"127.0.0.1", 8080});
  CHECK(settings->doors.admin.listen == config::Listen{"127.0.0.1", 8443});
}

TEST_CASE("the quick start's sample is a folder with a manifest of its files",
          "[config][shipped]") {
  const std::string file = "config/quickstart/policy.yaml";
  const auto policy = config::read_policy(file, shipped(file), tests::an_outside()).value;
  REQUIRE(policy);
  REQUIRE(policy->feeds.size() == 2);
  REQUIRE(policy->feeds[1].directory);
  const auto folder = std::filesystem::path{SLUICE_SOURCE} / *policy->feeds[1].directory;
  std::istringstream manifest{tests::read_file(folder / "PULP_MANIFEST")};
  std::size_t lines = 0;
  for (std::string line; std::getline(manifest, line); ++lines) {
    CAPTURE(line);
    const auto name = line.substr(0, line.find(','));
    const auto size = std::stoull(line.substr(line.rfind(',') + 1));
    CHECK(std::filesystem::file_size(folder / name) == size);
  }
  CHECK(lines == 2);
}
