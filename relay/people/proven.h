#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/digest.h"
#include "relay/people/directory.h"

namespace relay::people {

/// Somebody has proved to be who he says. Whoever else proves that, a directory of the organisation
/// or a sign-on elsewhere, yields one of these with a name alone; the rest of a sign-in is the
/// same.
struct Directory::Proven {
  std::string name{};
  bool known = false;  ///< He has signed in from there of late.
  /// The hash that his password fits; it must still be his when the session begins.
  std::optional<std::string> phc{};
  std::optional<std::string> rehashed{};  ///< At today's cost, where it was made at another.
  std::optional<std::uint64_t> step{};    ///< Of the code that he showed; it must be new.
  std::optional<policy::Digest> recovery{};
};

}  // namespace relay::people
