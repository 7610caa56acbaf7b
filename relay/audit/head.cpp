#include "relay/audit/head.h"

#include <charconv>

#include "relay/audit/chain.h"

namespace relay::audit {

std::optional<Head> Head::parse(std::string_view text) {
  Head head;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, head.number);
  if (error != std::errc{} || rest == end || *rest != ':' || head.number < 0) return std::nullopt;
  const auto chain =
      policy::Digest::parse_hex({rest + 1, static_cast<std::size_t>(end - rest - 1)});
  if (!chain) return std::nullopt;
  head.chain = *chain;
  return head;
}

std::string Head::text() const {
  return std::to_string(number) + ":" + chain.hex();
}

Head no_rows() {
  return {0, first_link()};
}

}  // namespace relay::audit
