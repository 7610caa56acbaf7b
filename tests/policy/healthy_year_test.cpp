#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include <catch2/catch.hpp>

#include "policy/control.h"
#include "tests/policy/a_bake.h"

using tests::Chance;

// Years of groups whose releases are all healthy, one a day at any hour of the week, hour by hour.
namespace {

/// What is usual in one hour of the week: the share of devices that are on, and of those that are
/// gone within the hour.
struct Hour {
  double on = 0;
  double leaving = 0;
};

Hour office(int hour) {
  const int day = hour / 24, at = hour % 24;
  if (day >= 5) return {0.03, 0.1};
  if (at < 6) return {0.05, 0.02};
  if (at < 9) return {0.3 + 0.2 * (at - 6), 0.03};
  if (at == 12) return {0.85, 0.12};
  if (at < 16) return {0.9, 0.04};
  if (at < 19) return {0.8 - 0.25 * (at - 16), 0.45};
  return {0.1, 0.15};
}

Hour shifts(int hour) {
  const int at = hour % 24;
  return {0.7, at == 5 || at == 13 || at == 21 ? 0.35 : 0.02};
}

Hour laptops(int hour) {
  const int day = hour / 24, at = hour % 24;
  if (day >= 5) return {0.1, 0.4};
  return at < 7 || at > 20 ? Hour{0.1, 0.3} : Hour{0.5, 0.3};
}

/// One release: takes as devices come on, for two days, with the others of the same hours. No day
/// is like another (half to double as many leave), pilots leave up to a fifth more or less than
/// others, and on one day in ten some of either are re-imaged.
class Release {
 public:
  Release(Hour (*habit)(int), unsigned pilot, Chance& chance)
      : habit_{habit},
        left_{pilot},
        start_{static_cast<int>(chance.next() * 168)},
        chance_{chance} {
    const auto around = [&chance](double widest) {
      return std::exp((2 * chance.next() - 1) * std::log(widest));
    };
    mood_ = around(2);
    own_ = around(1.2);
    pilot_imaged_ = chance.hits(0.1);
    others_imaged_ = chance.hits(0.1);
  }

  bool halted() {
    const policy::Gate gate{.silent = policy::BasisPoints{300}};
    for (int i = 0; i < 48 && left_ > 0; ++i) {
      hour(i);
      experience_.control = matched(policy::Control::Of::OtherGroups, hours_);
      experience_.looks = static_cast<std::uint64_t>(12 * i + 18);
      if (policy::harm(gate, experience_, false)) return true;
    }
    return false;
  }

 private:
  void hour(int i) {
    const auto [on, leaving] = habit_((start_ + i) % 168);
    const double imaged = i < 3 ? 0.05 : 0;
    const auto gone = [&](double share, bool image) {
      return std::min(share * mood_ + (image ? imaged : 0), 0.95);
    };
    const unsigned takes = chance_.of(left_, on), others = chance_.of(300, on);
    const unsigned silent = chance_.of(takes, gone(leaving * own_, pilot_imaged_));
    left_ -= takes;
    experience_.all.taken += takes;
    experience_.all.mature += takes;
    experience_.all.silent += silent;
    experience_.all.survived += takes - silent;
    hours_.push_back({takes, others, chance_.of(others, gone(leaving, others_imaged_))});
  }

  Hour (*const habit_)(int);
  unsigned left_;
  const int start_;
  Chance& chance_;
  double mood_ = 1, own_ = 1;
  bool pilot_imaged_ = false, others_imaged_ = false;
  policy::Experience experience_{};
  std::vector<policy::SameHour> hours_{};
};

}  // namespace

TEST_CASE("healthy fleets see at most one halt without cause per group and year",
          "[policy][halt][property]") {
  constexpr int kYears = 3;
  const auto habit = GENERATE(values<Hour (*)(int)>({office, shifts, laptops}));
  const auto pilot = GENERATE(10U, 50U, 200U);
  Chance chance{pilot};
  int halts = 0;
  for (int release = 0; release < kYears * 365; ++release) {
    halts += Release{habit, pilot, chance}.halted() ? 1 : 0;
  }
  CAPTURE(pilot);
  CHECK(halts <= kYears);
}
