#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "relay/http/limits.h"
#include "relay/http/message.h"
#include "relay/io/clock.h"
#include "relay/io/log.h"

namespace relay::http {

/// Answers a request. It may throw what a broken machine throws: that becomes a 500 and a line in
/// the log. Called in several threads at once when the door has several.
using Answerer = std::function<Response(const Request&)>;

/// Where a door listens: an IP address ("127.0.0.1", "::1", "::" for all) and a port; 0 for any.
struct Listen {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
};

struct TlsFiles {
  std::filesystem::path certificate{};  ///< PEM, chain included.
  std::filesystem::path key{};          ///< PEM.
};

struct DoorSettings {
  std::string name{};  ///< Of the threads and in the log: "endpoints", "admin".
  Listen listen{};
  std::optional<TlsFiles> tls{};
  std::size_t threads = 1;  ///< One loop each; answers are made in them.
  std::size_t handler_threads =
      0;  ///< More than 0: answering may block, and is done in a pool of so many.
  Limits limits{};
  std::vector<std::string> hosts{};  ///< Allowed in Host, without port; empty: any. 421 otherwise.
  io::Log* log = nullptr;  ///< Refusals as debug lines, failures as errors. Outlives the door.
};

/// One listening port with its own threads. Answers from construction to destruction; destruction
/// stops accepting, lets requests in progress finish for at most `limits.drain`, and joins the
/// threads. Throws std::system_error when it may not listen or its certificate cannot be used, and
/// says which.
class Door {
 public:
  Door(DoorSettings settings, const io::Clock& clock, Answerer answer);
  ~Door();
  Door(const Door&) = delete;
  Door& operator=(const Door&) = delete;

  std::uint16_t port() const;  ///< The one that it really listens on.
  std::size_t loops() const;

  /// Runs `work` once in each loop's own thread, between two requests; returns at once. What each
  /// call writes under its own number may be read without a lock by answers whose Request::loop is
  /// that number, unless there are handler threads.
  void post_to_loops(const std::function<void(std::size_t loop)>& work);

  /// Reads certificate and key again, for connections from now on. Throws as the constructor does,
  /// and then goes on with the old ones. Nothing on a door without TLS.
  void reload_certificate();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::http
