#include "relay/audit/tar.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "policy/require.h"

namespace relay::audit {
namespace {

constexpr std::size_t kBlock = 512;

using Header = std::array<char, kBlock>;

void put(Header& header, std::size_t at, std::string_view text) {
  std::ranges::copy(text, header.begin() + static_cast<std::ptrdiff_t>(at));
}

/// Octal digits with zeros in front; the byte after them stays NUL.
void put_octal(Header& header, std::size_t at, std::size_t digits, std::uint64_t value) {
  std::string text(digits, '0');
  for (std::size_t i = digits; i-- > 0; value >>= 3U) {
    text[i] = static_cast<char>('0' + (value & 7U));
  }
  policy::require(value == 0, "a number fits into its field of a tar header");
  put(header, at, text);
}

/// POSIX.1-1988, ustar: name, mode, uid, gid, size, mtime, checksum, type, magic.
Header header_of(std::string_view name, std::size_t size, policy::Instant at) {
  Header header{};
  put(header, 0, name);
  put_octal(header, 100, 7, 0644);
  put_octal(header, 108, 7, 0);
  put_octal(header, 116, 7, 0);
  put_octal(header, 124, 11, size);
  put_octal(header, 136, 11, static_cast<std::uint64_t>(policy::unix_seconds(at)));
  put(header, 148, "        ");  // The checksum is made with blanks in its own place.
  put(header, 156, "0");
  put(header, 257,
      std::string_view{"ustar\0"
                       "00",
                       8});
  std::uint64_t sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put_octal(header, 148, 6, sum);
  header[154] = '\0';
  return header;
}

}  // namespace

void Tar::add(std::string_view name, std::string_view bytes) {
  policy::require(!name.empty() && name.size() < 100, "a file in an archive has a short name");
  const Header header = header_of(name, bytes.size(), at_);
  bytes_.append(header.data(), header.size());
  bytes_ += bytes;
  bytes_.resize((bytes_.size() + kBlock - 1) / kBlock * kBlock, '\0');
}

std::string Tar::take() && {
  bytes_.append(2 * kBlock, '\0');
  return std::move(bytes_);
}

}  // namespace relay::audit
