#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>

namespace tests {

/// What came back, taken apart as little as a test needs.
struct RawAnswer {
  int status = 0;      ///< 0: the connection ended before a whole answer.
  std::string head{};  ///< With its empty line.
  std::string body{};

  /// The value of the first field of that name, as it is spelt; empty when there is none.
  std::string field(const std::string& name) const {
    const std::size_t at = head.find("\r\n" + name + ": ");
    if (at == std::string::npos) return {};
    const std::size_t from = at + name.size() + 4;
    return head.substr(from, head.find("\r\n", from) - from);
  }
};

/// An HTTP client that sends exactly the bytes that it is told to. Waits at most ten seconds for
/// the other side: a test that would hang fails instead.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port)
      : socket_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)} {
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
      ::close(socket_);
      throw std::runtime_error{"cannot connect to port " + std::to_string(port)};
    }
  }
  virtual ~RawClient() { ::close(socket_); }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  /// False when the other side is gone.
  bool send(std::string_view bytes) {
    while (!bytes.empty()) {
      const long count = transmit(bytes);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  /// The next answer; `body` says whether one follows the head (not after HEAD).
  enum class Body { Follows, None };
  RawAnswer answer(Body body = Body::Follows) {
    RawAnswer answer;
    std::size_t end = 0;
    while ((end = held_.find("\r\n\r\n")) == std::string::npos) {
      if (!more()) return answer;
    }
    answer.head = take(end + 4);
    const std::string length = answer.field("Content-Length");
    const std::size_t size =
        body == Body::None ? 0
                           : static_cast<std::size_t>(std::strtoull(length.c_str(), nullptr, 10));
    while (held_.size() < size) {
      if (!more()) return answer;
    }
    answer.body = take(size);
    answer.status = std::atoi(answer.head.substr(9, 3).c_str());
    return answer;
  }

  RawAnswer ask(std::string_view bytes) {
    send(bytes);
    return answer();
  }

  /// Everything until the other side closes.
  std::string rest() {
    while (more()) {
    }
    return take(held_.size());
  }

  /// What comes, up to and with that text; or all there is, when the other side closes first.
  std::string until(std::string_view end) {
    std::size_t at = 0;
    while ((at = held_.find(end)) == std::string::npos) {
      if (!more()) return take(held_.size());
    }
    return take(at + end.size());
  }

  /// Whether the other side has closed, without another byte; waits for it.
  bool ended() { return held_.empty() && !more() && !timed_out_; }
  /// The same, without the usual patience.
  bool ended_within(std::chrono::milliseconds span) { return readable_within(span) && ended(); }

  /// Whether anything, or the end, comes within that span.
  bool readable_within(std::chrono::milliseconds span) {
    pollfd waiting{.fd = socket_, .events = POLLIN, .revents = 0};
    return ::poll(&waiting, 1, static_cast<int>(span.count())) == 1;
  }

  /// No more requests, but answers are still read.
  void stop_sending() { ::shutdown(socket_, SHUT_WR); }

 protected:
  virtual long transmit(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  }
  virtual long receive(char* into, std::size_t room) { return ::recv(socket_, into, room, 0); }
  int socket() const { return socket_; }

 private:
  bool more() {
    char chunk[65'536];
    const long count = receive(chunk, sizeof chunk);
    timed_out_ = count < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    if (count > 0) held_.append(chunk, static_cast<std::size_t>(count));
    return count > 0;
  }

  std::string take(std::size_t count) {
    std::string taken = held_.substr(0, count);
    held_.erase(0, count);
    return taken;
  }

  int socket_;
  std::string held_;
  bool timed_out_ = false;
};

}  // namespace tests
