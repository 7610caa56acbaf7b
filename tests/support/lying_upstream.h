#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

/// A vendor that does over a real socket whatever a test writes: a raw TCP server on the loopback,
/// without any HTTP library, so that it can be wrong in every way.
///
///   tests::LyingUpstream vendor;
///   vendor.on("/daily.cvd", tests::honest(bytes, "\"v1\""));
///   vendor.on("/main.cvd", tests::says("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"));
///   fetcher.fetch({.url = vendor.url("/daily.cvd"), …
///
/// Turns run on the upstream's own threads until it is destroyed: what they refer to is declared
/// before it.
namespace tests {

/// One accepted connection, as bytes.
class Wire {
 public:
  virtual ~Wire() = default;
  virtual bool send(std::string_view bytes) = 0;  ///< False: the client is gone.
  virtual std::string receive() = 0;              ///< What has come; empty: the client is gone.
};

/// What a connection is dressed in before its first byte: nothing, or TLS. May return nothing.
using Dress = std::function<std::unique_ptr<Wire>(int socket)>;

/// A request that was heard, on its connection, which is closed when the turn returns.
class Conversation {
 public:
  /// Reads the request.
  Conversation(Wire& wire, int socket, const std::atomic<bool>& stopping);

  const std::string& head() const { return head_; }  ///< Empty: the client left before its end.
  const std::string& body() const { return body_; }  ///< As long as Content-Length says.
  std::string method() const;
  std::string target() const;                      ///< "/daily.cvd?x"
  std::string field(std::string_view name) const;  ///< The name in any case; empty: none.

  /// Waits for the next request on this connection, which takes the place of the first; false when
  /// the client leaves. LyingUpstream::heads() does not show it.
  bool hear();

  bool send(std::string_view bytes) { return wire_.send(bytes); }
  /// Whether the client is still there after this time; returns at once when it is not, or when the
  /// upstream is destroyed.
  bool client_stays(std::chrono::milliseconds wait) const;
  /// Says nothing more until the client is gone. `meanwhile` is called again and again: it may move
  /// a manual clock on.
  void stall(const std::function<void()>& meanwhile = {}) const;
  /// The connection is to end by a reset, not in order.
  void reset() const;
  /// Carries bytes both ways between the client and this port of the loopback until one side
  /// leaves.
  void tunnel(std::uint16_t port) const;

 private:
  std::string head_;
  std::string body_;
  Wire& wire_;
  const int socket_;
  const std::atomic<bool>& stopping_;
};

using Turn = std::function<void(Conversation&)>;

class LyingUpstream {
 public:
  /// Listens on a free port of this loopback address from now on.
  explicit LyingUpstream(std::string address = "127.0.0.1", Dress dress = {});
  ~LyingUpstream();
  LyingUpstream(const LyingUpstream&) = delete;
  LyingUpstream& operator=(const LyingUpstream&) = delete;

  /// Requests for this target get these turns, one each; the last one again and again.
  void on(const std::string& target, std::vector<Turn> turns);
  void on(const std::string& target, Turn turn) { on(target, std::vector{std::move(turn)}); }
  /// All other targets; 404 until this is said.
  void otherwise(Turn turn);

  std::uint16_t port() const { return port_; }
  std::string url(
      std::string_view target) const;  ///< "http://127.0.0.1:40123/…"; https when dressed.

  std::vector<std::string> heads() const;  ///< All request heads, in order of arrival.
  std::size_t connections() const { return connections_; }  ///< Accepted, with a request or not.

 private:
  struct Script {
    std::vector<Turn> turns;
    std::size_t next = 0;
  };

  void accept_all();
  void converse(int socket);
  Turn turn_for(const std::string& target);

  const std::string address_;
  const Dress dress_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, Script> scripts_;  ///< Guarded by mutex_.
  Turn otherwise_;                         ///< Guarded by mutex_.
  std::vector<std::string> heads_;         ///< Guarded by mutex_.
  std::atomic<std::size_t> connections_ = 0;
  std::atomic<bool> stopping_ = false;
  std::vector<std::jthread> talking_;  ///< Used by the accepting thread only.
  std::jthread accepting_;
};

/// Sends exactly these bytes, then closes.
Turn says(std::string bytes);
/// Sends exactly these bytes, then nothing more until the client leaves.
Turn says_and_stalls(std::string bytes);
/// Sends exactly these bytes, then resets the connection.
Turn says_and_resets(std::string bytes);
/// Sends these bytes, then the piece again and again until the client leaves.
Turn endless(std::string bytes, std::string piece);
/// "HTTP/1.1 <status>" with these fields (each "Name: value\r\n") and this body, whole and correct.
Turn answers(const std::string& status, const std::string& fields, const std::string& body);
/// A proxy's answer to CONNECT, whatever host it names: the way to this port of the loopback is
/// open.
Turn tunnels_to(std::uint16_t port);
/// A file as an honest server gives it: Range, If-Range, If-None-Match and If-Modified-Since.
Turn honest(std::string body, std::string etag = {}, std::string last_modified = {});

}  // namespace tests
