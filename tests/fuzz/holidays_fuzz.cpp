#include <cstddef>
#include <cstdint>
#include <string_view>

#include "policy/require.h"
#include "relay/calendar/holidays.h"

/// Whatever bytes a calendar has: blackouts in order, each longer than nothing, or a sentence.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const policy::Zone zone{
      .name = "Europe/Berlin",
      .offset = std::chrono::hours{1},
      .changes = {{policy::from_unix_seconds(1'774'746'000), std::chrono::hours{2}},
                  {policy::from_unix_seconds(1'792'890'000), std::chrono::hours{1}}}};
  const std::string_view text{reinterpret_cast<const char*>(bytes), size};
  const auto closed = relay::calendar::holidays(text, zone);
  if (!closed) {
    policy::require(!closed.error().empty(), "a refusal says why");
    return 0;
  }
  policy::require(closed->size() <= 20'000, "the times of a calendar are bounded");
  const policy::Closed* last = nullptr;
  for (const auto& one : *closed) {
    policy::require(one.from < one.until, "a blackout has a length");
    policy::require(last == nullptr || last->from <= one.from, "blackouts are in order");
    last = &one;
  }
  return 0;
}
