#include "tests/support/lying_upstream.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <optional>
#include <system_error>
#include <utility>

namespace tests {
namespace {

constexpr std::chrono::milliseconds kTick{10};

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

sockaddr_in loopback(const std::string& address, std::uint16_t port) {
  sockaddr_in made{};
  made.sin_family = AF_INET;
  made.sin_port = htons(port);
  ::inet_pton(AF_INET, address.c_str(), &made.sin_addr);
  return made;
}

class PlainWire final : public Wire {
 public:
  explicit PlainWire(int socket) : socket_{socket} {}

  bool send(std::string_view bytes) override {
    while (!bytes.empty()) {
      const auto count = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (count <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
  }

  std::string receive() override {
    std::string bytes(16'384, '\0');
    const auto count = ::recv(socket_, bytes.data(), bytes.size(), 0);
    bytes.resize(count > 0 ? static_cast<std::size_t>(count) : 0);
    return bytes;
  }

 private:
  const int socket_;
};

bool same_name(std::string_view one, std::string_view other) {
  return std::ranges::equal(one, other, [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  });
}

struct Slice {
  std::size_t first = 0;
  std::size_t last = 0;
};

/// "bytes=5-", "bytes=0-95"; nothing for what an honest server would answer with the whole.
std::optional<Slice> slice_of(const std::string& field, std::size_t size) {
  if (!field.starts_with("bytes=") || size == 0) return std::nullopt;
  const auto dash = field.find('-');
  const auto last = field.substr(dash + 1);
  Slice slice{std::stoul(field.substr(6, dash - 6)), last.empty() ? size - 1 : std::stoul(last)};
  slice.last = std::min(slice.last, size - 1);
  return slice;
}

std::string whole_answer(const std::string& status, const std::string& fields,
                         std::string_view body) {
  return "HTTP/1.1 " + status + "\r\n" + fields + "Content-Length: " + std::to_string(body.size()) +
         "\r\nConnection: close\r\n\r\n" + std::string{body};
}

}  // namespace

Conversation::Conversation(Wire& wire, int socket, const std::atomic<bool>& stopping)
    : wire_{wire}, socket_{socket}, stopping_{stopping} {
  hear();
}

bool Conversation::hear() {
  head_.clear();
  std::string heard;
  while (heard.find("\r\n\r\n") == std::string::npos) {
    const auto more = wire_.receive();
    if (more.empty()) return false;
    heard += more;
  }
  head_ = heard.substr(0, heard.find("\r\n\r\n") + 4);
  body_ = heard.substr(head_.size());
  const auto length = field("Content-Length");
  while (!length.empty() && body_.size() < std::stoul(length)) {
    const auto more = wire_.receive();
    if (more.empty()) return false;
    body_ += more;
  }
  return true;
}

std::string Conversation::method() const {
  return head_.substr(0, head_.find(' '));
}

std::string Conversation::target() const {
  const auto start = head_.find(' ') + 1;
  return head_.substr(start, head_.find(' ', start) - start);
}

std::string Conversation::field(std::string_view name) const {
  for (std::size_t at = head_.find("\r\n") + 2; at < head_.size();) {
    const auto end = head_.find("\r\n", at);
    const std::string_view line = std::string_view{head_}.substr(at, end - at);
    if (const auto colon = line.find(':');
        colon != std::string_view::npos && same_name(line.substr(0, colon), name)) {
      return std::string{line.substr(std::min(colon + 2, line.size()))};
    }
    at = end + 2;
  }
  return {};
}

bool Conversation::client_stays(std::chrono::milliseconds wait) const {
  for (auto left = wait; left > std::chrono::milliseconds{0} && !stopping_; left -= kTick) {
    pollfd watched{socket_, POLLRDHUP, 0};
    if (::poll(&watched, 1, static_cast<int>(kTick.count())) != 0) return false;
  }
  return !stopping_;
}

void Conversation::stall(const std::function<void()>& meanwhile) const {
  while (client_stays(kTick)) {
    if (meanwhile) meanwhile();
  }
}

void Conversation::reset() const {
  const linger at_once{1, 0};
  ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

void Conversation::tunnel(std::uint16_t port) const {
  const int other = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in there = loopback("127.0.0.1", port);
  ::connect(other, reinterpret_cast<const sockaddr*>(&there), sizeof there);
  const auto carry = [](int from, int to) {
    std::string bytes(16'384, '\0');
    const auto count = ::recv(from, bytes.data(), bytes.size(), 0);
    return count > 0 && ::send(to, bytes.data(), static_cast<std::size_t>(count), MSG_NOSIGNAL) > 0;
  };
  bool open = true;
  while (open && !stopping_) {
    std::array<pollfd, 2> ends{{{socket_, POLLIN, 0}, {other, POLLIN, 0}}};
    ::poll(ends.data(), ends.size(), static_cast<int>(kTick.count()));
    if (ends[0].revents != 0) open = carry(socket_, other);
    if (open && ends[1].revents != 0) open = carry(other, socket_);
  }
  ::close(other);
}

LyingUpstream::LyingUpstream(std::string address, Dress dress)
    : address_{std::move(address)},
      dress_{std::move(dress)},
      otherwise_{answers("404 Not Found", "", "no such file")} {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener_ < 0) fail("socket");
  sockaddr_in here = loopback(address_, 0);
  socklen_t size = sizeof here;
  auto* const name = reinterpret_cast<sockaddr*>(&here);
  if (::bind(listener_, name, size) != 0 || ::listen(listener_, 64) != 0) fail("listen");
  if (::getsockname(listener_, name, &size) != 0) fail("getsockname");
  port_ = ntohs(here.sin_port);
  accepting_ = std::jthread{[this] { accept_all(); }};
}

LyingUpstream::~LyingUpstream() {
  stopping_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  accepting_.join();
  talking_.clear();
  ::close(listener_);
}

void LyingUpstream::on(const std::string& target, std::vector<Turn> turns) {
  const std::lock_guard lock{mutex_};
  scripts_[target] = {std::move(turns)};
}

void LyingUpstream::otherwise(Turn turn) {
  const std::lock_guard lock{mutex_};
  otherwise_ = std::move(turn);
}

std::string LyingUpstream::url(std::string_view target) const {
  return (dress_ ? "https://" : "http://") + address_ + ":" + std::to_string(port_) +
         std::string{target};
}

std::vector<std::string> LyingUpstream::heads() const {
  const std::lock_guard lock{mutex_};
  return heads_;
}

void LyingUpstream::accept_all() {
  while (!stopping_) {
    const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) return;
    ++connections_;
    // A client that says nothing must not keep the test from ending.
    const timeval patience{5, 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    talking_.emplace_back([this, socket] {
      converse(socket);
      ::close(socket);
    });
  }
}

void LyingUpstream::converse(int socket) {
  const auto wire = dress_ ? dress_(socket) : std::make_unique<PlainWire>(socket);
  if (!wire) return;
  Conversation conversation{*wire, socket, stopping_};
  if (conversation.head().empty()) return;
  {
    const std::lock_guard lock{mutex_};
    heads_.push_back(conversation.head());
  }
  turn_for(conversation.target())(conversation);
}

Turn LyingUpstream::turn_for(const std::string& target) {
  const std::lock_guard lock{mutex_};
  const auto found = scripts_.find(target);
  if (found == scripts_.end()) return otherwise_;
  Script& script = found->second;
  const auto at = std::min(script.next++, script.turns.size() - 1);
  return script.turns[at];
}

Turn says(std::string bytes) {
  return [bytes = std::move(bytes)](Conversation& conversation) { conversation.send(bytes); };
}

Turn says_and_stalls(std::string bytes) {
  return [bytes = std::move(bytes)](Conversation& conversation) {
    conversation.send(bytes);
    conversation.stall();
  };
}

Turn says_and_resets(std::string bytes) {
  return [bytes = std::move(bytes)](Conversation& conversation) {
    conversation.send(bytes);
    // The client must have read it first: a reset takes away what it has not.
    conversation.client_stays(std::chrono::milliseconds{100});
    conversation.reset();
  };
}

Turn endless(std::string bytes, std::string piece) {
  return [bytes = std::move(bytes), piece = std::move(piece)](Conversation& conversation) {
    bool there = conversation.send(bytes);
    while (there) there = conversation.send(piece);
  };
}

Turn answers(const std::string& status, const std::string& fields, const std::string& body) {
  return says(whole_answer(status, fields, body));
}

Turn tunnels_to(std::uint16_t port) {
  return [port](Conversation& conversation) {
    conversation.send("HTTP/1.1 200 Connection established\r\n\r\n");
    conversation.tunnel(port);
  };
}

Turn honest(std::string body, std::string etag, std::string last_modified) {
  return [body = std::move(body), etag = std::move(etag),
          last_modified = std::move(last_modified)](Conversation& conversation) {
    std::string fields = "Accept-Ranges: bytes\r\n";
    if (!etag.empty()) fields += "ETag: " + etag + "\r\n";
    if (!last_modified.empty()) fields += "Last-Modified: " + last_modified + "\r\n";
    const auto has = conversation.field("If-None-Match");
    const auto since = conversation.field("If-Modified-Since");
    const bool known = has.empty() ? !since.empty() && since == last_modified : has == etag;
    if (known) {
      conversation.send("HTTP/1.1 304 Not Modified\r\n" + fields + "Connection: close\r\n\r\n");
      return;
    }
    const auto bound = conversation.field("If-Range");
    const bool same = bound.empty() || bound == etag || bound == last_modified;
    const auto slice = same ? slice_of(conversation.field("Range"), body.size()) : std::nullopt;
    if (!slice) {
      conversation.send(whole_answer("200 OK", fields, body));
    } else if (slice->first >= body.size() || slice->last < slice->first) {
      conversation.send(whole_answer("416 Range Not Satisfiable", fields, ""));
    } else {
      fields += "Content-Range: bytes " + std::to_string(slice->first) + "-" +
                std::to_string(slice->last) + "/" + std::to_string(body.size()) + "\r\n";
      conversation.send(whole_answer(
          "206 Partial Content", fields,
          std::string_view{body}.substr(slice->first, slice->last - slice->first + 1)));
    }
  };
}

}  // namespace tests
