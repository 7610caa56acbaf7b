#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"

namespace config {

/// What a map may hold.
struct Shape {
  std::string of{};                  ///< "a group", for messages.
  std::vector<std::string> known{};  ///< Its settings.
  std::vector<std::string>
      later{};            ///< Settings that the product's design has and this version does not.
  std::string instead{};  ///< What to use in place of those, if anything.
};

/// The settings of one map. Making it complains of everything but the values: not a map, an unknown
/// setting with a guess, the same setting twice, one without a value, one that this version would
/// have to ignore. A setting that was complained of is as absent, and no second time complained of.
class Fields {
 public:
  Fields(Problems& problems, const Node& node, Shape shape);

  /// Nothing when it is absent. Asking for a setting that the shape does not know is a bug.
  const Node* get(std::string_view key) const;
  /// As get(), and complains when it is absent.
  const Node* need(std::string_view key) const;
  /// Where the setting's name stands; where the map stands when it is absent.
  Spot at(std::string_view key) const;

 private:
  const Entry* find(std::string_view key) const;
  void check(const Entry& entry);

  Problems& problems_;
  const Node& node_;
  const Shape shape_;
};

}  // namespace config
