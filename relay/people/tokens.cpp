#include "relay/people/tokens.h"

#include "relay/crypto/random.h"
#include "relay/crypto/sha256.h"

namespace relay::people {
namespace {

constexpr std::string_view kApi = "sluice_api_";

NewToken new_token(std::string_view prefix) {
  NewToken made{.text = crypto::random_token(prefix)};
  made.digest = crypto::sha256(made.text);
  return made;
}

}  // namespace

NewToken new_session_token() {
  return new_token("sluice_session_");
}
NewToken new_api_token() {
  return new_token(kApi);
}
NewToken new_setup_token() {
  return new_token("sluice_setup_");
}

bool is_api_token(std::string_view token) {
  return token.starts_with(kApi);
}

std::string via_of(const policy::Digest& session) {
  return "session " + session.hex().substr(0, 6);
}

}  // namespace relay::people
