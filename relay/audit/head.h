#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "policy/digest.h"

namespace relay::audit {

/// How far the audit goes and what stands in it up to there: "4711:9f3a…", a number and 64
/// hexadecimal digits. Whoever keeps one elsewhere can tell later whether a row up to it was
/// changed or taken away, also by somebody who has the key.
struct Head {
  std::int64_t number = 0;  ///< The last row; 0 of an audit without rows.
  policy::Digest chain{};

  static std::optional<Head> parse(std::string_view text);
  std::string text() const;

  friend bool operator==(const Head&, const Head&) = default;
};

/// Of an audit without rows.
Head no_rows();

}  // namespace relay::audit
