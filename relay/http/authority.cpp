#include "relay/http/authority.h"

#include <algorithm>
#include <array>

#include "policy/address.h"

namespace relay::http {
namespace {

bool is_port(std::string_view text) {
  if (text.empty() || text.size() > 5) return false;
  unsigned number = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    number = number * 10 + static_cast<unsigned>(c - '0');
  }
  return number <= 65'535;
}

char lower_case(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Every request names its host, so the answers are in a table.
constexpr auto kInName = [] {
  std::array<bool, 256> table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = true;
  for (unsigned c = 'a'; c <= 'z'; ++c) table[c] = true;
  for (const unsigned c : {'-', '.', '_'}) table[c] = true;
  return table;
}();

bool is_name(std::string_view text) {
  return !text.empty() &&
         std::ranges::all_of(text, [](char c) { return kInName[static_cast<unsigned char>(c)]; });
}

bool is_bracketed(std::string_view text) {
  if (text.size() < 4 || text.front() != '[' || text.back() != ']') return false;
  const std::string_view inside = text.substr(1, text.size() - 2);
  return inside.find(':') != std::string_view::npos && policy::Address::parse(inside).has_value();
}

}  // namespace

std::optional<std::string> host_of(std::string_view authority) {
  const std::size_t bracket = authority.starts_with('[') ? authority.rfind(']') : 0;
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  if (colon != std::string_view::npos && !is_port(authority.substr(colon + 1))) return std::nullopt;

  std::string host{authority.substr(0, colon)};
  std::ranges::transform(host, host.begin(), lower_case);
  if (!is_name(host) && !is_bracketed(host)) return std::nullopt;
  return host;
}

}  // namespace relay::http
