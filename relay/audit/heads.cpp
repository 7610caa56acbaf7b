#include "relay/audit/heads.h"

#include <array>
#include <span>

#include "relay/audit/chain.h"
#include "relay/io/file.h"

namespace relay::audit {
namespace {

// Of a line: an instant has 20 characters, a number at most 19, a digest 64.
constexpr std::size_t kLongest = 20 + 1 + 19 + 1 + 64 + 1 + 64;

std::span<const std::byte> bytes_of(std::string_view text) {
  return std::as_bytes(std::span{text});
}

/// Whether something stands at the end that is not a whole line.
bool is_torn(const io::File& file, std::uint64_t size) {
  if (size == 0) return false;
  std::array<std::byte, 1> last{};
  return file.read_at(size - 1, last) == 1 && last[0] != std::byte{'\n'};
}

std::optional<Seal> seal_in(std::string_view line) {
  const std::size_t second = line.rfind(' ');
  const std::size_t first = line.find(' ');
  if (first == std::string_view::npos || first == second) return std::nullopt;
  if (!policy::parse_rfc3339(line.substr(0, first))) return std::nullopt;
  const auto head = Head::parse(line.substr(first + 1, second - first - 1));
  const auto mac = policy::Digest::parse_hex(line.substr(second + 1));
  if (!head || !mac) return std::nullopt;
  return Seal{*head, *mac};
}

class Reader {
 public:
  explicit Reader(std::string_view key) : key_{key} {}

  void take(std::span<const std::byte> piece) {
    for (const std::byte byte : piece) {
      const char c = std::to_integer<char>(byte);
      if (c == '\n') {
        end_line();
      } else if (line_.size() <= kLongest) {  // What is longer is no line of ours.
        line_ += c;
      }
    }
  }
  HeadsRead& read() { return read_; }

 private:
  void end_line() {
    ++number_;
    const auto seal = seal_in(line_);
    line_.clear();
    if (!seal) return;
    if (seal->mac == mac(key_, seal->head.number, seal->head.chain)) {
      read_.heads.push_back(seal->head);
    } else if (!read_.trouble) {
      read_.trouble = {Trouble::Kind::Forged, seal->head.number,
                       "line " + std::to_string(number_) + " of the file of heads, of row " +
                           std::to_string(seal->head.number) +
                           ", was not written with the relay's key"};
    }
  }

  const std::string_view key_;
  HeadsRead read_{};
  std::string line_{};
  std::size_t number_ = 0;
};

}  // namespace

void append_head(const std::filesystem::path& path, const Seal& seal, policy::Instant now) {
  io::File file = io::File::open_or_create(path);
  const std::uint64_t size = file.size();
  const std::string line = (is_torn(file, size) ? "\n" : "") + policy::rfc3339(now) + " " +
                           seal.head.text() + " " + seal.mac.hex() + "\n";
  file.write_at(size, bytes_of(line));
  file.flush();
  if (size == 0) io::flush_folder(path.parent_path());
}

HeadsRead read_heads(const std::filesystem::path& path, std::string_view key) {
  Reader reader{key};
  const auto file = io::File::open(path);
  if (file) io::read_through(*file, [&](std::span<const std::byte> piece) { reader.take(piece); });
  return std::move(reader.read());
}

}  // namespace relay::audit
