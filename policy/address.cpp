#include "policy/address.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <vector>

namespace policy {
namespace {

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

std::vector<std::string_view> split(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(at);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::optional<unsigned> number(std::string_view text, int base, std::size_t longest,
                               unsigned most) {
  if (text.empty() || text.size() > longest) return std::nullopt;
  unsigned value = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc{} || rest != text.data() + text.size() || value > most)
    return std::nullopt;
  return value;
}

std::optional<Address> parse_v4(std::string_view text) {
  const auto parts = split(text, '.');
  if (parts.size() != 4) return std::nullopt;
  Address address;
  std::ranges::copy(kMapped, address.bytes.begin());
  for (std::size_t i = 0; i < 4; ++i) {
    const auto part = number(parts[i], 10, 3, 255);
    // "010" is eight to some programs and ten to others.
    if (!part || (parts[i].size() > 1 && parts[i].front() == '0')) return std::nullopt;
    address.bytes[12 + i] = static_cast<std::uint8_t>(*part);
  }
  return address;
}

std::optional<std::vector<unsigned>> groups_of(std::string_view text) {
  std::vector<unsigned> groups;
  if (text.empty()) return groups;
  for (const auto part : split(text, ':')) {
    const auto group = number(part, 16, 4, 0xffff);
    if (!group) return std::nullopt;
    groups.push_back(*group);
  }
  return groups;
}

std::optional<Address> parse_v6(std::string_view text) {
  const auto gap = text.find("::");
  const bool compressed = gap != std::string_view::npos;
  const auto head = groups_of(compressed ? text.substr(0, gap) : text);
  const auto tail = groups_of(compressed ? text.substr(gap + 2) : std::string_view{});
  if (!head || !tail) return std::nullopt;
  const std::size_t given = head->size() + tail->size();
  if (compressed ? given > 7 : given != 8) return std::nullopt;
  Address address;
  const auto put = [&address](std::size_t at, unsigned group) {
    address.bytes[2 * at] = static_cast<std::uint8_t>(group >> 8);
    address.bytes[2 * at + 1] = static_cast<std::uint8_t>(group & 0xffU);
  };
  for (std::size_t i = 0; i < head->size(); ++i) put(i, (*head)[i]);
  for (std::size_t i = 0; i < tail->size(); ++i) put(8 - tail->size() + i, (*tail)[i]);
  return address;
}

bool bit(const Address& address, unsigned at) {
  return (address.bytes[at / 8] >> (7 - at % 8) & 1U) != 0;
}

}  // namespace

std::optional<Address> Address::parse(std::string_view text) {
  return text.find(':') == std::string_view::npos ? parse_v4(text) : parse_v6(text);
}

bool Address::v4() const {
  return std::equal(kMapped.begin(), kMapped.end(), bytes.begin());
}

std::string Address::text() const {
  std::array<char, 48> out{};
  int length = 0;
  if (v4()) {
    length = std::snprintf(out.data(), out.size(), "%d.%d.%d.%d", bytes[12], bytes[13], bytes[14],
                           bytes[15]);
  } else {
    for (std::size_t i = 0; i < 16; i += 2) {
      length += std::snprintf(out.data() + length, out.size() - static_cast<std::size_t>(length),
                              i == 0 ? "%x" : ":%x", bytes[i] * 256 + bytes[i + 1]);
    }
  }
  return std::string(out.data(), static_cast<std::size_t>(length));
}

std::optional<Network> Network::parse(std::string_view text) {
  const auto slash = text.find('/');
  const auto address = Address::parse(text.substr(0, slash));
  if (!address) return std::nullopt;
  Network network{*address, 128};
  if (slash != std::string_view::npos) {
    const bool short_form = text.find(':') == std::string_view::npos;
    const auto prefix = number(text.substr(slash + 1), 10, 3, short_form ? 32 : 128);
    if (!prefix) return std::nullopt;
    network.prefix = *prefix + (short_form ? 96 : 0);
  }
  for (unsigned i = network.prefix; i < 128; ++i) {
    if (bit(network.first, i)) return std::nullopt;
  }
  return network;
}

bool Network::contains(const Address& address) const {
  for (unsigned i = 0; i < prefix; ++i) {
    if (bit(first, i) != bit(address, i)) return false;
  }
  return true;
}

std::string Network::text() const {
  const bool short_form = first.v4() && prefix >= 96;
  return first.text() + "/" + std::to_string(short_form ? prefix - 96 : prefix);
}

}  // namespace policy
