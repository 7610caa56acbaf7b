#include "relay/admin/slice.h"

#include <charconv>
#include <utility>

#include "relay/admin/answers.h"

namespace relay::admin {

using policy::Refused;

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, number);
  if (error != std::errc{} || rest != end || number < 1) return std::nullopt;
  return number;
}

http::Response bad_after() {
  return bad_request("bad-after", "'after' is what the answer before had as 'next'");
}

policy::Result<Slice, http::Response> slice_named(const Call& call) {
  constexpr std::size_t kLongestCursor = 256;
  Slice slice{.after = call.request.parameter("after")};
  if (slice.after &&
      (slice.after->size() > kLongestCursor || slice.after->find('\0') != std::string::npos)) {
    return Refused{bad_after()};
  }
  const auto text = call.request.parameter("limit");
  if (!text) return slice;
  const auto limit = number_in(*text);
  if (!limit || std::cmp_greater(*limit, kLargestSlice)) {
    return Refused{bad_request(
        "bad-limit", "'limit' is a whole number from 1 to " + std::to_string(kLargestSlice))};
  }
  slice.limit = static_cast<std::size_t>(*limit);
  return slice;
}

policy::Result<Numbered, http::Response> numbered_slice_named(const Call& call) {
  const auto slice = slice_named(call);
  if (!slice) return Refused{slice.error()};
  if (!slice->after) return Numbered{.limit = slice->limit};
  const auto below = number_in(*slice->after);
  if (!below) return Refused{bad_after()};
  return Numbered{slice->limit, *below};
}

}  // namespace relay::admin
