#pragma once

#include "relay/crypto/pkcs7.h"

namespace relay::feed::clamav {

/// "Cisco Software Identity Root CA RSA 4096 SHA512 2099", under which ClamAV 1.5 and later checks
/// detached signatures: a public trust anchor, valid to 2099.
crypto::Roots production_root();

}  // namespace relay::feed::clamav
