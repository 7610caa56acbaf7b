#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "relay/http/message.h"
#include "relay/io/clock.h"

namespace relay::http {

using Answerer = std::function<Response(const Request&)>;

/// Where a door listens: "127.0.0.1:8080", "[::1]:8443"; port 0 for any.
struct Listen {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
};

struct TlsFiles {
  std::filesystem::path certificate{};  ///< PEM, chain included.
  std::filesystem::path key{};          ///< PEM.
};

/// What a door puts up with. Deadlines are total, not per read.
struct Limits {
  std::size_t line = 8'192;
  std::size_t head = 32'768;
  std::size_t fields = 64;
  std::size_t body = 0;  ///< Bytes; 0: a request with a body is refused.
  std::chrono::seconds head_deadline{10};
  std::chrono::seconds body_deadline{30};
  std::chrono::seconds handshake_deadline{10};
  std::chrono::seconds idle{15};
  std::chrono::seconds slowest_write{30};  ///< One chunk of at most 1 MB must get away within this.
  std::size_t connections = 4'096;
  std::size_t connections_per_address = 256;
};

struct DoorSettings {
  std::string name{};  ///< Of the threads and in the log: "endpoints", "admin".
  Listen listen{};
  std::optional<TlsFiles> tls{};
  std::size_t threads = 1;  ///< One loop each; handlers run in them.
  std::size_t handler_threads = 0;  ///< More than 0: handlers may block, and run in a pool of so many.
  Limits limits{};
  std::vector<std::string> hosts{};  ///< Allowed in Host, without port; empty: any. 421 otherwise.
};

/// One listening port with its own threads. Answers from construction to destruction; destruction
/// stops accepting, lets requests in progress finish for at most `drain`, and joins the threads.
/// Throws std::system_error when it may not listen, naming the address.
class Door {
 public:
  Door(DoorSettings settings, const io::Clock& clock, Answerer answer);
  ~Door();
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  std::uint16_t port() const;  ///< The one that it really listens on.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::http
