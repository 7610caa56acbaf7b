#pragma once

#include "tests/policy/a_question.h"

namespace tests {

/// So many takes, of which so many survived; the others went wrong.
inline policy::Experience takes(std::uint64_t mature, std::uint64_t survived) {
  return {
      .all = {
          .taken = mature, .mature = mature, .survived = survived, .failed = mature - survived}};
}

/// "office" watches "pilot", which has had release 2 since day 5, with a bake of four hours.
struct AGatedQuestion : AQuestion {
  AGatedQuestion() {
    rules->watched = {{group("pilot")}};
    rules->stage.gate = policy::Gate{.bake = std::chrono::hours{4}};
    in("pilot").openings = {opened(1, day(1)), opened(2, day(5))};
    in("pilot").seen = 200;
  }
  policy::Gate& gate() { return *rules->stage.gate; }
  void pilot_shows(policy::Experience shown) { in("pilot").experience[{2}] = std::move(shown); }
};

}  // namespace tests
