#pragma once

#include <string>
#include <vector>

#include "tests/policy/a_path.h"
#include "tests/policy/dice.h"

namespace tests {

/// A random policy for "pilot", "office" and "plants", and what happens under it: the vendor
/// publishes, devices do well or badly, people do what people do. The same seed is the same
/// history.
class AHistory {
 public:
  explicit AHistory(unsigned seed);

  APath path{};

  /// Somebody does something now. Whether it may take from a group what it was offered: a block, a
  /// recall, a pin and so on.
  bool something_happens();
  /// Some hours pass, and all that is due in them is done.
  std::vector<policy::Event> time_passes();
  policy::Span some_hours();

  /// What some devices of each group are offered, by group and place.
  std::vector<std::uint64_t> offers() const;

 private:
  policy::GroupFacts& any_group() { return path.facts.groups[any_name()]; }
  policy::GroupId any_name() { return dice_.any(path.document.groups).id; }
  policy::Sequence any_release();
  policy::Said said() const { return {.by = "ann", .why = "so", .at = path.moment.now}; }

  void publish();
  void approve();
  void check();
  void devices_speak();
  void hold();
  void pause();
  bool pin();
  bool block();
  bool stop();
  void bypass();
  void review();
  bool distrust();
  void acknowledge();
  void doubt_the_clock();

  Dice dice_;
};

}  // namespace tests
