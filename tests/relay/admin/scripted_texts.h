#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/weakening.h"
#include "relay/admin/policy_texts.h"

namespace tests {

/// Texts of policies that say what the test says: every other one has a problem in line 3.
struct ScriptedTexts {
  std::map<std::string, policy::Document> say{};
  std::string missing{};  ///< What every other one lacks there.
  relay::admin::PolicyTexts::Outcome outcome{relay::admin::Accepted{}};
  std::vector<relay::admin::Candidate> applied{};
  std::vector<std::int64_t> approved{};
  std::vector<relay::catalog::Deed> deeds{};

  relay::admin::PolicyTexts functions() {
    return {.read = [this](const std::string& text) { return read(text); },
            .weakened =
                [this](const std::string& before, const std::string& after) {
                  return policy::weakened(say.at(before), say.at(after));
                },
            .apply =
                [this](const relay::admin::Candidate& candidate, const relay::catalog::Deed& deed) {
                  applied.push_back(candidate);
                  deeds.push_back(deed);
                  return outcome;
                },
            .approve =
                [this](std::int64_t number, const relay::catalog::Deed& deed) {
                  approved.push_back(number);
                  deeds.push_back(deed);
                  return outcome;
                }};
  }

 private:
  relay::admin::PolicyText read(const std::string& text) const {
    const auto found = say.find(text);
    if (found != say.end()) return {.document = found->second};
    return {.problems = {{.line = 3,
                          .column = 5,
                          .sentence = "that means nothing",
                          .shown = "policy.yaml:3:5: that means nothing\n",
                          .missing = missing}}};
  }
};

}  // namespace tests
