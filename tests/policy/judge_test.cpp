#include <catch2/catch.hpp>

#include "policy/experience.h"

using policy::BasisPoints;
using policy::Control;
using policy::Experience;
using policy::Gate;
using policy::Quota;
using policy::Tally;
using Verdict = policy::Finding::Verdict;

namespace {

/// So many mature takes; those that neither failed nor fell silent have survived.
Tally tally(std::uint64_t mature, std::uint64_t failed = 0, std::uint64_t silent = 0) {
  return {.taken = mature,
          .mature = mature,
          .survived = mature - failed - silent,
          .failed = failed,
          .silent = silent};
}

Control others(std::uint64_t silent, std::uint64_t mature) {
  return {.of = Control::Of::OtherGroups, .mature = mature, .silent = silent};
}

struct Judged {
  Gate gate{};
  Experience experience{};
  std::uint64_t seen = 200;
  bool ephemeral = false;

  policy::Finding finding() const { return policy::judge(gate, experience, seen, ephemeral); }
  Verdict verdict() const { return finding().verdict; }
  std::string sentence() const { return finding().sentence; }
};

}  // namespace

TEST_CASE("a gate passes with so many survivors and not with one fewer", "[policy][gate]") {
  Judged pilot{.gate = {.survived = Quota{.devices = 5}}};
  pilot.experience.all.survived = 4;
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() == "4 of 5 devices have survived");
  pilot.experience.all.survived = 5;
  CHECK(pilot.verdict() == Verdict::Pass);
  CHECK(pilot.sentence() == "5 devices have survived (at least 5)");
}

TEST_CASE("a quota in percent is of the devices that were seen", "[policy][gate]") {
  Judged pilot{.gate = {.survived = Quota{.share = {8000}}}};
  pilot.experience.all.survived = 160;
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.seen = 201;
  CHECK(pilot.sentence() == "160 of 161 devices have survived");
}

TEST_CASE("where silence decides a quota counts survivors whose time is over", "[policy][gate]") {
  Judged pilot{.gate = {.survived = Quota{.devices = 5}, .silent = BasisPoints{500}}};
  pilot.experience.all = {.taken = 40, .mature = 5, .survived = 20, .silent = 1};
  CHECK(pilot.sentence() ==
        "4 of 5 devices have survived; silence 1 of 5 with nothing to compare with is over the "
        "limit 5%");
  pilot.experience.all = {.taken = 40, .mature = 4, .survived = 20};
  CHECK(pilot.sentence() == "4 of 5 devices have survived");
  pilot.experience.all.mature = 5;
  CHECK(pilot.verdict() == Verdict::Pass);

  pilot.experience.all = {.taken = 40, .mature = 1, .survived = 5};
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  pilot.ephemeral = true;  // Nobody's silence is waited for.
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.ephemeral = false;
  pilot.gate.silent.reset();
  CHECK(pilot.verdict() == Verdict::Pass);
}

TEST_CASE("survival is no confirmation", "[policy][gate]") {
  Judged pilot{.gate = {.confirmed = Quota{.devices = 5}}};
  pilot.experience.all = {
      .taken = 200, .mature = 200, .survived = 200, .confirmed = 4, .failed = 0, .silent = 0};
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() == "4 of 5 devices say that they run it");
  pilot.experience.all.confirmed = 5;
  CHECK(pilot.verdict() == Verdict::Pass);
}

TEST_CASE("an empty group never passes a gate", "[policy][gate]") {
  Judged pilot{.gate = {.survived = Quota{.devices = 1}}, .experience = {.all = tally(200)}};
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.seen = 0;
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() == "no device of the group was seen in 7 days");
  pilot.gate = {};
  CHECK(pilot.verdict() == Verdict::Inconclusive);
}

TEST_CASE("a gate that asks for no evidence passes with one device seen", "[policy][gate]") {
  CHECK(Judged{.seen = 1}.verdict() == Verdict::Pass);
  CHECK(Judged{.seen = 1}.sentence() == "no evidence is asked for");
}

TEST_CASE("few failures are not taken from no takes", "[policy][gate]") {
  Judged pilot{.gate = {.failed = BasisPoints{100}, .silent = BasisPoints{100}}};
  pilot.experience.all.taken = 50;
  pilot.experience.control = others(0, 300);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() == "no take is old enough to be judged");
  pilot.experience.all = tally(1);
  CHECK(pilot.verdict() == Verdict::Pass);
}

TEST_CASE("failures pass at the limit and not one above it", "[policy][gate]") {
  Judged pilot{.gate = {.failed = BasisPoints{100}}};
  pilot.experience.all = tally(200, 2);
  CHECK(pilot.verdict() == Verdict::Pass);
  CHECK(pilot.sentence() == "failures 2 of 200 are within the limit 1%");
  pilot.experience.all = tally(200, 3);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() == "failures 3 of 200 are over the limit 1%");
}

TEST_CASE("failures fail when a 95 % bound is over the limit", "[policy][gate]") {
  // With 1 % of 200, five or more come with a chance of 5.2 %, six or more with 1.6 %.
  Judged pilot{.gate = {.failed = BasisPoints{100}}};
  pilot.experience.all = tally(200, 5);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  pilot.experience.all = tally(200, 6);
  CHECK(pilot.verdict() == Verdict::Fail);
  CHECK(pilot.sentence() == "failures 6 of 200 are over the limit 1% with 95% certainty");
}

TEST_CASE("with a limit of 0 % one failure fails and with 100 % none does", "[policy][gate]") {
  Judged pilot{.gate = {.failed = policy::kNobody}, .experience = {.all = tally(200)}};
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.experience.all = tally(200, 1);
  CHECK(pilot.verdict() == Verdict::Fail);
  pilot.gate.failed = policy::kEverybody;
  pilot.experience.all = tally(200, 200);
  CHECK(pilot.verdict() == Verdict::Pass);
}

TEST_CASE("silence is what is above the control", "[policy][gate][silence]") {
  Judged pilot{.gate = {.silent = BasisPoints{300}}};
  pilot.experience.control = others(6, 300);
  pilot.experience.all = tally(200, 0, 10);
  CHECK(pilot.verdict() == Verdict::Pass);
  CHECK(pilot.sentence() ==
        "silence 10 of 200 against 6 of 300 in other groups is within the limit 3%");
  pilot.experience.all = tally(200, 0, 11);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() ==
        "silence 11 of 200 against 6 of 300 in other groups is over the limit 3%");
}

TEST_CASE("silence fails when a 95 % bound above the control is over the limit",
          "[policy][gate][silence]") {
  Judged pilot{.gate = {.silent = BasisPoints{300}}};
  pilot.experience.control = others(6, 300);
  std::uint64_t silent = 11;
  for (; silent < 200; ++silent) {
    pilot.experience.all = tally(200, 0, silent);
    if (pilot.verdict() == Verdict::Fail) break;
    REQUIRE(pilot.verdict() == Verdict::Inconclusive);
  }
  const auto bound = [](std::uint64_t hit) {
    return policy::newcombe(hit, 200, 6, 300, policy::deviations(0.05)).low;
  };
  CHECK(bound(silent) > 0.03);
  CHECK(bound(silent - 1) <= 0.03);
}

TEST_CASE("without a control silence over the limit neither passes nor fails",
          "[policy][gate][silence]") {
  Judged pilot{.gate = {.silent = BasisPoints{300}}};
  pilot.experience.all = tally(200, 0, 6);
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.experience.all = tally(200, 0, 7);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() == "silence 7 of 200 with nothing to compare with is over the limit 3%");
  pilot.experience.all = tally(200, 0, 200);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
}

TEST_CASE("a control of 9 requests excuses nothing and one of 10 does", "[policy][gate][silence]") {
  Judged pilot{.gate = {.silent = BasisPoints{300}}};
  pilot.experience.all = tally(100, 0, 20);
  pilot.experience.control = others(3, 9);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  pilot.experience.control = others(3, 10);
  CHECK(pilot.verdict() == Verdict::Pass);
}

TEST_CASE("an outage of everything passes nothing and fails nothing", "[policy][gate][silence]") {
  Judged pilot{.gate = {.silent = BasisPoints{300}}, .experience = {.all = tally(200, 0, 200)}};
  pilot.experience.control = others(300, 300);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() ==
        "silence 200 of 200 against 300 of 300 in other groups is an outage and shows nothing");
  // Half of the control is a quiet evening still.
  pilot.experience.all = tally(200, 0, 106);
  pilot.experience.control = others(150, 300);
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.experience.control = others(151, 300);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
}

TEST_CASE("in an ephemeral group silence is not judged and failures are", "[policy][gate]") {
  Judged vdi{.gate = {.silent = BasisPoints{100}},
             .experience = {.all = tally(200, 0, 200)},
             .ephemeral = true};
  CHECK(vdi.verdict() == Verdict::Pass);
  vdi.gate.failed = BasisPoints{100};
  vdi.experience.all = tally(200, 20, 100);
  CHECK(vdi.verdict() == Verdict::Fail);
  CHECK(vdi.sentence() == "failures 20 of 200 are over the limit 1% with 95% certainty");
}

TEST_CASE("the dead count as silent until they return", "[policy][gate][silence]") {
  Judged pilot{.gate = {.silent = BasisPoints{300}}, .experience = {.all = tally(180)}};
  pilot.experience.control = others(0, 300);
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.experience.dead = 20;
  CHECK(pilot.verdict() == Verdict::Fail);
  CHECK(pilot.sentence().starts_with("silence 20 of 200 against 0 of 300"));
}

TEST_CASE("the dead neither dilute failures nor stand in for takes", "[policy][gate]") {
  Judged pilot{.gate = {.failed = BasisPoints{100}}, .experience = {.all = tally(100, 2)}};
  pilot.experience.dead = 900;
  CHECK(pilot.sentence() == "failures 2 of 100 are over the limit 1%");
  pilot.experience.all = {};
  CHECK(pilot.sentence() == "no take is old enough to be judged");
}

TEST_CASE("a value of an attribute is judged by itself with 10 takes and not with 9",
          "[policy][gate]") {
  Judged pilot{.gate = {.failed = BasisPoints{500}, .by = {"model"}}};
  pilot.experience.all = tally(200, 2);
  pilot.experience.by["model"]["T14"] = tally(9, 2);
  pilot.experience.by["model"]["X1"] = tally(191);
  CHECK(pilot.verdict() == Verdict::Pass);
  pilot.experience.by["model"]["T14"] = tally(10, 2);
  CHECK(pilot.verdict() == Verdict::Inconclusive);
  CHECK(pilot.sentence() == "model 'T14': failures 2 of 10 are over the limit 5%");
  pilot.experience.by["model"]["T14"] = tally(10, 3);
  CHECK(pilot.verdict() == Verdict::Fail);
}

TEST_CASE("an attribute that the gate does not name is not judged by itself", "[policy][gate]") {
  Judged pilot{.gate = {.failed = BasisPoints{500}, .by = {"model"}}};
  pilot.experience.all = tally(200, 2);
  pilot.experience.by["site"]["north"] = tally(10, 10);
  CHECK(pilot.verdict() == Verdict::Pass);
}

TEST_CASE("all that stands in the way is said and a fail outweighs it", "[policy][gate]") {
  Judged pilot{.gate = {.survived = Quota{.devices = 199}, .failed = BasisPoints{100}}};
  pilot.experience.all = tally(200, 3);
  CHECK(pilot.sentence() ==
        "197 of 199 devices have survived; failures 3 of 200 are over the limit 1%");
  pilot.experience.all = tally(200, 20);
  CHECK(pilot.verdict() == Verdict::Fail);
  CHECK(pilot.sentence() == "failures 20 of 200 are over the limit 1% with 95% certainty");
}

TEST_CASE("a survivor less never lets a gate pass", "[policy][gate][property]") {
  const auto seed = GENERATE(take(200, random(0U, 1'000'000U)));
  CAPTURE(seed);
  Judged pilot{.gate = {.survived = Quota{.devices = seed % 30},
                        .failed = BasisPoints{seed % 700},
                        .silent = BasisPoints{seed % 1100}}};
  pilot.experience.all = tally(2 + seed % 40, seed % 2, seed / 2 % 2);
  pilot.experience.control = others(seed % 5, 5 + seed % 50);
  pilot.experience.dead = seed % 3;
  const bool before = pilot.verdict() == Verdict::Pass;
  auto& all = pilot.experience.all;
  for (; all.survived > 0; --all.survived, --all.mature, --all.taken) {
    if (pilot.verdict() == Verdict::Pass) CHECK(before);
  }
}
