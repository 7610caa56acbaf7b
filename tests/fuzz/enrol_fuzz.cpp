#include <cstddef>
#include <cstdint>
#include <string>

#include "policy/require.h"
#include "relay/catalog/schema.h"
#include "relay/crypto/authority.h"
#include "relay/db/database.h"
#include "relay/device/registrar.h"
#include "relay/io/clock.h"
#include "relay/io/log.h"
#include "relay/serve/credential.h"
#include "relay/serve/reception.h"

namespace {

using relay::http::Method;
using relay::http::Request;

constexpr policy::Instant kNow = policy::from_unix_seconds(1'767'484'800);

class StillClock final : public relay::io::Clock {
 public:
  policy::Instant now() const override { return kNow; }
  std::chrono::milliseconds since_boot() const override { return {}; }
};

/// A reception in front of an empty catalog: nobody has leave to enrol.
struct AReception {
  StillClock clock;
  relay::io::Log log{clock, relay::io::Level::Error};
  relay::db::Database state{":memory:", relay::catalog::migrations()};
  relay::device::Directory devices{state, {}, kNow};
  relay::device::Registrar registrar{
      {.state = state,
       .devices = devices,
       .authority = relay::crypto::make_authority("fuzz", kNow),
       .groups = [] { return std::vector<policy::Group>{{.id = policy::default_group()}}; },
       .clock_suspect = [] { return std::optional<std::string>{}; }}};
  relay::serve::Reception reception{registrar, devices, log};

  int status(const std::string& path, const std::string& text) {
    Request request{
        .method = Method::Post, .path = path, .body = text, .secure = true, .now = kNow};
    request.fields = {{"Authorization", text}};
    return reception.answer(request).status;
  }
};

}  // namespace

/// Whatever is sent by who has no leave: nobody enrols, and no token is longer than what was shown.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static AReception desk;
  const std::string text{reinterpret_cast<const char*>(bytes), size};
  const int enrol = desk.status("/v1/enrol", text);
  policy::require(enrol == 400 || enrol == 401 || enrol == 429, "nobody enrols without leave");
  policy::require(desk.status("/v1/renew", text) == 401, "nobody renews what it does not have");
  Request request;
  request.fields = {{"Authorization", text}};
  const auto token = relay::serve::shown_token(request);
  policy::require(!token || token->size() <= size, "a token is not longer than what was shown");
  return 0;
}
