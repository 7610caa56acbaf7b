#pragma once

#include "relay/app/cli/words.h"

/// What administrators say of people: who has an account, and what they may.
namespace relay::app::cli {

OrMisuse<What> people(const Words& words);
OrMisuse<What> people_show(const Words& words);
OrMisuse<What> people_add(const Words& words);
/// A role, given or taken: the API's word is the command's second one.
OrMisuse<What> people_role(const Words& words);
/// What takes a reason and nothing else, in the same way.
OrMisuse<What> people_act(const Words& words);
OrMisuse<What> people_reset(const Words& words);
OrMisuse<What> people_remove_factor(const Words& words);
OrMisuse<What> people_sign_out(const Words& words);

}  // namespace relay::app::cli
