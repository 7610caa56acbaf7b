#include "relay/people/password.h"

#include <algorithm>
#include <bit>
#include <cctype>
#include <charconv>

#include "relay/crypto/base64.h"
#include "relay/crypto/random.h"
#include "relay/crypto/secret.h"
#include "relay/people/first_guesses.h"

namespace relay::people {
namespace {

constexpr std::string_view kScheme = "$scrypt$";
constexpr std::size_t kSalt = 16;
constexpr unsigned kMostLn = 20;
constexpr std::uint32_t kMostFactor = 64;

struct Kept {
  crypto::ScryptCost cost{};
  std::string salt{};
  std::string hash{};
};

/// The text before the next `end`, which it takes away with it.
std::string_view up_to(std::string_view& text, char end) {
  const auto at = text.find(end);
  const auto found = text.substr(0, at);
  text.remove_prefix(at == std::string_view::npos ? text.size() : at + 1);
  return found;
}

std::optional<std::uint32_t> number_after(std::string_view text, std::string_view key) {
  if (!text.starts_with(key)) return std::nullopt;
  text.remove_prefix(key.size());
  std::uint32_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<std::string> unpadded(std::string_view text) {
  std::string whole{text};
  whole.append((4 - whole.size() % 4) % 4, '=');
  return crypto::from_base64(whole);
}

std::string without_padding(std::string text) {
  text.erase(std::ranges::find(text, '='), text.end());
  return text;
}

std::optional<Kept> parse(std::string_view phc) {
  if (!phc.starts_with(kScheme)) return std::nullopt;
  phc.remove_prefix(kScheme.size());
  const auto ln = number_after(up_to(phc, ','), "ln=");
  const auto r = number_after(up_to(phc, ','), "r=");
  const auto p = number_after(up_to(phc, '$'), "p=");
  const auto salt = unpadded(up_to(phc, '$'));
  const auto hash = unpadded(phc);
  if (!ln || !r || !p || !salt || !hash) return std::nullopt;
  if (*ln == 0 || *ln > kMostLn || *r == 0 || *r > kMostFactor || *p == 0 || *p > kMostFactor) {
    return std::nullopt;
  }
  return Kept{{std::uint64_t{1} << *ln, *r, *p}, *salt, *hash};
}

bool is_one_character(std::string_view password) {
  return password.find_first_not_of(password.front()) == std::string_view::npos;
}

std::string lowered(std::string_view text) {
  std::string low{text};
  std::ranges::transform(low, low.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return low;
}

}  // namespace

std::optional<std::string> against_password(std::string_view password, std::string_view name) {
  const std::string size = std::to_string(password.size()) + " bytes";
  if (password.size() < kShortestPassword) {
    return "a password is at least " + std::to_string(kShortestPassword) + " bytes long, better " +
           std::to_string(kAdvisedPassword) + ", not " + size;
  }
  if (password.size() > kLongestPassword) {
    return "a password is at most " + std::to_string(kLongestPassword) + " bytes long, not " + size;
  }
  const std::string low = lowered(password);
  const bool is_name = low.find(name) != std::string::npos && low.size() < name.size() + 4;
  if (is_name || is_one_character(password) || is_first_guess(low)) {
    return "this password is among those that everybody tries first; take several words";
  }
  return std::nullopt;
}

std::string hashed(std::string_view password, const crypto::ScryptCost& cost) {
  const std::string salt = crypto::random_secret(kSalt);
  const auto ln = static_cast<unsigned>(std::countr_zero(cost.n));
  return std::string{kScheme} + "ln=" + std::to_string(ln) + ",r=" + std::to_string(cost.r) +
         ",p=" + std::to_string(cost.p) + "$" + without_padding(crypto::to_base64(salt)) + "$" +
         without_padding(crypto::to_base64(crypto::scrypt(password, salt, cost)));
}

bool fits(std::string_view password, std::string_view phc) {
  const auto kept = parse(phc);
  return kept && crypto::same_secret(crypto::scrypt(password, kept->salt, kept->cost), kept->hash);
}

bool outdated(std::string_view phc, const crypto::ScryptCost& cost) {
  const auto kept = parse(phc);
  return !kept || kept->cost != cost;
}

}  // namespace relay::people
