#include "config/content_class.h"

#include "config/values.h"

namespace config {

std::optional<policy::ContentClass> content_class(Problems& problems, const Node* node) {
  const Words<policy::ContentClass> words{{"software", policy::ContentClass::Software},
                                          {"intelligence", policy::ContentClass::Intelligence},
                                          {"configuration", policy::ContentClass::Configuration}};
  return word(problems, node, words);
}

}  // namespace config
