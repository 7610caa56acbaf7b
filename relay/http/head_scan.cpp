#include <algorithm>

#include "relay/http/head_rules.h"
#include "relay/http/tokens.h"

namespace relay::http {

/// What can neither end a line nor be wrong, within every limit: nearly all of a head.
void HeadScan::skip_ordinary(std::string_view bytes) {
  if (lines_ > limits_->fields || (next_ > line_ && bytes[next_ - 1] == '\r')) return;
  const std::size_t stop = std::min({bytes.size(), limits_->head, line_ + limits_->line});
  if (next_ < stop) next_ += printable(bytes.substr(next_, stop - next_));
  const char* const all = bytes.data();
  while (next_ < stop && all[next_] > '\r') ++next_;
}

/// Whether both bytes of a line's end are next: what is left of nearly all of them.
bool HeadScan::ends_here(std::string_view bytes) const {
  const bool after_return = next_ > line_ && bytes[next_ - 1] == '\r';
  return !after_return && next_ + 1 < std::min(bytes.size(), limits_->head) &&
         bytes[next_] == '\r' && bytes[next_ + 1] == '\n';
}

policy::Result<std::optional<std::size_t>, Refusal> HeadScan::look(std::string_view bytes) {
  for (skip_ordinary(bytes); next_ < bytes.size(); ++next_, skip_ordinary(bytes)) {
    if (ends_here(bytes)) {
      ++next_;
    } else {
      if (auto refusal = too_long(bytes[next_])) return policy::Refused{std::move(*refusal)};
      if (auto refusal = wrong_byte(bytes)) return policy::Refused{std::move(*refusal)};
      if (bytes[next_] != '\n') continue;
    }
    const bool empty = next_ - line_ == 1;
    if (empty && lines_ == 0) {
      return policy::Refused{Refusal{400, "an empty line stands before the request line"}};
    }
    if (empty) return std::optional{next_ + 1};
    ++lines_;
    line_ = next_ + 1;
  }
  return std::optional<std::size_t>{};
}

std::optional<Refusal> HeadScan::wrong_byte(std::string_view bytes) const {
  const char c = bytes[next_];
  const bool after_return = next_ > line_ && bytes[next_ - 1] == '\r';
  if (c == '\0') return Refusal{400, "the head contains a NUL"};
  if (c == '\n' && !after_return) return Refusal{400, "a line ends with a bare line feed"};
  if (c != '\n' && after_return) return Refusal{400, "a carriage return stands alone"};
  return std::nullopt;
}

std::optional<Refusal> HeadScan::too_long(char c) const {
  const bool line_end = c == '\r' || c == '\n';
  const std::size_t length = next_ - line_ + 1;
  const bool fits = line_end || (length <= limits_->line && lines_ <= limits_->fields);
  if (fits && next_ < limits_->head) return std::nullopt;
  if (lines_ == 0 && (next_ >= limits_->head || (!line_end && length > limits_->line))) {
    return Refusal{414, "the request line is longer than " + std::to_string(limits_->line)};
  }
  if (next_ >= limits_->head) {
    return Refusal{431, "the head is longer than " + std::to_string(limits_->head)};
  }
  if (!line_end && length > limits_->line) {
    return Refusal{431, "a field is longer than " + std::to_string(limits_->line)};
  }
  // The line in progress is a field of its own as soon as it has a byte that is not its end.
  return Refusal{431, "there are more than " + std::to_string(limits_->fields) + " fields"};
}

}  // namespace relay::http
