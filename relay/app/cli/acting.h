#pragma once

#include "relay/app/cli/calls.h"
#include "relay/app/cli/words.h"

/// What people do to releases: each is one POST, and the answer shows how the groups stand then.
namespace relay::app::cli {

/// What acts have in common, as far as the command's form has it: groups, a reason and a version
/// that must be said, and --lift. The rest of the body is the command's own.
struct Spoken {
  std::string feed{};
  json::Value::Record body{};
};
OrMisuse<Spoken> spoken(const Words& words);
/// The POST; the API's word is the command's name.
What acting(const Words& words, const Spoken& said, Show show = nullptr);

/// Acts that say nothing of their own.
OrMisuse<What> act(const Words& words);
/// A pin or a floor: only one that is lifted may leave out its version.
OrMisuse<What> limit(const Words& words);

}  // namespace relay::app::cli
