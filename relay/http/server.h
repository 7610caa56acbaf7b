#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/address.h"
#include "relay/http/counts.h"
#include "relay/http/limits.h"
#include "relay/http/message.h"
#include "relay/io/clock.h"
#include "relay/io/log.h"

namespace relay::http {

/// Answers a request. It may throw what a broken machine throws: that becomes a 500 and a line in
/// the log. Called in several threads at once when the door has several.
using Answerer = std::function<Response(const Request&)>;

/// How one request is to be treated, decided when its head has been read.
struct Treatment {
  /// Who makes the answer: the loop, when that never waits for anything, or the door's workers.
  enum class Answered { InLoop, ByWorkers };

  std::size_t body = 0;  ///< Bytes that it may have; more are refused with 413 before they come.
  Answered answered = Answered::InLoop;
};

/// Called in the loops' threads; must be quick and must not throw. The request has no body yet.
using Treat = std::function<Treatment(const Request& head)>;

/// Where a door listens: an IP address ("127.0.0.1", "::1", "::" for all) and a port; 0 for any.
struct Listen {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
};

struct TlsFiles {
  std::filesystem::path certificate{};  ///< PEM, chain included.
  std::filesystem::path key{};          ///< PEM.
  /// PEM, any number of certificates in each. When there are any, clients are asked for a
  /// certificate, and none must have one: what these did not issue, what is not valid at this
  /// moment, and what is not for clients is as if it were not shown (see Request::certificate).
  std::vector<std::filesystem::path> client_authorities{};
};

struct DoorSettings {
  std::string name{};  ///< Of the threads and in the log: "endpoints", "admin".
  Listen listen{};
  std::optional<TlsFiles> tls{};
  std::size_t threads = 1;          ///< One loop each; answers are made in them.
  std::size_t handler_threads = 0;  ///< Workers, for answers that may block.
  /// Nothing: any request may have `limits.body` bytes, and workers answer if there are any.
  Treat treatment{};
  Limits limits{};
  /// Connections leave so many descriptors of the process to files, or an eighth of them if that is
  /// less.
  std::size_t spare_descriptors = 512;
  /// From these, X-Forwarded-For says who asks; from anybody else it means nothing.
  std::vector<policy::Network> proxies{};
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
  const DoorSettings& settings() const;

  /// Runs `work` once in each loop's own thread, between two requests; returns at once. What each
  /// call writes under its own number may be read without a lock by answers whose Request::loop is
  /// that number, unless there are handler threads.
  void post_to_loops(const std::function<void(std::size_t loop)>& work);

  /// Live bodies may have more to send: each is asked, in its loop's thread. From any thread;
  /// returns at once.
  void wake_live();

  /// At about this moment. From any thread.
  Counts counts() const;

  /// Reads certificate, key and client authorities again, for connections from now on; those that
  /// showed a certificate end after the request in progress. Throws as
  /// the constructor does, and then goes on with the old ones. Nothing on a door without TLS.
  void reload_certificate();
  /// What new connections are shown, in PEM, without the chain; empty on a door without TLS. From
  /// any thread.
  std::string certificate() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace relay::http
