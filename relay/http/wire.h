#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "relay/http/client_certificate.h"
#include "relay/http/open_file.h"
#include "relay/http/pieces.h"
#include "relay/http/poller.h"
#include "relay/http/socket.h"
#include "relay/http/stream.h"
#include "relay/http/tls_context.h"

namespace relay::http {

/// Room that all wires of one loop use, one after the other: nothing stays in it between two calls.
struct Scratch {
  std::vector<char> input = std::vector<char>(16'384);
  std::vector<char> plain = std::vector<char>(65'536);  ///< To be encrypted.
  std::string cipher{};                                 ///< To be sent.
};

/// What keeps a connection from going on at once.
enum class Pause {
  None,
  Reading,  ///< Until something comes.
  Writing,  ///< Until there is room to send.
  Waiting,  ///< Until somebody else in this process has done something.
  Over,     ///< For ever: the end of the stream, or an error.
};

struct Step {
  std::size_t count = 0;
  Pause pause = Pause::None;
};

/// One client's byte stream, plain or TLS. Nothing blocks: each call does what can be done now.
/// Belongs to its loop's thread.
class Wire {
 public:
  virtual ~Wire() = default;

  virtual int socket() const = 0;
  virtual void ready(const Readiness& what) = 0;

  /// How much of what is written may wait in the system.
  virtual void keep_ready(Unsent unsent) = 0;

  virtual Pause handshake() = 0;
  virtual const Shown& shown() const = 0;
  virtual Step read(std::span<char> into) = 0;
  /// Some of these, one after the other; at most two.
  virtual Step write(std::span<const std::string_view> parts, Following following) = 0;
  /// Some of a file, which may be read without waiting: at most two megabytes.
  virtual Step send(const OpenFile& file, std::uint64_t offset, std::size_t count) = 0;
  /// None when all that was written has been handed to the system.
  virtual Pause flush() = 0;
  /// Nothing more will be written, which the wire's own protocol says if it has words for that.
  virtual Pause end() = 0;
  /// Says so to the client's system; closing says it as well.
  virtual void stop_sending() = 0;
  /// Throws away some of what still arrives, as it comes from the socket.
  virtual Step discard() = 0;
  virtual void close() = 0;
};

std::unique_ptr<Wire> plain_wire(Socket socket, Scratch& scratch);
std::unique_ptr<Wire> tls_wire(Socket socket, Scratch& scratch, Pieces& pieces, TlsSession session);

}  // namespace relay::http
