#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace policy {

/// A name of one kind of thing: a group is never mistaken for a feed. Lower-case letters, digits,
/// '-', '_' and '.', 1 to 64 of them, beginning with a letter or a digit: so it can stand in a URL,
/// and is never a hidden file or a way up.
template <class Kind>
class Id {
 public:
  static constexpr std::size_t kLongest = 64;
  static constexpr const char* kShape = "1 to 64 of a-z 0-9 - _ . beginning with a letter or digit";

  static std::optional<Id> parse(std::string_view text) {
    const bool sized = !text.empty() && text.size() <= kLongest;
    if (!sized || !letter_or_digit(text.front()) || !std::ranges::all_of(text, allowed)) {
      return std::nullopt;
    }
    return Id{std::string{text}};
  }

  const std::string& text() const { return text_; }
  friend auto operator<=>(const Id&, const Id&) = default;

 private:
  explicit Id(std::string text) : text_{std::move(text)} {}
  static bool letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }
  static bool allowed(char c) { return letter_or_digit(c) || c == '-' || c == '_' || c == '.'; }

  std::string text_;
};

using GroupId = Id<struct GroupKind>;
using FeedId = Id<struct FeedKind>;

/// The group of everybody who is in no other; every policy has it, last.
inline const GroupId& default_group() {
  static const GroupId id = *GroupId::parse("default");
  return id;
}

}  // namespace policy

template <class Kind>
struct std::hash<policy::Id<Kind>> {
  std::size_t operator()(const policy::Id<Kind>& id) const noexcept {
    return std::hash<std::string>{}(id.text());
  }
};
