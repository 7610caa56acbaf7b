#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "policy/result.h"
#include "policy/time.h"
#include "relay/crypto/pkcs7.h"
#include "relay/feed/clamav/malformed.h"

namespace relay::feed::clamav {

/// What the detached signatures of a file are worth.
struct Vouching {
  enum class Kind {
    Absent,     ///< There is no `.sign`.
    Unchecked,  ///< It fits the file, but nobody we know vouches for the signer.
    Trusted,
  };
  Kind kind = Kind::Absent;
  std::string detail{};  ///< The signer's name, or why it is unchecked.
};

/// Judges the text of a `.sign` file over `content`. Every signature in it must fit; one under a
/// known root is enough. Refuses what fits other bytes, is malformed, or whose certificates are not
/// valid at `now`.
policy::Result<Vouching, Malformed> judge_sign_file(std::string_view text,
                                                    const std::filesystem::path& content,
                                                    const crypto::Roots& roots,
                                                    policy::Instant now);

}  // namespace relay::feed::clamav
