#include "config/ramp.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using policy::BasisPoints;
using tests::read_rule;
using tests::with_rule;

TEST_CASE("a ramp is read with its shares and holds", "[config][ramp]") {
  const auto stage =
      read_rule("ramp: [{ to: 0.01%, hold: 1s }, { to: 25%, hold: 1d }, { to: 100% }]");
  CHECK(stage.ramp == std::vector<policy::RampStep>{{BasisPoints{1}, 1s},
                                                    {BasisPoints{2'500}, 24h},
                                                    {policy::kEverybody, 0s}});
  CHECK(stage.ramp_mark == policy::Mark{12});
  CHECK(read_rule("ramp: [{ to: 100% }]").ramp.size() == 1);
  CHECK(read_rule("soak: 1h").ramp.empty());
}

TEST_CASE("a ramp rises", "[config][ramp]") {
  CHECK(with_rule("ramp: [{ to: 5%, hold: 4h }, { to: 5.01%, hold: 1h }, { to: 100% }]")
            .problems()
            .find("a ramp rises") == std::string::npos);
  CHECK(with_rule("ramp: [{ to: 5%, hold: 4h }, { to: 5%, hold: 1h }, { to: 100% }]").problems() ==
        "policy.yaml:12:40: a ramp rises; 5% is not more than the 5% before it\n"
        " 12 |         ramp: [{ to: 5%, hold: 4h }, { to: 5%, hold: 1h }, { to: 100% }]\n"
        "                                             ^\n");
}

TEST_CASE("a ramp ends with everybody", "[config][ramp]") {
  CHECK(with_rule("ramp: [{ to: 5%, hold: 4h }, { to: 99.99%, hold: 1h }]").problems() ==
        "policy.yaml:12:40: a ramp ends at 100%, and this one at 99.99%; who is beyond would never "
        "get a release\n"
        " 12 |         ramp: [{ to: 5%, hold: 4h }, { to: 99.99%, hold: 1h }]\n"
        "                                             ^\n"
        "policy.yaml:12:52: nothing comes after the last step; leave its 'hold' out\n"
        " 12 |         ramp: [{ to: 5%, hold: 4h }, { to: 99.99%, hold: 1h }]\n"
        "                                                         ^\n");
  CHECK(with_rule("ramp: []").problems() ==
        "policy.yaml:12:15: a ramp without steps opens to nobody; leave it out for 100% at once\n"
        " 12 |         ramp: []\n"
        "                    ^\n");
}

TEST_CASE("a step of a ramp opens to somebody and is held", "[config][ramp]") {
  CHECK(with_rule("ramp: [{ to: 0%, hold: 0s }, { to: 50% }, { to: 100% }]").problems() ==
        "policy.yaml:12:22: expected a share from 0.01% to 100%, found '0%'\n"
        " 12 |         ramp: [{ to: 0%, hold: 0s }, { to: 50% }, { to: 100% }]\n"
        "                           ^\n"
        "policy.yaml:12:32: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        " 12 |         ramp: [{ to: 0%, hold: 0s }, { to: 50% }, { to: 100% }]\n"
        "                                     ^\n"
        "policy.yaml:12:38: 'hold' of a ramp's step is missing\n"
        " 12 |         ramp: [{ to: 0%, hold: 0s }, { to: 50% }, { to: 100% }]\n"
        "                                           ^\n");
}
