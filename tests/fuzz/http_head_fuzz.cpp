#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "policy/require.h"
#include "relay/http/head_rules.h"
#include "relay/http/reply.h"
#include "relay/http/target.h"

namespace {

using relay::http::HeadScan;
using relay::http::Limits;

/// Where the head ends, when its bytes come one by one; as at once, or the scan depends on chance.
void arrives_the_same_in_pieces(std::string_view bytes) {
  const Limits limits;
  HeadScan at_once{limits}, in_pieces{limits};
  const auto whole = at_once.look(bytes);
  for (std::size_t arrived = 0; arrived <= bytes.size(); ++arrived) {
    const auto found = in_pieces.look(bytes.substr(0, arrived));
    if (!found || *found || arrived == bytes.size()) {
      policy::require(found.has_value() == whole.has_value(), "a scan is refused however it comes");
      policy::require(!found || *found == *whole, "a head ends in one place however it comes");
      return;
    }
  }
}

void answer(const relay::http::Head& head) {
  const auto target = relay::http::read_target(head.target);
  if (!target) return;
  policy::require(target->path.starts_with('/'), "a path begins with '/'");
  policy::require(target->path.find("/../") == std::string::npos, "no path leads up");
  relay::http::Request request{
      .method = head.method, .path = target->path, .query = target->query, .fields = head.fields};
  (void)request.parameter("a");
  const relay::http::Response file{
      .body = relay::http::FileBody{"/f", 1'000},
      .validators = relay::http::Validators{.etag = "\"a\"", .last_modified = policy::Instant{}}};
  const auto reply = relay::http::finish(request, file, relay::http::After::Keep);
  policy::require(reply.head.find("\r\n\r\n") == reply.head.size() - 4, "a reply has one head");
  if (const auto* const slice = std::get_if<relay::http::FileSlice>(&reply.body)) {
    policy::require(slice->first + slice->count <= 1'000, "a slice lies within its file");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  arrives_the_same_in_pieces(text);
  if (const auto head = relay::http::read_head(text)) answer(*head);
  return 0;
}
