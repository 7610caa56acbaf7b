#pragma once

#include <string>
#include <string_view>

#include "policy/digest.h"

/// What people and programs show. Each is 256 random bits behind a word that tells what it is; only
/// its SHA-256 is kept.
namespace relay::people {

struct NewToken {
  std::string text{};  ///< Shown once.
  policy::Digest digest{};
};
NewToken new_session_token();  ///< "sluice_session_…"
NewToken new_api_token();      ///< "sluice_api_…"
NewToken new_setup_token();    ///< "sluice_setup_…"

bool is_api_token(std::string_view token);
/// "session 3f9a1c": enough to tell two apart in the audit.
std::string via_of(const policy::Digest& session);

}  // namespace relay::people
