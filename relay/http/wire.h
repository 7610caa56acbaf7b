#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <system_error>

#include "relay/http/client_certificate.h"
#include "relay/http/open_file.h"

namespace relay::http {

/// One client's byte stream, plain or TLS. Lives in one loop's thread; one call in progress at a
/// time, except close(). Each call returns at once and reports later, from the loop; what it was
/// given must live until then. Errors include the end of the stream.
class Wire {
 public:
  using Report = std::function<void(std::error_code, std::size_t count)>;

  virtual ~Wire() = default;
  virtual void handshake(Report done) = 0;
  virtual const Shown& shown() const = 0;
  virtual void read(std::span<char> into, Report got) = 0;
  /// All of it.
  virtual void write(std::string_view bytes, Report done) = 0;
  /// One turn of a file: at least a byte of it, at most `count` and a megabyte.
  virtual void send(const OpenFile& file, std::uint64_t offset, std::size_t count, Report done) = 0;
  /// Says that nothing more will come, and throws away what still arrives until the client closes
  /// too: closing at once would take the last answer back from under a client that is still
  /// sending.
  virtual void end(Report done) = 0;
  /// Now; a call in progress reports an error.
  virtual void close() = 0;
};

}  // namespace relay::http
