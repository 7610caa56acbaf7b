#include "relay/feed/clamav/vouching.h"

#include "relay/feed/clamav/sign_file.h"

namespace relay::feed::clamav {

using crypto::Distrust;
using policy::Refused;

policy::Result<Vouching, Malformed> judge_sign_file(std::string_view text,
                                                    const std::filesystem::path& content,
                                                    const crypto::Roots& roots,
                                                    policy::Instant now) {
  const auto signatures = parse_sign_file(text);
  if (!signatures) return Refused{signatures.error()};
  Vouching vouching;
  for (const auto& signature : *signatures) {
    const auto signer = crypto::verify_detached(signature.der, content, roots, now);
    if (signer) {
      vouching = {Vouching::Kind::Trusted, *signer};
    } else if (signer.error().kind != Distrust::Kind::UnknownAuthority) {
      return Refused{Malformed{signer.error().what}};
    } else if (vouching.kind == Vouching::Kind::Absent) {
      vouching = {Vouching::Kind::Unchecked, signer.error().what};
    }
  }
  return vouching;
}

}  // namespace relay::feed::clamav
