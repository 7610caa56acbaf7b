#include "relay/serve/credential.h"

#include <catch2/catch.hpp>

using relay::http::Field;
using relay::serve::shown_token;

namespace {

std::optional<std::string> shown(std::vector<Field> fields) {
  return shown_token({.fields = std::move(fields)});
}
std::optional<std::string> shown(const std::string& value) {
  return shown({{"Host", "relay"}, {"authorization", value}});
}

}  // namespace

TEST_CASE("a token is shown as a bearer's or as a password", "[serve][security]") {
  CHECK(shown("Bearer sluice_abc") == "sluice_abc");
  CHECK(shown("bEaReR  sluice_abc") == "sluice_abc");
  // device:sluice_abc
  CHECK(shown("Basic ZGV2aWNlOnNsdWljZV9hYmM=") == "sluice_abc");
  // :sluice_abc, and a password with a colon in it
  CHECK(shown("basic OnNsdWljZV9hYmM=") == "sluice_abc");
  CHECK(shown("Basic YTpiOmM=") == "b:c");
  CHECK_FALSE(shown(std::vector<Field>{{"Host", "relay"}}));
}

TEST_CASE("what cannot be a token is shown all the same and does not count",
          "[serve][security][hostile]") {
  for (const std::string& bad :
       {std::string{}, std::string{"Bearer"}, std::string{"Bearer "}, std::string{"Bearerx y"},
        std::string{"Negotiate YII="}, std::string{"sluice_abc"}, std::string{"Basic"},
        std::string{"Basic YQ="}, std::string{"Basic YTpi!"},
        // "no colon"
        std::string{"Basic bm8gY29sb24="}, "Bearer " + std::string(506, 'x')}) {
    CAPTURE(bad);
    CHECK(shown(bad) == "");
  }
  CHECK(shown("Bearer " + std::string(505, 'x')) == std::string(505, 'x'));
  CHECK(shown({{"Authorization", "Bearer a"}, {"AUTHORIZATION", "Bearer a"}}) == "");
}
