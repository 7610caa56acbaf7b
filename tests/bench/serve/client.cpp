#include "tests/bench/serve/client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace bench {
namespace {

constexpr std::size_t kPiece = 1'048'576;

[[noreturn]] void give_up(const std::string& why) {
  std::fprintf(stderr, "%s\n", why.c_str());
  std::exit(2);
}

std::string request_text(const Target& target, bool close) {
  std::string text = "GET " + target.path + " HTTP/1.1\r\nHost: " + target.host + ":" +
                     std::to_string(target.port) + "\r\n";
  for (const auto& field : target.fields) text += field + "\r\n";
  if (close) text += "Connection: close\r\n";
  return text + "\r\n";
}

sockaddr_in address(const std::string& host, std::uint16_t port) {
  sockaddr_in made{};
  made.sin_family = AF_INET;
  made.sin_port = htons(port);
  if (::inet_pton(AF_INET, host.c_str(), &made.sin_addr) != 1) give_up("no address: " + host);
  return made;
}

std::uint64_t number_after(const std::string& head, const std::string& name) {
  std::string lower = head;
  std::ranges::transform(lower, lower.begin(), [](unsigned char c) { return std::tolower(c); });
  const auto at = lower.find("\r\n" + name + ":");
  if (at == std::string::npos) return 0;
  const auto digits = lower.find_first_of("0123456789", at);
  std::uint64_t value = 0;
  std::from_chars(lower.data() + digits, lower.data() + lower.size(), value);
  return value;
}

}  // namespace

Target parse_target(const std::string& url) {
  Target target;
  const bool plain = url.starts_with("http://");
  if (!plain && !url.starts_with("https://")) give_up("no URL: " + url);
  target.tls = !plain;
  const auto host = url.find("//") + 2, colon = url.find(':', host), path = url.find('/', host);
  if (colon == std::string::npos || path == std::string::npos) give_up("no port or path: " + url);
  target.host = url.substr(host, colon - host);
  target.port = static_cast<std::uint16_t>(std::atoi(url.c_str() + colon + 1));
  target.path = url.substr(path);
  return target;
}

Client::Client(const Target& target, SSL_CTX* tls, bool close)
    : request_{request_text(target, close)}, tls_{tls} {
  const sockaddr_in to = address(target.host, target.port);
  std::memcpy(&to_, &to, sizeof to);
}

Client::~Client() {
  shut();
}

void Client::shut() {
  if (ssl_ != nullptr) SSL_free(ssl_);
  if (socket_ >= 0) ::close(socket_);
  ssl_ = nullptr;
  socket_ = -1;
}

void Client::connect(const std::string& from, int buffer) {
  shut();
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket_ < 0) give_up(std::string{"socket: "} + std::strerror(errno));
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (buffer > 0) ::setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
  if (!from.empty()) {
    const sockaddr_in local = address(from, 0);
    ::setsockopt(socket_, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    if (::bind(socket_, reinterpret_cast<const sockaddr*>(&local), sizeof local) != 0) {
      give_up("bind to " + from + ": " + std::strerror(errno));
    }
  }
  const bool begun =
      ::connect(socket_, reinterpret_cast<const sockaddr*>(&to_), sizeof(sockaddr_in)) == 0;
  if (!begun && errno != EINPROGRESS) give_up(std::string{"connect: "} + std::strerror(errno));
  if (tls_ != nullptr) {
    ssl_ = SSL_new(tls_);
    SSL_set_fd(ssl_, socket_);
    SSL_set_connect_state(ssl_);
  }
  ask();
}

void Client::ask() {
  written_ = 0;
  head_.clear();
  status_ = 0;
  left_ = 0;
}

long Client::read(char* into, std::size_t size) {
  if (ssl_ == nullptr) return ::recv(socket_, into, size, 0);
  const int got = SSL_read(ssl_, into, static_cast<int>(size));
  if (got > 0) return got;
  const int why = SSL_get_error(ssl_, got);
  const bool wait = why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE;
  errno = wait ? EAGAIN : EPIPE;
  return why == SSL_ERROR_ZERO_RETURN ? 0 : -1;
}

long Client::discard(std::size_t size) {
  static thread_local std::array<char, kPiece> scratch;
  size = std::min(size, scratch.size());
  if (ssl_ != nullptr) return read(scratch.data(), size);
  // What a plain socket holds is thrown away inside the kernel.
  return ::recv(socket_, scratch.data(), size, MSG_TRUNC);
}

Step Client::ended(long got) const {
  if (got < 0 && errno == EAGAIN) return Step::Waiting;
  const bool between = status_ == 0 && head_.empty();
  return between || (status_ != 0 && left_ == 0) ? Step::Closed : Step::Broken;
}

Step Client::write_request() {
  const std::size_t size = request_.size() - written_;
  long put = 0;
  if (ssl_ == nullptr) {
    put = ::send(socket_, request_.data() + written_, size, MSG_NOSIGNAL);
    if (put < 0) return errno == EAGAIN || errno == ENOTCONN ? Step::Waiting : Step::Broken;
  } else {
    put = SSL_write(ssl_, request_.data() + written_, static_cast<int>(size));
    const int why = SSL_get_error(ssl_, static_cast<int>(put));
    if (why == SSL_ERROR_WANT_READ || why == SSL_ERROR_WANT_WRITE) return Step::Waiting;
    if (put <= 0) return Step::Broken;
  }
  written_ += static_cast<std::size_t>(put);
  return written_ == request_.size() ? Step::Answered : Step::Waiting;
}

bool Client::take_head(std::size_t end) {
  if (!head_.starts_with("HTTP/1.1 ")) return false;
  status_ = std::atoi(head_.c_str() + 9);
  left_ = status_ == 304 ? 0 : number_after(head_.substr(0, end), "content-length");
  const std::size_t body = head_.size() - end - 4;
  if (body > left_) return false;
  left_ -= body;
  bytes_ += body;
  return true;
}

Step Client::read_head() {
  std::array<char, 4'096> piece;
  for (;;) {
    const long got = read(piece.data(), piece.size());
    if (got <= 0) return ended(got);
    head_.append(piece.data(), static_cast<std::size_t>(got));
    const auto end = head_.find("\r\n\r\n");
    if (end == std::string::npos) continue;
    return take_head(end) ? Step::Answered : Step::Broken;
  }
}

Step Client::step(std::uint64_t most) {
  if (written_ < request_.size()) {
    const Step written = write_request();
    if (written != Step::Answered) return written;
  }
  if (status_ == 0) {
    const Step head = read_head();
    if (head != Step::Answered) return head;
    if (left_ == 0) return Step::Answered;
  }
  if (left_ == 0) return ended(discard(1));
  while (left_ > 0 && most > 0) {
    const long got = discard(std::min(left_, most));
    if (got <= 0) return ended(got);
    const auto size = static_cast<std::uint64_t>(got);
    left_ -= size;
    bytes_ += size;
    most -= std::min(most, size);
  }
  return left_ == 0 ? Step::Answered : Step::Waiting;
}

}  // namespace bench
