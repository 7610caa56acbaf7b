#pragma once

#include <string_view>

namespace relay::people {

/// Whether everybody tries it first; in lower case. Of 8 bytes and more: shorter ones are none.
bool is_first_guess(std::string_view lowered);

}  // namespace relay::people
